from pathlib import Path

from referat.annotations.corpus import load_corpus
from referat.annotations.statistics import lines, sizes


def test_parts_add_up_to_the_whole() -> None:
    corpus = load_corpus(["development", "test"], Path("nowhere"))
    found = list(sizes(corpus))
    whole = found[0]
    assert whole.documents == len(corpus)
    for scope in ("source", "split", "kind"):
        parts = [one for one in found if one.scope == scope]
        assert sum(one.sentences for one in parts) == whole.sentences
        for tag, count in whole.tags.items():
            assert sum(one.tags[tag] for one in parts) == count
    assert whole.untagged < whole.sentences
    assert 0 < whole.values <= whole.deadlines
    assert 0 < whole.linked <= whole.holders
    assert len(list(lines(found))) == len(found) + 1
