from pathlib import Path

from typer.testing import CliRunner

from referat.cli import app

runner = CliRunner()


def test_list_names_the_default_model() -> None:
    result = runner.invoke(app, ["models", "list"])
    assert result.exit_code == 0
    assert result.output.startswith("referat-base\t")


def test_info_is_json() -> None:
    result = runner.invoke(app, ["models", "info", "referat-base"])
    assert '"name": "referat-base"' in result.output


def test_default_model_is_whole() -> None:
    result = runner.invoke(app, ["models", "verify", "referat-base"])
    assert result.exit_code == 0, result.output


def test_folder_that_is_none_is_misuse(tmp_path: Path) -> None:
    result = runner.invoke(app, ["models", "verify", str(tmp_path)])
    assert result.exit_code == 2
    assert "no model folder" in result.output
