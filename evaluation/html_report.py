"""A report as one HTML page that needs nothing else: tables, curves, and errors to read."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import numpy as np

from referat.evaluation.curves import precision_recall, reliability, svg
from referat.evaluation.harness import Evaluation
from referat.evaluation.multilabel import TagScores
from referat.evaluation.report import lines
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
from referat.evaluation.task_report import task_lines
from referat.evaluation.tasks import TaskEvaluation
from referat.labels import TAGS

_MOST_ERRORS: Final = 500
_SLICES: Final[tuple[tuple[str, Key], ...]] = (
    ("Section", by_section),
    ("Kind of body", by_kind),
    ("Format", by_format),
    ("Length of the sentence", by_length),
)
_STYLE: Final = """
:root{color-scheme:light dark;--line:#8886}
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;margin:.5rem 0 1.5rem;display:block;overflow-x:auto}
th,td{border:1px solid var(--line);padding:.2rem .6rem;text-align:right}
th:first-child,td:first-child{text-align:left}
pre{overflow-x:auto;border:1px solid var(--line);padding:.6rem;font-size:.85rem}
.curves{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;flex:1 1 18rem;max-width:24rem}
svg text{font-size:11px;fill:currentColor}svg .frame{fill:none;stroke:var(--line)}
.error{border-left:4px solid var(--line);padding:.2rem .8rem;margin:.8rem 0}
.error p{margin:.1rem 0}.near{opacity:.7}mark{padding:0 .2rem}
label{margin-right:1rem}[hidden]{display:none}
"""
_SCRIPT: Final = """
for (const form of document.querySelectorAll("form.filter")) {
  const errors = form.nextElementSibling.querySelectorAll(".error");
  const show = () => {
    const wanted = new FormData(form), words = wanted.get("words").toLowerCase();
    let count = 0;
    for (const one of errors) {
      const fits = key => !wanted.get(key) || wanted.get(key) === one.dataset[key];
      const ok = ["tag", "error", "kind"].every(fits)
        && one.textContent.toLowerCase().includes(words);
      one.hidden = !ok;
      count += ok;
    }
    form.querySelector("output").textContent = count + " of " + errors.length;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  show();
}
"""


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
    parts = ["<h1>Evaluation</h1>"]
    splits = [*(one.split for one in evaluations), *(one.split for one in tasks)]
    for split in dict.fromkeys(splits):
        own = [one for one in evaluations if one.split == split]
        read = [one for one in tasks if one.split == split]
        parts.append(f"<h2>Set {escape(split)}</h2>")
        if own:
            parts.append(f"<pre>{escape(chr(10).join(lines(own)))}</pre>")
        if read:
            shown = task_lines(read, ("spans", "dates", "items"))
            parts.append(f"<pre>{escape(chr(10).join(shown))}</pre>")
        spreads = (seed_lines(one) for one in seeds if one.split == split)
        parts.extend(f"<pre>{escape(chr(10).join(rows))}</pre>" for rows in spreads)
        parts.extend(_system(one) for one in own)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>referat: evaluation</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main><script>{_SCRIPT}</script></body></html>\n"
    )


def _system(evaluation: Evaluation) -> str:
    slices = "".join(
        f"<h4>{title}</h4>{_slice_table(title, sliced(evaluation, key))}" for title, key in _SLICES
    )
    return (
        f"<section><h3>{escape(evaluation.system)}</h3><p><code>{escape(evaluation.signature)}"
        f"</code></p><div class=curves>{_curves(evaluation)}</div>"
        f"<h4>Tags given for tags of the gold</h4>{_confusion(evaluation)}{slices}"
        f"<h4>Errors, worst first</h4>{_errors(tag_errors(evaluation))}</section>"
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
    body = ((name, *map(str, row)) for name, row in zip(names, counts.tolist(), strict=True))
    return _table(("gold", *names), body)


def _slice_table(title: str, slices: dict[str, TagScores]) -> str:
    head = (title, "units", *(tag.value for tag in TAGS), "micro-F1")
    return _table(
        head,
        (
            (
                name,
                str(scores.units),
                *(f"{one.f1:.2f} ({one.support})" for one in scores.tags),
                f"{scores.micro.f1:.2f}",
            )
            for name, scores in slices.items()
        ),
    )


def _table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in body
    )
    names = "".join(f"<th scope=col>{escape(name)}</th>" for name in head)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>"


def _errors(errors: Sequence[TagError]) -> str:
    shown = errors[:_MOST_ERRORS]
    left = len(errors) - len(shown)
    filters = "".join(
        _select(name, sorted({getattr(one, name) for one in shown}))
        for name in ("tag", "error", "kind")
    )
    more = f"<p>{left} less certain errors are not shown.</p>" if left else ""
    return (
        f"<form class=filter>{filters}<label>Words <input name=words></label><output></output>"
        f"</form><div>{''.join(map(_error, shown))}{more}</div>"
    )


def _select(name: str, values: Sequence[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return (
        f'<label>{name.capitalize()} <select name={name}><option value="">all</option>{options}'
        "</select></label>"
    )


def _error(one: TagError) -> str:
    page = "" if one.sentence.page is None else f", page {one.sentence.page}"
    return (
        f'<div class=error data-tag="{escape(one.tag)}" data-error="{one.error}"'
        f' data-kind="{escape(one.kind)}"><p><strong>{escape(one.tag)} {one.error}</strong>, '
        f"off by {one.certainty:.2f}: {escape(one.document)}{page}, offset {one.sentence.start}, "
        f"{one.sentence.section.value}</p><p class=near>{escape(one.before)}</p>"
        f"<p><mark>{escape(one.sentence.text)}</mark></p>"
        f"<p class=near>{escape(one.after)}</p></div>"
    )
