import random
from dataclasses import replace
from pathlib import Path

import pytest

from referat.annotations.corpus import load_corpus
from referat.annotations.schema import SentenceAnnotation, problems
from referat.evaluation.altered_text import altered
from referat.evaluation.file_degradations import (
    FILE_DEGRADATIONS,
    degraded,
    is_text,
    missing_headings,
    wrapped_lines,
)
from referat.evaluation.robustness import loss_lines, losses
from referat.evaluation.systems import ReadDocument, TaggerSystem, read_documents
from referat.models.baselines import BASELINES


@pytest.fixture(scope="module")
def documents() -> list[ReadDocument]:
    read = read_documents(load_corpus(["development"], Path("nowhere")))
    return [one for one in read if is_text(one)][:10]


@pytest.mark.parametrize("name", FILE_DEGRADATIONS)
def test_gold_is_carried_along(documents: list[ReadDocument], name: str) -> None:
    changes = 0
    for one in documents:
        dirty = degraded(one, name, 1)
        assert dirty is not None
        assert degraded(one, name, 1) == dirty
        text, gold = dirty.document.text, one.annotated.annotation
        changes += text != one.annotated.document.text
        # a title that is taken out leaves an empty range, which `problems` does not look at
        assert problems(dirty.annotation, text) == []
        before = [_tagged(one.annotated.document.text, s) for s in gold.sentences]
        after = [_tagged(text, s) for s in dirty.annotation.sentences]
        assert [row for row in before if row[0]] == [row for row in after if row[0]]
    assert changes > len(documents) / 2


def _tagged(text: str, unit: SentenceAnnotation) -> tuple[object, ...]:
    spans = (unit, *unit.deadlines, *unit.responsible)
    return (unit.tags, *(_letters(text[one.start : one.end]) for one in spans))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_wrapped_lines_fit_and_lose_no_letter(documents: list[ReadDocument]) -> None:
    hyphens = 0
    for one in documents:
        text = one.annotated.document.text
        changed = altered(text, wrapped_lines(one, random.Random(2))).text
        assert _letters(changed) == _letters(text)
        hyphens += changed.count("-\n") - text.count("-\n")
        for line in changed.splitlines():
            assert len(line) <= 76 or "  " in line or "\t" in line or "|" in line
    assert hyphens > 0


def test_titles_are_taken_out_and_tagged_lines_left(documents: list[ReadDocument]) -> None:
    lost = 0
    for one in documents:
        text = one.annotated.document.text
        changed = altered(text, missing_headings(one, random.Random(2)))
        for item in one.annotated.annotation.items:
            lost += changed.place(item.title.start, item.title.end) is None
        for unit in one.annotated.annotation.sentences:
            if unit.tags:
                place = changed.place(unit.start, unit.end)
                assert place is not None
                assert place.end - place.start == unit.end - unit.start
    assert lost > len(documents)


def test_losses_are_of_text_files_beside_the_same_ones_clean(
    documents: list[ReadDocument],
) -> None:
    system = TaggerSystem(BASELINES["keywords"]())
    page = documents[0]
    other = replace(page.annotated, document=replace(page.annotated.document, media_type="x/pdf"))
    mixed = [*documents[1:4], replace(page, annotated=other)]
    found = {one.degradation: one for one in losses(system, mixed, "development")}
    for name in FILE_DEGRADATIONS:
        loss = found[f"{name} (3 files)"]
        assert f"development on {name}|documents:3" in loss.evaluation.signature
        assert f"{name} (3 files)" in "\n".join(loss_lines([loss]))
    names = [one.degradation for one in losses(system, mixed, "development", level="gold")]
    assert not any(name.startswith(tuple(FILE_DEGRADATIONS)) for name in names)
