"""Commands that bring action items into programs that keep tasks; `cli` mounts them."""

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from referat.cli_export import Kind, LanguageOption, wanted_items
from referat.cli_messages import visible
from referat.errors import UsageError
from referat.exporting.pushing import Action, Outcome, counted

push_app = typer.Typer(no_args_is_help=True, help="Bring action items into a task list.")

_Items = Annotated[
    Path,
    typer.Argument(
        allow_dash=True,
        dir_okay=False,
        help="What `referat extract --format actions` wrote; - for stdin.",
    ),
]
_Kinds = Annotated[
    list[Kind] | None, typer.Option(help="Items of this kind; all if none; may be repeated.")
]
_Language = Annotated[
    LanguageOption, typer.Option(help="Of labels in the tasks; the rest stays as it is.")
]
_LedgerFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", dir_okay=False, help="Remembers what was pushed: what is deleted stays so."
    ),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]


@push_app.command()
def caldav(
    items: _Items,
    url: Annotated[str, typer.Option(metavar="URL", help="Of the server, or of one calendar.")],
    user: Annotated[str, typer.Option(help="Name of the user.")],
    password_env: Annotated[
        str, typer.Option(metavar="NAME", help="Environment variable that holds the password.")
    ],
    calendar: Annotated[
        str | None, typer.Option(metavar="NAME", help="Calendar, if --url is not one's own.")
    ] = None,
    kind: _Kinds = None,
    language: _Language = LanguageOption.EN,
    ledger: _LedgerFile = None,
    plain_http: Annotated[
        bool, typer.Option("--plain-http", help="Let the password travel unprotected.")
    ] = False,
    dry_run: _DryRun = False,
) -> None:
    """Make and update tasks in a CalDAV calendar (Nextcloud, Radicale, Baikal and others).

    A task is made once. What a person changes, completes or cancels stays as it is; of the rest,
    what the minutes say now is brought up to date. Without --ledger a task that a person deleted is
    made again. Nothing is sent to any other address than --url.

    Example: `referat push caldav items.jsonl --url https://cloud.example.dk/remote.php/dav
    --user mette --password-env CLOUD_PASSWORD --calendar Bestyrelsen --dry-run`
    """
    from referat.exporting.caldav_calendars import find_calendar
    from referat.exporting.caldav_push import Push
    from referat.exporting.ledger import Ledger, load_ledger, save_ledger
    from referat.exporting.webdav import Login, Server, address

    password = os.environ.get(password_env)
    if password is None:
        raise UsageError(f"there is no environment variable {password_env} with the password")
    where = address(url, plain_http=plain_http)
    wanted = wanted_items(items, kind)
    known = Ledger() if ledger is None else load_ledger(ledger)
    server = Server(where, Login(user, password))
    try:
        found = find_calendar(server, where.path, calendar)
        place = f"{where.scheme}://{where.host}:{where.port}{found.path}"
        now = dt.datetime.now(dt.UTC)
        push = Push(found, known, place, now, language.value, dry_run)
        _tell(push.outcomes(wanted), dry_run=dry_run)
    finally:
        server.close()
        if ledger is not None and not dry_run:
            save_ledger(known, ledger)


@push_app.command()
def taskwarrior(
    items: _Items,
    kind: _Kinds = None,
    language: _Language = LanguageOption.EN,
    ledger: _LedgerFile = None,
    dry_run: _DryRun = False,
) -> None:
    """Make and update tasks in Taskwarrior on this machine.

    A task is made once. What a person changes, completes or deletes stays as it is; of the rest,
    what the minutes say now is brought up to date. Only a task that was purged is made again,
    unless --ledger remembers it.

    Example: `referat push taskwarrior items.jsonl --kind task`
    """
    from referat.exporting.ledger import Ledger, load_ledger, save_ledger
    from referat.exporting.taskwarrior_push import Taskwarrior, push

    wanted = wanted_items(items, kind)
    known = Ledger() if ledger is None else load_ledger(ledger)
    outcomes = push(wanted, Taskwarrior(), known, language.value, dry_run=dry_run)
    if ledger is not None and not dry_run:
        save_ledger(known, ledger)
    _tell(outcomes, dry_run=dry_run)


def _tell(outcomes: Iterable[Outcome], *, dry_run: bool) -> None:
    """Print a line for each task that something is to be said of, and the counts.

    Raises:
        typer.Exit: If a task failed.
    """
    told = []
    for outcome in outcomes:
        told.append(outcome)
        if outcome.action is not Action.UNCHANGED:
            parts = (outcome.action.value, outcome.item.title, outcome.note)
            typer.echo("\t".join(visible(" ".join(part.split())) for part in parts if part))
    summary = counted(told) or "no tasks"
    typer.echo(f"{'would be: ' if dry_run else ''}{summary}")
    if any(outcome.action is Action.FAILED for outcome in told):
        raise typer.Exit(1)
