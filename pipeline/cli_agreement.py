"""Commands for second annotation, agreement and adjudication; `cli` mounts them."""

import csv
from pathlib import Path
from typing import Annotated

import typer

from referat.cli_research import Shared, annotations_app, naming
from referat.errors import UsageError

Folder = Annotated[
    Path, typer.Option(exists=True, file_okay=False, help="The folder annotations of a checkout.")
]
Edits = Annotated[list[Path], typer.Argument(exists=True, help="Files of edits, <id>.edits.")]


def agreement(
    shared: Shared = None,
    table: Annotated[
        Path | None,
        typer.Option("--csv", help="Write all rows here: by source, kind and document."),
    ] = None,
    disagreements: Annotated[
        Path | None,
        typer.Option(
            file_okay=False, help="Write a sheet for an adjudicator here, one a document."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 1,
) -> None:
    """Measure how far two annotators agree on the documents annotated twice.

    Krippendorff's alpha, Cohen's kappa, Gwet's AC1 and F1, for each tag by unit and each type of
    span by word, with 95 % intervals over documents.

    Example: `referat agreement --shared ../shared --csv agreement.csv`
    """
    from referat.annotations.agreement_report import HEADS, lines, rows
    from referat.annotations.converting import adjudication
    from referat.annotations.twice import twice_annotated

    if table is not None and not table.parent.is_dir():
        raise UsageError(f"the folder of --csv {table} does not exist")
    documents = list(twice_annotated(shared))
    if not documents:
        raise UsageError("no document annotated twice is here; real minutes need --shared")
    codings = [one.coding() for one in documents]
    for line in lines(codings, seed):
        typer.echo(line)
    if table is not None:
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADS, *rows(codings, seed)])
    if disagreements is not None:
        disagreements.mkdir(parents=True, exist_ok=True)
        for one in documents:
            sheet = adjudication.render(one.adjudicated.document, one.first, one.second)
            (disagreements / f"{one.first.id}.sheet").write_text(sheet, encoding="utf-8")


@annotations_app.command("sheet-again")
def sheet_again(
    document: Annotated[str, typer.Argument(help="Id of an annotated document.")],
    shared: Shared = None,
) -> None:
    """Print the units of an annotated document without tags, for a second annotator."""
    from referat.annotations.converting.again import sheet_again as rendered

    typer.echo(rendered(document, shared), nl=False)


@annotations_app.command("import-again")
def import_again(
    files: Edits,
    annotator: Annotated[str, typer.Option(help="Who annotated.")],
    folder: Folder = Path("annotations"),
    shared: Shared = None,
    check: Annotated[bool, typer.Option("--check", help="Only check, store nothing.")] = False,
) -> None:
    """Store second annotations, made on sheets of `sheet-again`, raw."""
    from referat.annotations.converting import again

    for path in files:
        with naming(path):
            if check:
                made = again.annotate_again(path, annotator, shared)[0]
            else:
                made = again.import_again(path, annotator, folder, shared)
        typer.echo(f"{made.id}: {len(made.sentences)} sentences")


@annotations_app.command("adjudication")
def adjudication_sheet(
    document: Annotated[str, typer.Argument(help="Id of a document annotated twice.")],
    shared: Shared = None,
) -> None:
    """Print both annotations of a document, for an adjudicator to read."""
    from referat.annotations.converting.again import adjudication_sheet as rendered

    typer.echo(rendered(document, shared), nl=False)


@annotations_app.command()
def adjudicate(
    files: Edits,
    annotator: Annotated[str, typer.Option(help="Who adjudicated.")],
    folder: Folder = Path("annotations"),
    shared: Shared = None,
) -> None:
    """Store the annotation that an adjudicator's edits make of the first, as the corpus's own."""
    from referat.annotations.converting.again import import_adjudication

    for path in files:
        with naming(path):
            made = import_adjudication(path, annotator, folder, shared)
        typer.echo(f"{made.id}: {len(made.sentences)} sentences")
