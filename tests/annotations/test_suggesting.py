from pathlib import Path

import numpy as np
import pytest

from referat.annotations.schema import problems
from referat.annotations.suggesting import entropy, preannotated, suggest
from referat.labels import Tag
from referat.minutes import TaggedMinutes, TaggedSentence
from referat.reading import read
from referat.structure import structure


def tagged(folder: Path, name: str, text: str, score: float, *tags: Tag) -> TaggedMinutes:
    path = folder / f"{name}.txt"
    path.write_text(f"Dato: 3. maj 2022\n\n1. Skuret\n{text}\n", encoding="utf-8")
    minutes = structure(read(path))
    scores = (score, 0.0, 0.0, 0.0)
    sentences = tuple(
        TaggedSentence(one, tags if one.section.value == "outcome" else (), scores)
        for one in minutes.sentences
    )
    return TaggedMinutes(minutes, sentences)


def test_entropy_is_a_bit_a_tag_that_may_be_either() -> None:
    scores = np.array([[0.5, 0, 0, 0], [0.5, 0.5, 1, 0], [0, 0, 0, 0]])
    assert entropy(scores) == pytest.approx([1, 2, 0], abs=1e-6)


def test_the_uncertain_document_comes_first(tmp_path: Path) -> None:
    sure = tagged(tmp_path, "sikker", "Skuret males i sommer.", 0.99)
    unsure = tagged(tmp_path, "usikker", "Lågen hænger skævt endnu.", 0.5)
    found = suggest([sure, unsure], 5)
    assert [one.annotated.annotation.id for one in found] == ["usikker", "sikker"]
    assert found[0].worth > found[1].worth
    assert suggest([sure, unsure], 1)[0] == found[0]


def test_a_copy_of_one_chosen_comes_last(tmp_path: Path) -> None:
    text = "Lågen hænger skævt endnu."
    first, copy = (tagged(tmp_path, name, text, 0.5) for name in ("a", "b"))
    other = tagged(tmp_path, "c", "Kassen mangler to bilag.", 0.2)
    found = [one.annotated.annotation.id for one in suggest([first, copy, other], 3)]
    assert found == ["a", "c", "b"]


def test_preannotation_keeps_the_rules_of_the_schema(tmp_path: Path) -> None:
    every = tagged(tmp_path, "alle", "Per maler skuret inden jul.", 0.5, *Tag)
    annotated = preannotated(every)
    assert problems(annotated.annotation, annotated.document.text) == []
    (outcome,) = [one for one in annotated.annotation.sentences if one.tags]
    assert len(outcome.deadlines) == len(outcome.responsible) == 1
    assert annotated.annotation.annotators == ("model",)
    title = annotated.annotation.items[0].title
    assert "Skuret" in annotated.document.text[title.start : title.end]
