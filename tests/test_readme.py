"""The README says what is so: its commands exist, its figures are those of the stored report."""

import json
import re
import shlex
from dataclasses import asdict
from pathlib import Path

import typer.main

from referat.archive.limits import ArchiveLimits
from referat.cli import app
from referat.evaluation.tables import between, f1_table, reading_table
from referat.settings import Limits

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_scores_are_those_of_the_report() -> None:
    report = ROOT / "evaluation" / "reports" / "referat-base.json"
    records = json.loads(report.read_text(encoding="utf-8"))
    assert between(README, "scores") == f1_table(records)


def test_figures_of_reading_are_those_of_the_report() -> None:
    report = ROOT / "evaluation" / "reports" / "reading.json"
    records = json.loads(report.read_text(encoding="utf-8"))
    assert between(README, "reading") == reading_table(records)


def test_limits_are_those_of_the_settings() -> None:
    shown = dict(re.findall(r"^\| `(max_\w+)` \| ([\d,]+) \|", README, re.MULTILINE))
    limits = asdict(Limits()) | asdict(ArchiveLimits())
    assert shown == {name: f"{value:,}" for name, value in limits.items()}


def test_model_card_shows_the_same_scores() -> None:
    report = ROOT / "evaluation" / "reports" / "referat-base.json"
    card = (ROOT / "models" / "weights" / "referat-base" / "README.md").read_text(encoding="utf-8")
    records = json.loads(report.read_text(encoding="utf-8"))
    assert f1_table(records) in card
    own = [record for record in records if record["system"].startswith("referat-base@")]
    assert own
    for record in own:
        assert record["signature"] in card


def test_every_command_shown_exists_with_its_options() -> None:
    root = typer.main.get_command(app)
    for line in re.findall(r"^(?:\$ )?referat ([^#\n]+)", README, re.MULTILINE):
        words = shlex.split(line.partition(">")[0])
        command = root.commands[words[0]]  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            command = command.commands[words[1]]
        known = {option for parameter in command.params for option in parameter.opts}
        for word in words[1:]:
            assert not word.startswith("--") or word in known, line


def test_every_command_is_documented() -> None:
    root = typer.main.get_command(app)
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        assert f"referat {name}" in README or name == "annotations", name
        assert command.help or command.get_short_help_str(), name


def test_files_named_exist() -> None:
    for path in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path
    example = re.search(r"referat extract (annotations/\S+)", README)
    assert example is not None
    assert (ROOT / example[1]).exists()
