import datetime as dt

import pytest
from rich.console import Console

from referat.exporting.table import table
from referat.minutes import ActionItem, AgendaItem, Document, Meeting, Minutes, Responsible

MEETING = Meeting(body="Lyngby Roklub", date=dt.date(2019, 3, 12))
ITEM = ActionItem(
    id="1",
    kind="task",
    title="Kontakt [red]banken[/red]\x1b[2J",
    text="MH kontakter banken inden 1. april.",
    responsible=(Responsible("MH", 0, 2, "Mette Holm", "initials"),),
    due=dt.date(2019, 4, 1),
    deadline_text="inden 1. april",
    meeting=MEETING,
    item=AgendaItem("1", "Økonomi", 0, 10),
    document="a.txt",
    page=None,
    start=0,
    end=10,
    score=1.0,
)


def shown(width: int, *items: ActionItem) -> str:
    document = Document("\x1b[31m[bold]a.txt", "", "text/plain", "", (), ())
    console = Console(width=width)
    with console.capture() as capture:
        console.print(table(Minutes(document, MEETING, (), ()), items))
    return capture.get()


@pytest.mark.parametrize("width", [120, 60])
def test_names_and_text_are_neither_markup_nor_commands_to_the_terminal(width: int) -> None:
    text = shown(width, ITEM)
    assert "[bold]a.txt" in text
    assert "Kontakt [red]banken[/red]" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [120, 80, 60, 30])
def test_what_who_and_when_can_be_read_at_any_width(width: int) -> None:
    text = shown(width, ITEM)
    assert all(part in text for part in ("task", "Mette Holm", "2019-04-01", "Økonomi"))
    assert max(map(len, text.splitlines())) <= width


def test_minutes_without_action_items_say_so() -> None:
    assert "no action items found" in shown(80)
