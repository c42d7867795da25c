import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.converting.fields import Fields, encodable, parse_json
from referat.annotations.converting.people import people, person_of
from referat.errors import AnnotationError
from referat.labels import Section, Tag

from .samples import sample

Reading = Callable[[Fields], object]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
READINGS: list[Reading] = [
    lambda fields: fields.text("a"),
    lambda fields: fields.optional_text("a"),
    lambda fields: fields.whole("a"),
    lambda fields: fields.optional_whole("a"),
    lambda fields: fields.flag("a"),
    lambda fields: fields.texts("a"),
    lambda fields: list(fields.each("a")),
    lambda fields: fields.fields("a"),
    lambda fields: fields.choice("a", Section),
    lambda fields: fields.choices("a", Tag),
    lambda fields: fields.date("a"),
]


@given(JSON, st.sampled_from(READINGS))
def test_any_value_is_read_or_refused(value: object, reading: Reading) -> None:
    fields = Fields({"a": value}, "x.json, line 1")
    message = ""
    try:
        reading(fields)
        fields.done()
    except AnnotationError as error:
        message = str(error)
    assert not message or message.startswith("x.json, line 1: ")
    assert len(message) < 300


def test_values_are_read_by_type() -> None:
    fields = Fields({"a": "x", "b": 3, "c": None, "d": "2022-03-31", "e": True, "f": ["x"]}, "x")
    assert (fields.text("a"), fields.whole("b"), fields.optional_text("c")) == ("x", 3, None)
    assert fields.date("d") == dt.date(2022, 3, 31)
    assert fields.flag("e")
    assert fields.texts("f") == ["x"]
    fields.done()


def test_what_is_not_read_is_refused() -> None:
    fields = Fields({"a": 1, "b": 2}, "x")
    fields.leave("a", "z")
    with pytest.raises(AnnotationError, match="x: unknown: 'b'"):
        fields.done()


@pytest.mark.parametrize("text", ["{", "NaN", '{"a":1,"a":2}', "9" * 5000, "[" * 100_000, "\ud800"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(AnnotationError, match=r"^x: is "):
        parse_json(text, "x")


def test_lone_surrogates_are_refused() -> None:
    assert encodable("🙂 æ")
    with pytest.raises(AnnotationError, match="half of a surrogate pair"):
        Fields(parse_json(r'{"a": "\ud800"}', "x"), "x").text("a")


def test_persons_of_one_name_are_told_apart() -> None:
    annotation = sample().annotation
    twice = sample().document.text.replace("Bo Lund", "Mette Holm")
    same = replace(annotation, persons=(annotation.persons[0], annotation.persons[0]))
    known = people(same, twice)
    assert known == ("Mette Holm", "Mette Holm (2)")
    fields = Fields({}, "x")
    assert person_of("Mette Holm (2)", known, fields) == 1
    assert person_of("-", known, fields) is person_of(None, known, fields) is None
    with pytest.raises(AnnotationError, match="nobody is called 'Ib'"):
        person_of("Ib", known, fields)
