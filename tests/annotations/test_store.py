import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.converting.inline import parse
from referat.annotations.standoff import Letters, find
from referat.annotations.store import dumps, loads
from referat.errors import AnnotationError

INLINE = """kind: idraet
format: txt
date: 2019-03-12
next: -
body: Lyngby Roklub
title: -
participant: Mette Holm; -; MH; -
===
⟦h|Lyngby Roklub⟧
⟦h|Til stede: Mette Holm (MH)⟧
1. ⟦i 1|Skuret⟧
⟦o|Der var snak om prisen på en ny lås til det gamle bådeskur.⟧
⟦o dfr|Det blev
aftalt, at ⟨r Mette Holm|MH⟩ køber
låsen ⟨f 2019-04-01 2019-04-01 by|inden 1. april⟩.⟧
⟦o|Tak for kaffe.⟧
"""


def test_round_trip_is_exact() -> None:
    marked = parse(INLINE, "idraet-99")
    assert loads(dumps(marked.annotation, marked.text), marked.text) == marked.annotation


def test_no_text_is_stored() -> None:
    marked = parse(INLINE, "idraet-99")
    stored = dumps(marked.annotation, marked.text)
    assert "Mette" not in stored
    assert "Skuret" not in stored


def test_offsets_are_found_again_in_a_text_read_another_way() -> None:
    marked = parse(INLINE, "idraet-99")
    other = "Sidehoved\n" + marked.text.replace("køber\nlåsen", "køber  låsen").replace(
        "1. Skuret", "Skuret"
    )
    refitted = loads(dumps(marked.annotation, marked.text), other)
    sentence = refitted.sentences[4]
    assert other[sentence.start : sentence.end].startswith("Det blev\naftalt")
    deadline, holder = sentence.deadlines[0], sentence.responsible[0]
    assert other[deadline.start : deadline.end] == "inden 1. april"
    assert other[holder.start : holder.end] == "MH"


def test_a_text_of_another_document_is_refused() -> None:
    marked = parse(INLINE, "idraet-99")
    with pytest.raises(AnnotationError, match="not in the text"):
        loads(dumps(marked.annotation, marked.text), "Noget helt andet end det referat.")


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"schema": 99}'])
def test_what_is_no_annotation_is_refused(data: str) -> None:
    with pytest.raises(AnnotationError):
        loads(data, "")


@given(st.text(max_size=60), st.data())
def test_letters_find_every_run_where_it_is(text: str, data: st.DataObject) -> None:
    letters = Letters.of(text)
    if not letters.stream:
        return
    start = data.draw(st.integers(0, len(letters.stream) - 1))
    end = data.draw(st.integers(start + 1, len(letters.stream)))
    wanted = letters.stream[start:end]
    span = letters.range(letters.offsets[start], letters.offsets[end - 1] + 1)
    assert (span.start, span.end) == (start, end)
    assert find(letters, start, end - start, letters.fingerprint(span)) == start
    assert (
        Letters.of(text[letters.code_points(span).start : letters.code_points(span).end]).stream
        == wanted
    )
