import json
import shutil
from pathlib import Path

import pytest

from referat.annotations.converting.importing import import_inline
from referat.annotations.corpus_check import check_corpus

HEAD = "kind: {kind}\nformat: txt\ndate: 2019-03-12\nnext: -\nbody: -\ntitle: -\n===\n"
TEXTS = (
    "⟦o|Vi talte om broen ved den gamle mølle, som trænger til maling.⟧",
    "⟦o d|Der males i uge 20.⟧",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "annotations"
    for number, text in enumerate(TEXTS, start=1):
        inline = tmp_path / f"idraet-0{number}.ann.txt"
        inline.write_text(HEAD.format(kind="idraet") + text, encoding="utf-8")
        import_inline(inline, root / "minutes")
    (root / "standoff").mkdir()
    return root


def messages(root: Path, shared: Path) -> list[str]:
    return [str(fault) for fault in check_corpus(root, shared).faults]


def test_a_sound_corpus_is_clean(corpus: Path, tmp_path: Path) -> None:
    checked = check_corpus(corpus, tmp_path)
    assert (checked.documents, checked.missing, checked.faults) == (2, (), ())


def test_documents_that_are_alike(corpus: Path, tmp_path: Path) -> None:
    folder = corpus / "minutes" / "skole"
    folder.mkdir()
    for suffix in (".txt", ".json"):
        original = corpus / "minutes" / "idraet" / f"idraet-01{suffix}"
        shutil.copy(original, folder / f"skole-01{suffix}")
    row = json.loads((folder / "skole-01.json").read_text(encoding="utf-8"))
    row |= {"id": "skole-01", "kind": "skole", "source": {"file": "skole-01.txt"}}
    (folder / "skole-01.json").write_text(json.dumps(row), encoding="utf-8")
    assert messages(corpus, tmp_path) == ["idraet-01: 100% of its 8-grams are skole-01's"]


def test_a_composed_sentence_that_stands_in_a_real_one(corpus: Path, tmp_path: Path) -> None:
    real = tmp_path / "shared" / "real"
    real.mkdir(parents=True)
    shutil.copy(corpus / "minutes" / "idraet" / "idraet-01.txt", real / "lyngby-01.txt")
    stored = json.loads((corpus / "minutes" / "idraet" / "idraet-01.json").read_text("utf-8"))
    stored |= {"id": "lyngby-01", "source": {"file": "real/lyngby-01.txt"}}
    (corpus / "standoff" / "lyngby-01.json").write_text(json.dumps(stored), encoding="utf-8")
    found = messages(corpus, tmp_path / "shared")
    assert len(found) == 1
    assert "shares eight words with a real document" in found[0]
    assert check_corpus(corpus, tmp_path / "nowhere").missing == ("lyngby-01",)


def test_an_id_given_twice_and_a_broken_file(corpus: Path, tmp_path: Path) -> None:
    folder = corpus / "minutes" / "skole"
    folder.mkdir()
    for suffix in (".txt", ".json"):
        shutil.copy(corpus / "minutes" / "idraet" / f"idraet-02{suffix}", folder)
    (corpus / "standoff" / "kaput.json").write_text("{", encoding="utf-8")
    found = messages(corpus, tmp_path)
    assert "idraet-02: two documents have this id" in found
    assert any(one.startswith("kaput: ") for one in found)


def test_the_packaged_corpus_is_clean() -> None:
    checked = check_corpus(shared=Path("nowhere"))
    assert [str(fault) for fault in checked.faults] == []
    assert checked.documents >= 250
