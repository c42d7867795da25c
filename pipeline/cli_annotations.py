"""Commands that take annotation to the tools of annotators and back; `cli` mounts them."""

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from referat.annotations.converting.formats import ToolFormat
from referat.cli_messages import complain
from referat.cli_research import Shared
from referat.minutes import TaggedMinutes


class StatsFormat(StrEnum):
    """How sizes are shown."""

    TABLE = "table"
    JSON = "json"


def export(
    to: Annotated[ToolFormat, typer.Option(help="The tool, or kind of file.")],
    out: Annotated[Path, typer.Option(file_okay=False, help="A new folder, or an empty one.")],
    split: Annotated[
        list[str] | None, typer.Option(help="train, development, test or real; all if none.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Kind of body, such as idraet.")] = None,
    ids: Annotated[list[str] | None, typer.Option(help="Documents by id.")] = None,
    with_real: Annotated[
        bool, typer.Option("--with-real", help="Also real minutes, whose text is not ours.")
    ] = False,
    shared: Shared = None,
) -> None:
    """Write annotated minutes for an annotation tool, spaCy or `datasets`.

    Examples: `referat annotations export --to label-studio --out tasks --split development`,
    `referat annotations export --to parquet --out dataset`
    """
    from referat.annotations.converting.transfer import Selection, export_documents

    wanted = Selection(split, kind, ids, with_real)
    documents, files = export_documents(to, out, wanted, shared)
    sentences = sum(len(one.annotation.sentences) for one in documents)
    typer.echo(f"{len(documents)} documents, {sentences} sentences, {len(files)} files in {out}")


def suggest(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Minutes nobody annotated.")
    ],
    out: Annotated[Path, typer.Option(file_okay=False, help="A new folder, or an empty one.")],
    to: Annotated[ToolFormat, typer.Option(help="The tool.")] = ToolFormat.LABEL_STUDIO,
    count: Annotated[int, typer.Option(min=1, help="How many documents at most.")] = 10,
    model: Annotated[str | None, typer.Option(help="Model folder or hub id.")] = None,
) -> None:
    """Choose the minutes that would teach the model most, and write them tagged beforehand.

    Example: `referat annotations suggest archive/*.pdf --out tasks --count 20`
    """
    from referat.annotations.converting.transfer import write_documents
    from referat.annotations.suggesting import suggest as suggested
    from referat.errors import UnreadableDocumentError
    from referat.extractor import load_extractor

    extractor = load_extractor(model)
    tagged: list[TaggedMinutes] = []
    failed = False
    for path in files:
        try:
            tagged.extend(extractor.extract(path).meetings)
        except UnreadableDocumentError as error:
            complain(str(error))
            failed = True
    found = suggested(tagged, count)
    write_documents(to, out, [one.annotated for one in found])
    for one in found:
        typer.echo(f"{one.worth:.3f}\t{one.annotated.document.source}")
    if failed:
        raise typer.Exit(1)


def load(
    format: Annotated[ToolFormat, typer.Argument(help="The tool, or kind of file.")],
    files: Annotated[
        list[Path], typer.Argument(exists=True, help="What the tool wrote: files, or its folder.")
    ],
    out: Annotated[
        Path, typer.Option(file_okay=False, help="Folder that gets minutes/ and standoff/.")
    ],
    annotator: Annotated[
        str | None, typer.Option(help="Who annotated, to be added to the record.")
    ] = None,
) -> None:
    """Store what annotators made in a tool, as the corpus stores annotation.

    What was rejected, commented or set anew without a value is named on standard error, and so is a
    document that breaks a rule; the rest is stored.

    Example: `referat annotations import label-studio project-1.json --out annotations`
    """
    from referat.annotations.converting.transfer import import_documents

    imported = import_documents(format, files, out, annotator)
    for one in imported.documents:
        typer.echo(f"{one.annotation.id}: {len(one.annotation.sentences)} sentences")
    for note in imported.notes:
        complain(note)
    for failure in imported.failures:
        complain(str(failure))
    if imported.failures:
        raise typer.Exit(1)


def check(
    shared: Shared = None,
) -> None:
    """Check the annotated corpus: ranges, rules, dates, splits, duplicates; exit 1 on a fault.

    Example: `referat annotations check --shared ../shared`
    """
    from referat.annotations.corpus_check import check_corpus

    checked = check_corpus(shared=shared)
    for fault in checked.faults:
        complain(str(fault))
    if checked.missing:
        complain(f"{len(checked.missing)} real documents are not here and were not checked")
    typer.echo(f"{checked.documents} documents checked, {len(checked.faults)} faults")
    if checked.faults:
        raise typer.Exit(1)


def stats(
    format: Annotated[StatsFormat, typer.Option(help="A table, or JSON.")] = StatsFormat.TABLE,
    shared: Shared = None,
) -> None:
    """Count documents, sentences, tags and spans by source, split and kind of body.

    Example: `referat annotations stats --format json`
    """
    from referat.annotations.corpus import load_corpus
    from referat.annotations.statistics import lines, sizes

    found = list(sizes(load_corpus(shared=shared)))
    if format is StatsFormat.JSON:
        typer.echo(json.dumps([dataclasses.asdict(one) for one in found], ensure_ascii=False))
    else:
        typer.echo("\n".join(lines(found)))


def fetch(
    out: Annotated[
        Path, typer.Option(file_okay=False, help="Folder that gets real/ and real_more/.")
    ],
    base: Annotated[
        str | None,
        typer.Option(help="Address or folder of repositories; GitHub's if none."),
    ] = None,
) -> None:
    """Fetch the real minutes of the corpus from their public addresses, checked by their hashes.

    Example: `referat annotations fetch --out minutes`, then `--shared minutes`
    """
    from referat.annotations import fetching

    failed = 0
    found = list(fetching.fetch(fetching.wanted_documents(), out, base or fetching.BASE))
    for one in found:
        if one.failed:
            failed += 1
            complain(f"{one.id}: {one.outcome}")
    typer.echo(f"{len(found) - failed} of {len(found)} documents are in {out}")
    if failed:
        raise typer.Exit(1)
