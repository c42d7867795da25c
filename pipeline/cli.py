"""The command line: a thin layer over plain functions, which are imported when they are needed."""

import datetime as dt
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import typer

import referat
from referat import (
    cli_agreement,
    cli_annotations,
    cli_batch,
    cli_evaluate,
    cli_export,
    cli_research,
)
from referat.cli_messages import complain
from referat.cli_models import models_app
from referat.cli_push import push_app
from referat.errors import ReferatError, UnreadableDocumentError, UsageError
from referat.exporting.formats import PAGES, Format, json_lines, rendered
from referat.settings import Limits, limits_from

if TYPE_CHECKING:
    from referat.extractor import Extraction
    from referat.minutes import Document

_STDIN: Final = Path("-")
_INTERRUPTED: Final = 130
_CUT_OFF: Final = 141
"""Exit code where the reader of a pipe has gone away, as a shell has it of other programs."""
_Misuse = cast("type[typer.BadParameter]", typer.BadParameter.__base__)
"""The base of Typer's errors of misuse, which it exports only a child of."""

app = typer.Typer(
    name="referat",
    help="Get decisions, deferrals, deadlines and responsible parties out of Danish minutes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(cli_export.export)
app.command()(cli_batch.batch)
app.command()(cli_batch.query)
app.command()(cli_research.train)
app.command()(cli_evaluate.evaluate)
app.command()(cli_agreement.agreement)
cli_research.annotations_app.command("export")(cli_annotations.export)
cli_research.annotations_app.command("import")(cli_annotations.load)
cli_research.annotations_app.command()(cli_annotations.check)
cli_research.annotations_app.command()(cli_annotations.stats)
cli_research.annotations_app.command()(cli_annotations.fetch)
cli_research.annotations_app.command()(cli_annotations.suggest)
app.add_typer(cli_research.annotations_app, name="annotations")
app.add_typer(push_app, name="push")
app.add_typer(models_app, name="models")


def main() -> None:
    """Run the command line; what fails is one line on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            # a lone surrogate, as odd file names hold, becomes the escape that JSON has for it
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_run())


def _run() -> int:
    """Run the command that the arguments name, and turn every end it can come to into a code."""
    try:
        if sys.stdout is None:
            raise ReferatError("standard output is closed, so there is nowhere to print to")
        code: int | None = app(prog_name="referat", standalone_mode=False)
        sys.stdout.flush()
    except (_Misuse, UsageError) as error:
        complain(_misuse(error))
        return 2
    except ReferatError as error:
        complain(str(error))
        return 1
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except OSError as error:
        return _broken_off(error)
    except SystemExit as end:
        # Typer itself ends so where a pipe breaks, and after completion in a shell
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        return _broken_off(end.__context__)
    return code or 0


def _misuse(error: Exception) -> str:
    """What was wrong with the arguments, and where help is."""
    if not isinstance(error, _Misuse):
        return str(error)
    message = error.format_message().replace("Value error, ", "").rstrip(".")
    command = error.ctx.command_path if error.ctx else "referat"
    return message and f"{message}; see `{command} --help`"


def _broken_off(error: OSError) -> int:
    """Say which file failed; a stream that failed gets nothing more, not even at Python's end."""
    if error.filename is None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if isinstance(error, BrokenPipeError):
        return _CUT_OFF
    complain(f"{error.filename or 'cannot print'}: {error.strerror or error}")
    return 1


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"referat {referat.__version__}")
        raise typer.Exit


def _day(value: str) -> dt.date:
    try:
        return dt.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date written like 2022-03-31") from None


_Files = Annotated[
    # a file that may not be read is a document that failed, not misuse: the rest is to be done
    list[Path],
    typer.Argument(
        readable=False,
        help="Minutes: PDF, DOCX, ODT, RTF, HTML, e-mail, Markdown or text; - for stdin.",
    ),
]
_MeetingDate = Annotated[
    dt.date | None,
    typer.Option(parser=_day, metavar="DATE", help="Date of the meeting, over the header's."),
]
_Limit = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=NUMBER", help="Change a limit, such as max_pages=10000."),
]
_Ocr = Annotated[
    bool, typer.Option("--ocr", help="Read scans by OCR (needs the extra ocr and Tesseract).")
]
_Debug = Annotated[
    bool, typer.Option("--debug", help="Show where in the program an unexpected error arose.")
]


@app.command()
def extract(
    files: _Files,
    format: Annotated[
        Format | None,
        typer.Option(help="table on a terminal, jsonl where piped, if not given."),
    ] = None,
    meeting_date: _MeetingDate = None,
    model: Annotated[
        str | None, typer.Option(help="Model folder or hub id instead of the embedded one.")
    ] = None,
    spacy_model: Annotated[
        str | None, typer.Option(help="spaCy pipeline; da_core_news_lg if it is installed.")
    ] = None,
    ocr: _Ocr = False,
    limit: _Limit = None,
    debug: _Debug = False,
) -> None:
    """Read minutes and print their tagged sentences or action items.

    With `--format text` the canonical text that all offsets count in, with `--format structure` the
    meetings, items, sections and sentences found in it, is printed instead. `--format html` gives
    one page of all documents with registers of tasks, decisions and deferrals, `--format md` the
    same for a wiki.

    Examples: `referat extract minutes.pdf`, `referat extract *.md --format actions > items.jsonl`
    """
    shown = format or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)
    limits = limits_from(limit or ())

    def document(path: Path) -> "Document":
        found = _document(path, limits, ocr=ocr)
        _warn(found.warnings, path)
        return found

    paged: list[Extraction] = []
    if shown in (Format.TEXT, Format.STRUCTURE):
        render = _reading(document, shown, meeting_date, spacy_model)
    else:
        render = _extracting(document, shown, meeting_date, (model, spacy_model), paged)
    code = _each(files, render, debug=debug)
    if paged:
        meetings = [meeting for extraction in paged for meeting in extraction.meetings]
        actions = [item for extraction in paged for item in extraction.actions]
        sys.stdout.write(rendered(meetings, actions, shown))
    raise typer.Exit(code)


def _extracting(
    document: Callable[[Path], "Document"],
    shown: Format,
    meeting_date: dt.date | None,
    models: tuple[str | None, str | None],
    paged: "list[Extraction]",
) -> Callable[[Path], str]:
    """What prints a document in a format that shows tags, or adds it to those of a page."""
    from referat.extractor import load_extractor

    extractor = load_extractor(*models)

    def render(path: Path) -> str:
        extraction = extractor.extract_document(document(path), meeting_date)
        _warn([w for part in extraction.meetings for w in part.minutes.meeting.warnings], path)
        if shown in PAGES:
            paged.append(extraction)
            return ""
        return rendered(extraction.meetings, extraction.actions, shown)

    return render


def _reading(
    document: Callable[[Path], "Document"],
    shown: Format,
    meeting_date: dt.date | None,
    spacy_model: str | None,
) -> Callable[[Path], str]:
    """What prints a document in a format that needs no model."""

    def render(path: Path) -> str:
        found = document(path)
        if shown is Format.TEXT:
            return found.text
        from referat.exporting.tree import tree
        from referat.structure import load_tokenizer, structure_all

        nlp = load_tokenizer(spacy_model)
        meetings = structure_all(found, nlp, meeting_date=meeting_date)
        _warn([warning for part in meetings for warning in part.meeting.warnings], path)
        return tree(found, meetings)

    return render


def _each(files: Sequence[Path], render: Callable[[Path], str], *, debug: bool) -> int:
    """Print what is rendered of every file; a file that fails is named, and the rest is done."""
    failed = 0
    for path in files:
        try:
            output = render(path)
        except ReferatError as error:
            failed = 1
            complain(str(error), path)
        except Exception as error:  # noqa: BLE001 - a bug met in one file must not cost the others
            failed = 1
            hint = "" if debug else "; --debug shows where"
            complain(f"unexpected {type(error).__name__}: {error}{hint}", path)
            if debug:
                traceback.print_exc()
        else:
            sys.stdout.write(output)
            sys.stdout.flush()
    return failed


def _document(path: Path, limits: Limits, *, ocr: bool) -> "Document":
    from referat.reading import read, read_stream

    if path != _STDIN:
        return read(path, limits, ocr=ocr)
    if sys.stdin is None:
        raise UnreadableDocumentError("is closed")
    return read_stream(sys.stdin.buffer, str(path), limits, ocr=ocr)


@app.command()
def when(
    expression: Annotated[str, typer.Argument(help="A Danish time expression, or - for stdin.")],
    on: Annotated[
        dt.date | None,
        typer.Option(parser=_day, metavar="DATE", help="Date of the meeting that times count on."),
    ] = None,
) -> None:
    """Read one Danish time expression: value, due date and relation as JSON.

    Examples: `referat when "primo maj" --on 2022-03-10`, `referat when - < expressions.txt`
    """
    from referat.extraction.expressions import read_when

    open_times = False
    for line in _lines(expression):
        found = read_when(line, on)
        open_times |= on is None and found.relation is not None and found.due is None
        row: dict[str, Any] = {
            "text": line,
            "value": found.value,
            "due": found.due.isoformat() if found.due else None,
            "relation": found.relation,
            "rule": found.rule,
        }
        sys.stdout.write(json_lines([row]))
        sys.stdout.flush()
    if open_times:
        complain("times that count on the meeting's date have none; give it with --on")


def _lines(expression: str) -> Iterator[str]:
    if expression != str(_STDIN):
        yield expression
    elif sys.stdin is not None:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield from filter(None, map(str.strip, sys.stdin))


def _warn(warnings: Sequence[str], path: Path) -> None:
    """Say what is doubtful of a document that was read all the same."""
    for warning in warnings:
        complain(warning, path)
