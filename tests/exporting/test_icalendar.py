import datetime as dt
from dataclasses import replace

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from referat.exporting.ical_lines import content_lines, with_properties
from referat.exporting.ical_task import task_of
from referat.exporting.icalendar import calendar_text, export, task_fields
from referat.exporting.items import ExportSettings
from referat.exporting.merging import digests
from referat.exporting.task_text import plain

from .samples import decision, deferral, item

FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:x\r\nSUMMARY;LANGUAGE=da:Ring\r\n"
    ' \\, nu\r\nX-OTHER;P="a:b":a,b;c\\d\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nSUMMARY:Alarm\r\n'
    "END:VALARM\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
)


def test_a_task_has_what_the_item_has() -> None:
    text = export([item()], ExportSettings(language="da"))
    assert "\r\nDUE;VALUE=DATE:20190401\r\n" in text
    assert "/home/mh" not in text
    (task,) = icalendar.Calendar.from_ical(text).walk("VTODO")
    assert str(task["uid"]) == item().id
    assert str(task["summary"]) == "Sørg for en ny lås"
    assert task["dtstamp"].dt == dt.datetime(2019, 3, 12, tzinfo=dt.UTC)
    assert [str(one) for one in task["categories"].cats] == ["referat", "opgave", "Mette Holm"]
    told = str(task["description"]).split("\n")
    assert told[0] == "MH sørger for en ny lås inden 1. april."
    assert {"Ansvarlig: Mette Holm", "Kilde: lyngby.txt, side 2"} <= set(told)


def test_the_stamp_is_the_one_given_and_the_text_the_same_each_time() -> None:
    stamp = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    items = [item(), decision(), deferral()]
    text = calendar_text(items, stamp=stamp)
    assert text.count("DTSTAMP:20260102T030405Z") == 3
    assert text == calendar_text(items, stamp=stamp)


def test_no_date_no_due() -> None:
    assert "DUE" not in export([deferral()], ExportSettings())


@given(st.text(max_size=300))
@example('a\\nb, c; d: "e" \\')
@example("\u2028\x85\x0b\x1c🙂\ud800" * 40)
@example("BEGIN:VEVENT\r\nEND:VCALENDAR")
def test_any_text_survives_folding_and_escaping(told: str) -> None:
    one = replace(item(), title=told, text=told)
    text = calendar_text([one])
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    assert text.replace("\r\n", "").isprintable() or "\r" not in text.replace("\r\n", "")
    fields = task_fields(one, "en")
    read = task_of(text)
    assert read is not None
    assert read.fields == fields
    assert read.written == digests(fields)
    (task,) = icalendar.Calendar.from_ical(text).walk("VTODO")
    assert str(task["summary"]) == fields["summary"]
    assert str(task["description"]) == fields["description"]
    other = vobject.readOne(text)
    assert other.vtodo.summary.value == fields["summary"]


@given(st.dates(), st.dates())
def test_any_date_arrives(due: dt.date, day: dt.date) -> None:
    one = replace(item(), due=due, meeting=replace(item().meeting, date=day))
    text = calendar_text([one])
    (task,) = icalendar.Calendar.from_ical(text).walk("VTODO")
    assert task["due"].dt == due
    read = task_of(text)
    assert read is not None
    assert read.fields["due"] == task_fields(one, "en")["due"]


@given(st.text())
def test_plain_text_has_no_control_characters(text: str) -> None:
    kept = plain(text).replace("\n", "").replace("\t", "")
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in kept)
    kept.encode("utf-8")


def test_only_the_lines_named_change() -> None:
    changed = with_properties(FOREIGN, {"SUMMARY": ["SUMMARY:Skriv"]})
    assert changed == FOREIGN.replace("SUMMARY;LANGUAGE=da:Ring\r\n \\, nu\r\n", "").replace(
        "END:VALARM\r\n", "END:VALARM\r\nSUMMARY:Skriv\r\n"
    )


@given(st.lists(st.sampled_from([*FOREIGN.splitlines(keepends=True), " æ\u2028\n", "\n", "x"])))
def test_content_lines_are_the_whole_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(line.raw for line in content_lines(text)) == text


def test_foreign_tasks_are_read() -> None:
    task = task_of(FOREIGN)
    assert task is not None
    assert task.fields["summary"] == "Ring, nu"
    assert not task.ended
    assert task_of("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") is None


@pytest.mark.parametrize(
    "line", ["STATUS:CANCELLED", "STATUS:completed", "COMPLETED:20260101T000000Z"]
)
def test_ended_tasks_are_known(line: str) -> None:
    task = task_of(FOREIGN.replace("UID:x", f"UID:x\r\n{line}"))
    assert task is not None
    assert task.ended
