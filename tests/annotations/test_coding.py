from referat.annotations.coding import DEADLINE_SPAN, HOLDER_SPAN, Counts, coded, disagreements
from referat.annotations.converting.inline import parse
from referat.annotations.schema import Annotation
from referat.labels import Tag

HEAD = """kind: idraet
format: txt
date: 2019-03-12
next: -
body: -
title: -
participant: Mette Holm; -; MH; -
===
"""
FIRST = HEAD + (
    "⟦h|Mette Holm (MH)⟧\n⟦o d|Der købes en lås.⟧ "
    "⟦o fr|⟨r Mette Holm|MH⟩ henter den ⟨f 2019-04-01 2019-04-01 by|inden 1. april⟩.⟧ "
    "⟦o|Tak for kaffen.⟧"
)
SECOND = HEAD + (
    "⟦h|Mette Holm (MH)⟧\n⟦o|Der købes en lås.⟧ "
    "⟦o fr|⟨r -|MH⟩ henter den ⟨f 2019-04-01 2019-03-31 by|inden 1. april⟩.⟧ "
    "⟦o u|Tak⟧ ⟦o|for kaffen.⟧"
)


def annotations() -> tuple[str, Annotation, Annotation]:
    first, second = parse(FIRST, "a"), parse(SECOND, "a")
    assert first.text == second.text
    return first.text, first.annotation, second.annotation


def test_counts_units_words_and_values() -> None:
    text, first, second = annotations()
    found = coded(text, first, second, real=False)
    assert found.counts["decision"] == Counts(0, 1, 0, 4)
    assert found.counts["deadline"] == Counts(1, 0, 0, 4)
    assert found.counts["deferral"] == Counts(0, 0, 1, 4)
    assert found.counts[DEADLINE_SPAN] == Counts(3, 0, 0, 13)
    assert found.counts[HOLDER_SPAN] == Counts(1, 0, 0, 15)
    assert found.values == {DEADLINE_SPAN: (1, 0), HOLDER_SPAN: (1, 0)}


def test_disagreements_name_the_units_of_either() -> None:
    text, first, second = annotations()
    found = list(disagreements(text, first, second))
    assert [(one.unit, one.first, one.second) for one in found] == [
        (1, (Tag.DECISION,), ()),
        (None, (), (Tag.DEFERRAL,)),
    ]
    assert text[found[1].start : found[1].end] == "Tak"
