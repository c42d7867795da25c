"""The commands on whole archives: `batch` makes a store, `query` asks it."""

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from referat.cli_progress import progress

if TYPE_CHECKING:
    from referat.archive.run import Summary


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date written like 2022-03-31") from None


_Archives = Annotated[
    list[str],
    typer.Argument(
        metavar="ARCHIVE...",
        help="Folders, globs, ZIP and tar files, manifests (.csv, .jsonl with path, body, date).",
    ),
]
_Out = Annotated[Path, typer.Option(file_okay=False, help="Folder of the store, made or added to.")]
_Workers = Annotated[
    int | None,
    typer.Option(min=0, help="Processes, one for each core if not given; 0: in this process."),
]
_Limit = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=NUMBER", help="Change a limit, such as max_seconds=60."),
]
_Since = Annotated[
    dt.date | None,
    typer.Option(
        parser=_day,
        metavar="DATE",
        help="Only documents of that day or later, by the manifest or the file's last change.",
    ),
]
_Model = Annotated[
    str | None,
    typer.Option(help="Model folder, hub id, keywords, or package.module:function."),
]
_SpacyModel = Annotated[
    str | None, typer.Option(help="spaCy pipeline; da_core_news_lg if it is installed.")
]
_Ocr = Annotated[
    bool, typer.Option("--ocr", help="Read scans by OCR (needs the extra ocr and Tesseract).")
]
_Refresh = Annotated[
    bool, typer.Option("--refresh", help="Do again what was done with another model or version.")
]
_Retry = Annotated[bool, typer.Option("--retry", help="Try documents that failed again.")]
_Lines = Annotated[
    bool, typer.Option("--jsonl", help="Keep JSON Lines of sentences and actions, too.")
]


def batch(
    archive: _Archives,
    out: _Out,
    workers: _Workers = None,
    limit: _Limit = None,
    since: _Since = None,
    model: _Model = None,
    spacy_model: _SpacyModel = None,
    ocr: _Ocr = False,
    refresh: _Refresh = False,
    retry: _Retry = False,
    jsonl: _Lines = False,
) -> None:
    """Read an archive of any size into a store; run again, it goes on where it was.

    Examples: `referat batch minutes --out store`, `referat batch 'in/**/*.pdf' --out store --retry`
    """
    from referat.archive.limits import batch_limits
    from referat.archive.run import Job, run
    from referat.archive.scan import Wanted
    from referat.archive.tasks import Settings

    reading, archives = batch_limits(limit or ())
    job = Job(
        Wanted(tuple(archive), since, retry, reading, archives),
        out,
        Settings(model, spacy_model, ocr, reading, archives),
        _cores() if workers is None else workers,
        refresh,
        jsonl,
    )
    with progress() as reporter:
        summary = run(job, reporter)
    sys.stdout.write(_told(summary) + "\n")
    raise typer.Exit(int(summary.errors > 0))


def query(
    store: Annotated[Path, typer.Argument(metavar="DIR", help="The store of `referat batch`.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT.")],
    format: Annotated[
        str | None,
        typer.Option(metavar="[table|json|csv]", help="table on a terminal, json where piped."),
    ] = None,
) -> None:
    """Ask a store in SQL: documents, sentences, deadlines, responsible, actions, errors.

    Example: `referat query store "SELECT date, text FROM sentences WHERE year = 2019 LIMIT 5"`
    """
    from referat.archive.query import Shown, rendered
    from referat.archive.query import query as ask

    known = [shown.value for shown in Shown]
    if format is not None and format not in known:
        raise typer.BadParameter(f"{format!r} is none of {', '.join(known)}")
    shown = Shown(format or ("table" if sys.stdout.isatty() else "json"))
    sys.stdout.write(rendered(ask(store, sql), shown))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _told(summary: "Summary") -> str:
    seconds = max(summary.seconds, 1e-3)
    new = summary.done + summary.failed
    failed = f", {summary.errors:,} failed (dataset errors; --retry)" if summary.errors else ""
    return (
        f"{summary.documents:,} documents in the store{failed}; {new:,} done in {seconds:,.1f} s:"
        f" {new / seconds:,.1f} documents/s, {summary.sentences / seconds:,.1f} sentences/s"
    )
