"""Evaluations written to a folder: JSON for programs, Markdown and one HTML page for readers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from referat.evaluation.harness import Evaluation
from referat.evaluation.html_report import html_report
from referat.evaluation.report import lines, record
from referat.evaluation.seeds import SeedSummary, seed_lines, seed_record
from referat.evaluation.tables import f1_table
from referat.evaluation.task_report import task_lines, task_record
from referat.evaluation.tasks import TaskEvaluation


def write(
    report: Path,
    evaluations: Sequence[Evaluation],
    tasks: Sequence[TaskEvaluation],
    others: Sequence[dict[str, Any]] = (),
    seeds: Sequence[SeedSummary] = (),
) -> None:
    """Write a folder, or, where the name ends in `.json`, the records of all alone.

    Args:
        report: The folder or the file.
        evaluations: Of tags.
        tasks: Of spans, dates and items.
        others: Records of other evaluations.
        seeds: Of systems that are seeds of one another.
    """
    if report.suffix != ".json":
        write_report(report, evaluations, tasks, others, seeds)
        return
    rows = [*map(record, evaluations), *map(task_record, tasks), *map(seed_record, seeds), *others]
    text = json.dumps(rows, indent=1, ensure_ascii=False)
    report.write_text(text + "\n", encoding="utf-8")


def write_report(
    folder: Path,
    evaluations: Sequence[Evaluation],
    tasks: Sequence[TaskEvaluation],
    others: Sequence[dict[str, Any]] = (),
    seeds: Sequence[SeedSummary] = (),
) -> None:
    """Write `report.json`, `report.md` and `report.html`; the last quotes the documents.

    Args:
        folder: Made if it is not there.
        evaluations: Of tags.
        tasks: Of spans, dates and items.
        others: Records of other evaluations, for the JSON.
        seeds: Of systems that are seeds of one another.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tags = [record(one) for one in evaluations]
    found = {
        "tags": tags,
        "tasks": [task_record(one) for one in tasks],
        "seeds": [seed_record(one) for one in seeds],
        "others": list(others),
    }
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")
    (folder / "report.md").write_text(_markdown(evaluations, tasks, tags, seeds), encoding="utf-8")
    page = html_report(evaluations, tasks, seeds)
    (folder / "report.html").write_text(page, encoding="utf-8")


def _markdown(
    evaluations: Sequence[Evaluation],
    tasks: Sequence[TaskEvaluation],
    tags: Sequence[dict[str, Any]],
    seeds: Sequence[SeedSummary],
) -> str:
    parts = ["# Evaluation"]
    if tags:
        parts.append(f"## Tags, F1 (95 %)\n\n{f1_table(tags, intervals=True)}")
    for split in dict.fromkeys(one.split for one in evaluations):
        shown = lines([one for one in evaluations if one.split == split])
        parts.append(_block(f"## Tags of {split}", shown))
    for split in dict.fromkeys(one.split for one in tasks):
        own = [one for one in tasks if one.split == split]
        shown = task_lines(own, ("spans", "dates", "items"))
        parts.append(_block(f"## Spans, dates and items of {split}", shown))
    for one in seeds:
        parts.append(_block(f"## Seeds of {one.name}, {one.split}", seed_lines(one)))
    return "\n\n".join(parts) + "\n"


def _block(title: str, rows: Sequence[str]) -> str:
    return "\n".join((title, "", "```text", *rows, "```"))
