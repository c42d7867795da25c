"""Evaluations written to a folder: JSON for programs, Markdown and one HTML page for readers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from referat.evaluation.harness import Evaluation
from referat.evaluation.html_report import html_report
from referat.evaluation.report import lines, record
from referat.evaluation.tables import f1_table
from referat.evaluation.task_report import task_lines, task_record
from referat.evaluation.tasks import TaskEvaluation


def write_report(
    folder: Path,
    evaluations: Sequence[Evaluation],
    tasks: Sequence[TaskEvaluation],
    others: Sequence[dict[str, Any]] = (),
) -> None:
    """Write `report.json`, `report.md` and `report.html`; the last quotes the documents.

    Args:
        folder: Made if it is not there.
        evaluations: Of tags.
        tasks: Of spans, dates and items.
        others: Records of other evaluations, for the JSON.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tags = [record(one) for one in evaluations]
    found = {"tags": tags, "tasks": [task_record(one) for one in tasks], "others": list(others)}
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")
    (folder / "report.md").write_text(_markdown(evaluations, tasks, tags), encoding="utf-8")
    page = html_report(evaluations, tasks)
    (folder / "report.html").write_text(page, encoding="utf-8")


def _markdown(
    evaluations: Sequence[Evaluation],
    tasks: Sequence[TaskEvaluation],
    tags: Sequence[dict[str, Any]],
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
    return "\n\n".join(parts) + "\n"


def _block(title: str, rows: Sequence[str]) -> str:
    return "\n".join((title, "", "```text", *rows, "```"))
