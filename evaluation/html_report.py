"""A report as one HTML page that needs nothing else: tables, curves, and errors to read."""

from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np

from referat.evaluation.curves import precision_recall, reliability, svg
from referat.evaluation.harness import Evaluation
from referat.evaluation.html_page import html_page, html_table
from referat.evaluation.html_scores import tag_scores, task_scores
from referat.evaluation.multilabel import TagScores
from referat.evaluation.seeds import SeedSummary, seed_lines
from referat.evaluation.slices import (
    Key,
    TagError,
    by_format,
    by_kind,
    by_length,
    by_section,
    sliced,
    tag_errors,
)
from referat.evaluation.tasks import TaskEvaluation
from referat.labels import TAGS

_MOST_ERRORS: Final = 500
_SLICES: Final[tuple[tuple[str, Key], ...]] = (
    ("Section", by_section),
    ("Kind of body", by_kind),
    ("Format", by_format),
    ("Length of the sentence", by_length),
)


def html_report(
    evaluations: Sequence[Evaluation],
    tasks: Sequence[TaskEvaluation],
    seeds: Sequence[SeedSummary] = (),
) -> str:
    """The page of evaluations of any systems and sets.

    Args:
        evaluations: Of tags.
        tasks: Of spans, dates and items.
        seeds: Of systems that are seeds of one another.
    """
    splits = [*(one.split for one in evaluations), *(one.split for one in tasks)]
    parts = ["<h1>Evaluation</h1>"]
    for split in dict.fromkeys(splits):
        own = [one for one in evaluations if one.split == split]
        parts.append(f"<h2>Set {escape(split)}</h2>")
        if own:
            parts.append(tag_scores(own))
        parts.extend(map(task_scores, (one for one in tasks if one.split == split)))
        spreads = (seed_lines(one) for one in seeds if one.split == split)
        parts.extend(f"<pre>{escape(chr(10).join(rows))}</pre>" for rows in spreads)
        parts.extend(map(_system, own))
    return html_page("".join(parts))


def _system(evaluation: Evaluation) -> str:
    slices = "".join(_slice_table(title, sliced(evaluation, key)) for title, key in _SLICES)
    return (
        f"<section><h3>Tags: {escape(evaluation.system)}</h3><p><code>"
        f'{escape(evaluation.signature)}</code></p><div class="curves">{_curves(evaluation)}</div>'
        f"{_confusion(evaluation)}{slices}{_errors(tag_errors(evaluation))}</section>"
    )


def _curves(evaluation: Evaluation) -> str:
    gold = np.concatenate([one.gold for one in evaluation.documents])
    scores = np.concatenate([one.scores for one in evaluation.documents])
    columns = [(tag.value, gold[:, n], scores[:, n]) for n, tag in enumerate(TAGS)]
    ranked = {name: precision_recall(wanted, given) for name, wanted, given in columns}
    binned = {name: reliability(wanted, given) for name, wanted, given in columns}
    return svg("Precision and recall", ("recall", "precision"), ranked, marks=False) + svg(
        "Reliability", ("score", "share with the tag"), binned, marks=True
    )


def _confusion(evaluation: Evaluation) -> str:
    """How often each tag, or none, was given on units with each tag of the gold, or none."""
    gold = np.concatenate([one.gold for one in evaluation.documents])
    found = np.concatenate([one.predicted for one in evaluation.documents])
    wanted = np.column_stack([gold, ~gold.any(axis=1)]).astype(int)
    given = np.column_stack([found, ~found.any(axis=1)]).astype(int)
    names = [*(tag.value for tag in TAGS), "none"]
    counts = wanted.T @ given
    body = ((name, *row) for name, row in zip(names, counts.tolist(), strict=True))
    return html_table("Tags given for tags of the gold", ("gold", *names), body)


def _slice_table(title: str, slices: dict[str, TagScores]) -> str:
    tags = [name for tag in TAGS for name in (f"F1 {tag.value}", "gold")]
    return html_table(
        title,
        ("of", "units", *tags, "micro-F1"),
        (
            (
                name,
                scores.units,
                *(
                    cell
                    for one in scores.tags
                    for cell in (one.f1 if one.support else None, one.support)
                ),
                scores.micro.f1,
            )
            for name, scores in slices.items()
        ),
    )


def _errors(errors: Sequence[TagError]) -> str:
    shown = errors[:_MOST_ERRORS]
    left = len(errors) - len(shown)
    filters = "".join(
        _select(name, sorted({getattr(one, name) for one in shown}))
        for name in ("tag", "error", "kind")
    )
    more = f"<p>{left} less certain errors are not shown.</p>" if left else ""
    return (
        f"<details><summary>Errors, worst first ({len(errors)})</summary>"
        f'<form class="filter" hidden>{filters}<label>Words <input name="words"></label>'
        f'<output aria-live="polite"></output></form><div>{"".join(map(_error, shown))}{more}</div>'
        "</details>"
    )


def _select(name: str, values: Sequence[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return (
        f'<label>{name.capitalize()} <select name="{name}"><option value="">all</option>{options}'
        "</select></label>"
    )


def _error(one: TagError) -> str:
    page = "" if one.sentence.page is None else f", page {one.sentence.page}"
    return (
        f'<div class="error" data-tag="{escape(one.tag)}" data-error="{one.error}"'
        f' data-kind="{escape(one.kind)}"><p class="told">'
        f"<strong>{escape(one.tag)} {one.error}</strong>, "
        f"off by {one.certainty:.2f}: {escape(one.document)}{page}, offset {one.sentence.start}, "
        f'{one.sentence.section.value}</p><p class="near">{escape(one.before)}</p>'
        f"<p><mark>{escape(one.sentence.text)}</mark></p>"
        f'<p class="near">{escape(one.after)}</p></div>'
    )
