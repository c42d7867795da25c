"""The command that takes action items to trackers and spreadsheets; `cli` mounts it."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from referat.cli_messages import complain
from referat.errors import ReferatError, UsageError
from referat.exporting.targets import TARGETS, check_target, exported

if TYPE_CHECKING:
    from referat.exporting.items import ExportItem

_STREAM: Final = Path("-")


class Kind(StrEnum):
    """What an action item is."""

    TASK = "task"
    DECISION = "decision"
    DEFERRAL = "deferral"


class LanguageOption(StrEnum):
    """The language of headings and labels."""

    EN = "en"
    DA = "da"


def export(
    items: Annotated[
        Path,
        typer.Argument(
            allow_dash=True,
            dir_okay=False,
            help="What `referat extract --format actions` wrote; - for stdin.",
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help=f"{', '.join(TARGETS)}.",
            autocompletion=lambda: list(TARGETS),
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", dir_okay=False, help="File; standard output if none.")
    ] = _STREAM,
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Items of this kind; all if none; may be repeated.")
    ] = None,
    container: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The planId of planner, the idList of trello."),
    ] = None,
    language: Annotated[
        LanguageOption, typer.Option(help="Of headings and labels; the rest stays as it is.")
    ] = LanguageOption.EN,
) -> None:
    """Write action items in the format of a tracker, a spreadsheet or a page.

    Items come by date of the meeting, document and place, each once. Cells of spreadsheets never
    hold a formula: an apostrophe stands before what could begin one.

    Examples: `referat export items.jsonl --to todoist -o tasks.csv --kind task`,
    `referat extract *.pdf --format actions | referat export - --to csv --language da > liste.csv`
    """
    from referat.exporting.items import ExportSettings

    settings = ExportSettings(container, language.value)
    check_target(to, settings)
    to_terminal = output == _STREAM and sys.stdout.isatty()
    if TARGETS[to].binary and to_terminal:
        raise UsageError(f"--to {to} is not text; name a file with --output")
    _write(output, exported(wanted_items(items, kind), to, settings))


def wanted_items(path: Path, kind: Sequence[Kind] | None) -> "list[ExportItem]":
    """The items of a file that are of some kinds, arranged; a word of warning if there are none."""
    from referat.exporting.arrangement import arranged
    from referat.exporting.item_reader import KINDS, read_items

    name = "standard input" if path == _STREAM else str(path)
    wanted = arranged(read_items(_content(path), name), [one.value for one in kind or ()] or KINDS)
    if not wanted:
        complain("no action items of that kind" if kind else "no action items", path)
    return wanted


def _content(path: Path) -> bytes:
    if path != _STREAM:
        return path.read_bytes()
    if sys.stdin is None:
        raise ReferatError("standard input is closed")
    return sys.stdin.buffer.read()


def _write(path: Path, content: str | bytes) -> None:
    # a lone surrogate, as odd file names hold, becomes the escape that JSON has for it
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    if path != _STREAM:
        path.write_bytes(data)
        return
    sys.stdout.flush()
    # not as text: on Windows that would double the carriage returns of a CSV file
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
