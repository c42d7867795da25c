from pathlib import Path

import pytest

from referat.annotations.converting.units import annotate, import_units, parse
from referat.annotations.reading import ReadingAnnotation, folded, text_fingerprint
from referat.annotations.reading_store import loads
from referat.errors import AnnotationError
from referat.labels import Section

UNITS = """# who was there stands below the items
date: 2019-03-12
next: -
title: Referat af bestyrelsesmøde
body: Lyngby Roklub
place: -
participant: Mette Holm; formand; -; MH
absent: Bo Lund; -; Lyngby Kommune; -
==
h|Referat af bestyrelsesmøde
f|Side 1 af 2
i 1|Skuret
o|Der købes en ny lås.
o|?!
i|Eventuelt
== meeting
date: -
next: 2019-05-07
==
h|Onsdag
i a|Båden
b|Båden er fra 1984.
"""
TEXT = "Lyngby Roklub\n1. Skuret\n"
INDEX = "file\trepository\tpath\tcommit\tlicence\nalslug-06.txt\tbo/klub\treferat.txt\tc0ffee\t-\n"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "INDEX.tsv").write_text(INDEX, encoding="utf-8")
    (tmp_path / "real_more").mkdir()
    (tmp_path / "real_more" / "INDEX.tsv").write_text(INDEX[:20], encoding="utf-8")
    (tmp_path / "real" / "alslug-06.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "alslug-06.units").write_text(UNITS, encoding="utf-8")
    return tmp_path


def test_units_items_and_meetings_stand_in_order() -> None:
    parsed = parse(UNITS)
    assert [(unit.length, unit.section, unit.item) for unit in parsed.units] == [
        (24, Section.HEADER, None),
        (6, Section.OTHER, 0),
        (15, Section.OUTCOME, 0),
        (9, Section.OTHER, 1),
        (6, Section.HEADER, None),
        (5, Section.OTHER, 2),
        (14, Section.BACKGROUND, 2),
    ]
    assert parsed.units[2].fingerprint == text_fingerprint("der købes en ny lås")
    assert [(item.number, item.unit, item.meeting) for item in parsed.items] == [
        ("1", 1, 0),
        (None, 3, 0),
        ("a", 5, 1),
    ]
    assert parsed.items[0].title == text_fingerprint("SKURET:")
    assert [meeting.unit for meeting in parsed.meetings] == [0, 4]


def test_header_fields_are_fingerprints() -> None:
    first, second = parse(UNITS).meetings
    assert (str(first.date), first.next_meeting, first.place) == ("2019-03-12", None, None)
    assert first.body == text_fingerprint("Lyngby Roklub")
    chair, absent = first.participants
    assert (chair.role, chair.initials, chair.absent) == (
        text_fingerprint("formand"),
        text_fingerprint("MH"),
        False,
    )
    assert (absent.organisation, absent.absent) == (text_fingerprint("Lyngby Kommune"), True)
    assert (second.date, str(second.next_meeting), second.participants) == (None, "2019-05-07", ())


def test_the_stored_form_holds_no_text(shared: Path) -> None:
    annotation = import_units(shared / "alslug-06.units", shared, shared / "gold", "a1")
    stored = (shared / "gold" / "alslug-06.json").read_text(encoding="utf-8")
    assert loads(stored) == annotation
    assert isinstance(annotation, ReadingAnnotation)
    assert (annotation.media_type, annotation.source.repository) == ("text/plain", "bo/klub")
    for word in ("Mette", "formand", "Skuret", "Lyngby", "båden"):
        assert folded(word) not in folded(stored)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("o|Der", "q|Der", "line 13: no unit"),
        ("o|Der", "o 1|Der", "line 13: no unit"),
        ("o|Der købes en ny lås.", "o|", "line 13: no unit"),
        ("body:", "bodies:", "line 5: no header field"),
        ("next: -", "date: -", "line 3: date is given twice"),
        ("2019-03-12", "12. marts", "line 2: "),
        ("Mette Holm;", "Mette Holm", "name; role; organisation; initials"),
        ("Mette Holm;", "-;", "without a name"),
        ("Lyngby Roklub", "???", "without letters"),
        ("== meeting", "==", "line 16: == closes no header"),
        ("date: -\nnext: 2019-05-07\n==\n", "== meeting\n", "line 17: a meeting begins"),
    ],
)
def test_what_is_wrong_is_told_by_line(old: str, new: str, complaint: str) -> None:
    with pytest.raises(AnnotationError) as error:
        parse(UNITS.replace(old, new, 1))
    assert complaint in str(error.value)


def test_a_header_never_closed_is_refused() -> None:
    with pytest.raises(AnnotationError, match="not closed"):
        parse("date: -\n")


def test_the_document_must_be_known_here_and_of_a_split(shared: Path) -> None:
    for name, complaint in (
        ("nowhere-01", "no reading split"),
        ("alslug-02", "there is no document alslug-02"),
    ):
        path = shared / f"{name}.units"
        path.write_text(UNITS, encoding="utf-8")
        with pytest.raises(AnnotationError, match=complaint):
            annotate(path, shared, "a1")
    (shared / "real" / "alslug-06.txt").unlink()
    with pytest.raises(AnnotationError, match=r"there is no .*alslug-06"):
        annotate(shared / "alslug-06.units", shared, "a1")
