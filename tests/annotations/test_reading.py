import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.reading import (
    READING_SPLITS,
    ReadingAnnotation,
    ReadingItem,
    ReadingMeeting,
    ReadingParticipant,
    ReadingUnit,
    folded,
    problems,
    reading_split_of,
    text_fingerprint,
)
from referat.annotations.reading_store import corpus_of, dumps, load_reading_corpus, loads
from referat.annotations.schema import Source
from referat.annotations.standoff import Letters, fingerprint
from referat.errors import AnnotationError
from referat.labels import SECTIONS, Section

SOURCE = Source("real/x.txt", "bo/klub", "referat.txt", "c0ffee", "none stated")
UNIT = ReadingUnit(8, fingerprint("godkendt"), Section.OUTCOME, None)
MEETING = ReadingMeeting(None, None, None, None, None, (), 0)
SMALL = ReadingAnnotation("x", SOURCE, "0", "text/plain", "a", (MEETING,), (), (UNIT,))

prints = st.text("0123456789abcdef", min_size=12, max_size=12)
optional = st.none() | prints
people = st.builds(ReadingParticipant, prints, optional, optional, optional, st.booleans())
days = st.none() | st.dates(dt.date(1990, 1, 1))


@st.composite
def annotations(draw: st.DrawFn) -> ReadingAnnotation:
    count = draw(st.integers(1, 6))
    firsts = [0, *sorted(draw(st.lists(st.integers(0, count), max_size=2)))]
    meetings = [
        ReadingMeeting(
            *(draw(days), draw(days), draw(optional), draw(optional), draw(optional)),
            tuple(draw(st.lists(people, max_size=2))),
            first,
        )
        for first in firsts
    ]
    items = (
        ReadingItem(draw(st.none() | st.just("2a")), draw(optional), firsts[-1], len(firsts) - 1),
    )
    units = [
        ReadingUnit(
            draw(st.integers(1, 99)),
            draw(prints),
            draw(st.sampled_from(SECTIONS)),
            draw(st.sampled_from([None, 0])),
        )
        for _ in range(count)
    ]
    return replace(SMALL, meetings=tuple(meetings), items=items, units=tuple(units))


@given(annotations())
def test_round_trip_is_exact(annotation: ReadingAnnotation) -> None:
    assert problems(annotation) == []
    assert loads(dumps(annotation)) == annotation


@pytest.mark.parametrize(
    "data", ["", "[]", "{}", '{"schema": 9}', dumps(SMALL).replace("outcome", "novel")]
)
def test_what_is_no_annotation_is_refused(data: str) -> None:
    with pytest.raises(AnnotationError, match="not an annotation of reading"):
        loads(data)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (replace(SMALL, units=()), "no units"),
        (replace(SMALL, meetings=()), "does not begin with the first unit"),
        (replace(SMALL, meetings=(MEETING, replace(MEETING, unit=2))), "behind the last unit"),
        (replace(SMALL, units=(replace(UNIT, item=0),)), "no item 0"),
        (replace(SMALL, units=(replace(UNIT, length=0),)), "no letters"),
        (replace(SMALL, items=(ReadingItem("1", None, 0, 4),)), "no meeting 4"),
        (replace(SMALL, items=(ReadingItem("1", None, 5, 0),)), "not in its meeting"),
        (
            replace(SMALL, items=(ReadingItem("2", None, 1, 0), ReadingItem("1", None, 0, 0))),
            "out of order",
        ),
    ],
)
def test_problems_are_named(broken: ReadingAnnotation, problem: str) -> None:
    assert problem in " ".join(problems(broken))


@given(st.text("abzæøåéöABZÆØÅÉ019 .,:;-–»«§()\n", max_size=40))
def test_letters_of_danish_are_those_of_the_other_annotations(text: str) -> None:
    assert folded(text) == Letters.of(text).stream


def test_a_ligature_counts_as_its_letters() -> None:
    assert folded("Oﬃciel aﬀære, 4 m²") == folded("OFFICIEL AFFÆRE 4 m2")
    assert text_fingerprint("Godkendt.") == text_fingerprint("– godkendt") != text_fingerprint("Ja")
    assert text_fingerprint(" – ") is text_fingerprint(None) is None


def test_splits_share_no_document() -> None:
    assert reading_split_of("nowhere-01") is None
    assert {reading_split_of("alslug-06"), reading_split_of("alslug-05")} == set(READING_SPLITS)


def test_only_the_file_that_was_annotated_is_used(tmp_path: Path) -> None:
    folder, shared = tmp_path / "gold", tmp_path / "shared"
    (shared / "real").mkdir(parents=True)
    folder.mkdir()
    right = hashlib.sha256(b"Godkendt.").hexdigest()
    for name in ("alslug-02", "alslug-06", "pellepirat-02"):
        source = replace(SOURCE, file=f"real/{name}.txt")
        stored = dumps(replace(SMALL, id=name, source=source, sha256=right))
        (folder / f"{name}.json").write_text(stored, encoding="utf-8")
    (shared / "real" / "alslug-02.txt").write_bytes(b"Godkendt.")
    (shared / "real" / "alslug-06.txt").write_bytes(b"Vedtaget.")
    found = corpus_of(folder, ["development"], shared)
    assert [one.annotation.id for one in found.documents] == ["alslug-02"]
    changed, missing = found.left_out
    assert changed.startswith("alslug-06: ")
    assert "not the file" in changed
    assert missing.startswith("pellepirat-02: there is no real/pellepirat-02.txt")
    assert corpus_of(folder, ["held-out"], shared) == corpus_of(
        tmp_path / "none", ["held-out"], shared
    )


def test_stored_annotations_are_sound_and_each_is_of_a_split() -> None:
    folder = Path(__file__).parents[2] / "annotations" / "standoff" / "reading"
    stored = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    assert len(stored) >= 40
    for name, data in stored.items():
        annotation = loads(data)
        assert dumps(annotation) == data
        assert annotation.id == name
        assert reading_split_of(name) is not None
    left_out = load_reading_corpus(READING_SPLITS, Path("nowhere")).left_out
    assert len(left_out) == len(stored)
