from pathlib import Path

import pytest

from referat.annotations.corpus import AnnotatedDocument, load_corpus, shared_folder
from referat.annotations.gold import examples, gold
from referat.annotations.leakage import overlapping, shingles
from referat.annotations.schema import problems
from referat.annotations.splits import SPLITS, split_of
from referat.labels import FORBIDDEN, TAGS
from referat.structure import structure

NOWHERE = Path("nowhere")


@pytest.fixture(scope="module")
def composed() -> list[AnnotatedDocument]:
    return load_corpus(shared=NOWHERE)


def test_composed_corpus_is_as_large_as_promised(composed: list[AnnotatedDocument]) -> None:
    assert len(composed) >= 40
    assert len({one.annotation.kind for one in composed}) >= 10
    assert sum(len(one.annotation.sentences) for one in composed) >= 1500


def test_every_annotation_keeps_the_rules(composed: list[AnnotatedDocument]) -> None:
    found = {
        one.annotation.id: problems(one.annotation, one.document.text)
        for one in composed
        if problems(one.annotation, one.document.text)
    }
    assert found == {}


def test_every_named_document_of_a_split_exists(composed: list[AnnotatedDocument]) -> None:
    folder = Path(__file__).parents[2] / "annotations" / "standoff"
    known = {one.annotation.id for one in composed} | {path.stem for path in folder.glob("*.json")}
    assert {name for name in known if split_of(name) == "real"} == {
        path.stem for path in folder.glob("*.json") if split_of(path.stem) == "real"
    }
    assert all(any(split_of(name) == split for name in known) for split in SPLITS)


def test_standoff_annotation_holds_no_text() -> None:
    folder = Path(__file__).parents[2] / "annotations" / "standoff"
    for path in folder.glob("*.json"):
        assert '"text":' not in path.read_text(encoding="utf-8")


def test_gold_has_the_types_of_predictions(composed: list[AnnotatedDocument]) -> None:
    one = composed[0]
    read = structure(one.document)
    tagged = gold(one, read)
    assert len(tagged.sentences) == len(one.annotation.sentences)
    for sentence in tagged.sentences:
        assert not FORBIDDEN[sentence.sentence.section] & set(sentence.tags)
        assert sentence.scores == tuple(float(tag in sentence.tags) for tag in TAGS)
    assert len(examples(one, read)) == len(read.sentences)


def test_no_held_out_document_is_partly_in_training() -> None:
    assert list(overlapping(load_corpus(), share=0.15)) == []


def test_shingles_need_eight_words() -> None:
    assert shingles("en to tre fire fem seks syv") == frozenset()
    assert len(shingles("En to tre, fire fem seks syv otte ni.")) == 2


@pytest.mark.skipif(not (shared_folder() / "real").is_dir(), reason="real minutes are not here")
def test_every_real_annotation_fits_its_document() -> None:
    real = [one for one in load_corpus() if one.real]
    folder = Path(__file__).parents[2] / "annotations" / "standoff"
    assert len(real) == len(list(folder.glob("*.json")))
    assert sum(one.split == "real" for one in real) >= 10
    for one in real:
        assert problems(one.annotation, one.document.text) == []
