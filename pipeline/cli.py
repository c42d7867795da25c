"""The command line: a thin layer over plain functions, which are imported when they are needed."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import referat
from referat import cli_research
from referat.errors import ReferatError, UsageError

if TYPE_CHECKING:
    from referat.extractor import Extraction, Extractor

app = typer.Typer(
    name="referat",
    help="Get decisions, deferrals, deadlines and responsible parties out of Danish minutes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(cli_research.train)
app.command()(cli_research.evaluate)
app.command()(cli_research.agreement)
app.add_typer(cli_research.annotations_app, name="annotations")


class Format(StrEnum):
    """Output formats of `referat extract`."""

    TABLE = "table"
    JSONL = "jsonl"
    ACTIONS = "actions"
    TEXT = "text"


def main() -> None:
    """Run the command line; an error of ours is one line and exit code 1, misuse exit code 2."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app()
    except UsageError as error:
        _complain(str(error))
        sys.exit(2)
    except ReferatError as error:
        _complain(str(error))
        sys.exit(1)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"referat {referat.__version__}")
        raise typer.Exit


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Minutes: PDF, Markdown or plain text.")],
    format: Annotated[
        Format | None,
        typer.Option(help="table on a terminal, jsonl where piped, if not given."),
    ] = None,
    meeting_date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Date of the meeting, over the header's."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="Model folder or hub id instead of the embedded one.")
    ] = None,
    spacy_model: Annotated[
        str | None, typer.Option(help="spaCy pipeline; da_core_news_lg if it is installed.")
    ] = None,
) -> None:
    """Read minutes and print their tagged sentences or action items.

    Examples: `referat extract minutes.pdf`, `referat extract *.md --format actions > items.jsonl`
    """
    shown = format or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)
    if shown is Format.TEXT:
        raise typer.Exit(_each(files, _print_text))
    from referat.extractor import load_extractor

    extractor = load_extractor(model, spacy_model)
    day = meeting_date.date() if meeting_date else None
    raise typer.Exit(_each(files, lambda path: _print(extractor, path, day, shown)))


@app.command()
def when(
    expression: Annotated[str, typer.Argument(help="A Danish time expression, or - for stdin.")],
    on: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of the meeting.")
    ] = None,
) -> None:
    """Read one Danish time expression: value, due date and relation as JSON.

    Examples: `referat when "primo maj" --on 2022-03-10`, `referat when - < expressions.txt`
    """
    from referat.extraction.expressions import read_when

    day = on.date() if on else None
    for line in _lines(expression):
        found = read_when(line, day)
        row = {
            "text": line,
            "value": found.value,
            "due": found.due.isoformat() if found.due else None,
            "relation": found.relation,
            "rule": found.rule,
        }
        _print_json(row)


def _lines(expression: str) -> Iterator[str]:
    if expression != "-":
        yield expression
        return
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _each(files: list[Path], act: Callable[[Path], None]) -> int:
    """Run an action on every file; a file that fails is named, and the rest is done."""
    failed = 0
    for path in files:
        try:
            act(path)
        except ReferatError as error:
            failed = 1
            _complain(f"{path}: {error}")
    return failed


def _print_text(path: Path) -> None:
    from referat.reading import read

    sys.stdout.write(read(path).text)


def _print(extractor: "Extractor", path: Path, meeting_date: dt.date | None, shown: Format) -> None:
    from referat.exporting.records import action_record, sentence_records

    extraction = extractor.extract(path, meeting_date)
    if shown is Format.TABLE:
        _print_table(extraction)
    elif shown is Format.ACTIONS:
        for item in extraction.actions:
            _print_json(action_record(item))
    else:
        for record in sentence_records(extraction.tagged):
            _print_json(record)


def _print_table(extraction: "Extraction") -> None:
    from rich.console import Console

    from referat.exporting.table import table

    Console().print(table(extraction.tagged.minutes, extraction.actions))


def _print_json(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _complain(message: str) -> None:
    sys.stderr.write(f"referat: {' '.join(message.split())}\n")
