"""The command `referat models`: which models there are, and whether a folder is whole."""

import json
from typing import Annotated

import typer

from referat.errors import ReferatError

models_app = typer.Typer(
    help="Models that come with the package, and model folders.", no_args_is_help=True
)
Folder = Annotated[str, typer.Argument(help="Name of an embedded model, or a model folder.")]


@models_app.command("list")
def list_models() -> None:
    """List the embedded models: name, megabytes of the network, documents trained on."""
    from referat.models.folders import embedded

    for one in embedded():
        row = one.row()
        typer.echo(
            f"{one.name}\t{one.network_bytes / 1e6:.1f} MB\t{row['documents']} documents"
            f"\t{row['base_model']}"
        )


@models_app.command("info")
def show_info(model: Folder) -> None:
    """Print what a model folder says of itself, as JSON."""
    from referat.models.folders import info
    from referat.models.loading import model_folder

    try:
        typer.echo(json.dumps(info(model_folder(model)).row(), indent=1, ensure_ascii=False))
    except ReferatError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


@models_app.command()
def verify(model: Folder) -> None:
    """Check that every file is the one that the manifest names; exit code 1 if not."""
    from referat.models.folders import problems
    from referat.models.loading import model_folder

    try:
        found = problems(model_folder(model))
    except ReferatError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    for problem in found:
        typer.echo(f"{model}: {problem}", err=True)
    if found:
        raise typer.Exit(1)
    typer.echo(f"{model}: whole")
