import datetime as dt
import tomllib
from importlib.resources import files

import pytest

from referat.exporting.page_wording import day, item_title, meaning, percent, plain, word
from referat.labels import TAGS
from referat.minutes import AgendaItem, Deadline


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rød grød", "Rød grød"),
        ("a\u202eb\x00c\x1b[2J\ud800", "abc[2J"),
        ("to\nlinjer\tog\xa0fast", "to linjer og\xa0fast"),
    ],
)
def test_plain_text_has_nothing_that_does_not_print(text: str, wanted: str) -> None:
    assert plain(text) == wanted


@pytest.mark.parametrize(
    ("month", "name"),
    [(1, "januar"), (2, "februar"), (5, "maj"), (9, "september"), (12, "december")],
)
def test_days_are_written_as_danes_write_them(month: int, name: str) -> None:
    assert day(dt.date(2022, month, 3)) == f"3.\xa0{name} 2022"


@pytest.mark.parametrize(
    ("value", "due", "relation", "wanted"),
    [
        ("2022-04-01", dt.date(2022, 4, 1), "by", "senest 1.\xa0april 2022"),
        ("2022-04-01", dt.date(2022, 4, 1), "at", "1.\xa0april 2022"),
        ("NEXT_MEETING", None, "by", "næste møde, dato ukendt"),
        (None, None, "by", "ingen sikker dato"),
    ],
)
def test_what_a_deadline_means(value: str, due: dt.date, relation: str, wanted: str) -> None:
    deadline = Deadline("frist", 0, 5, value, due, relation, "made")  # type: ignore[arg-type]
    assert meaning(deadline) == wanted


def test_an_item_needs_neither_number_nor_title() -> None:
    assert item_title(AgendaItem("4a", "Skuret", 0, 1)) == "4a. Skuret"
    assert item_title(AgendaItem("4", None, 0, 1)) == "Punkt 4"
    assert item_title(AgendaItem(None, None, 0, 1)) == "Punkt uden titel"


def test_scores_are_whole_percent() -> None:
    assert percent(0.846) == "85\xa0%"


def test_every_tag_has_a_danish_name() -> None:
    assert len({word("tags", tag.value) for tag in TAGS}) == len(TAGS)


def test_no_text_of_the_interface_needs_escaping() -> None:
    words = files("referat.resources").joinpath("page.toml").read_text(encoding="utf-8")
    for table in tomllib.loads(words).values():
        for text in table.values():
            assert not set(text) & set("<>&\"'"), text
