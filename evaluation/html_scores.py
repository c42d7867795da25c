"""The scores of tags, spans, dates and items as HTML tables."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from referat.evaluation.harness import Evaluation
from referat.evaluation.html_page import Cell, html_table
from referat.evaluation.resampling import Interval
from referat.evaluation.tasks import ARGUMENTS, SCHEMES, TaskEvaluation, wrong_rate

_HEAD: Final = ("system", "tag", "P", "R", "F1", "gold", "F1, 95 %", "AP", "ECE")


def tag_scores(evaluations: Sequence[Evaluation]) -> str:
    """A table of one set's evaluations, one row a system and tag, with the signatures below."""
    rows = [row for one in evaluations for row in _tag_rows(one)]
    signatures = "<br>".join(f"<code>{escape(one.signature)}</code>" for one in evaluations)
    return html_table("Tags", _HEAD, rows) + f"<p>{signatures}</p>"


def _tag_rows(one: Evaluation) -> Iterator[tuple[Cell, ...]]:
    for score, ranked, interval in zip(
        one.scores.tags, one.ranking, one.tag_intervals, strict=True
    ):
        figures = (score.precision, score.recall, score.f1, score.support)
        yield (
            one.system,
            score.tag,
            *figures,
            _bounds(interval),
            ranked.average_precision,
            ranked.calibration_error,
        )
    micro = one.scores.micro
    figures = (micro.precision, micro.recall, micro.f1, micro.support)
    yield one.system, "micro", *figures, _bounds(one.micro_interval), None, None
    macro = (None, None, one.scores.macro_f1, None)
    yield one.system, "macro", *macro, _bounds(one.macro_interval), None, None
    yield one.system, "exact set", None, None, one.exact_sets, None, None, None, None


def task_scores(one: TaskEvaluation) -> str:
    """The tables of one system's spans, dates, holders and items, with the signature below."""
    counts = one.counts
    spans: list[tuple[Cell, ...]] = []
    for name, of in (
        ("all", counts.spans),
        ("deadline", counts.deadlines),
        ("responsible", counts.holders),
    ):
        matches = ((scheme, getattr(of, scheme)) for scheme in SCHEMES)
        spans += [(name, scheme, m.precision, m.recall, m.f1, m.gold) for scheme, m in matches]
    fields = [
        (name, of.right, of.wrong, of.abstained, of.spurious, of.share, wrong_rate(of))
        for name, of in (("value", counts.value), ("due", counts.due), ("participant", counts.link))
    ]
    arguments = ((name, getattr(counts.items, name)) for name in ARGUMENTS)
    items = [(name, m.precision, m.recall, m.f1, m.gold) for name, m in arguments]
    bounds = [(name, _bounds(interval)) for name, interval in one.intervals.items()]
    tables = (
        html_table("Spans", ("span", "match", "P", "R", "F1", "gold"), spans),
        html_table(
            "Dates and holders",
            ("field", "right", "wrong", "none", "extra", "share", "wrong of given"),
            fields,
        ),
        html_table("Action items", ("item", "P", "R", "F1", "gold"), items),
        html_table("Intervals, 95 %", ("measure", "from and to"), bounds),
    )
    return (
        f"<h3>Spans, dates and items: {escape(one.system)}, level {escape(one.level)}</h3>"
        f'<div class="beside">{"".join(tables)}</div><p><code>{escape(one.signature)}</code></p>'
    )


def _bounds(interval: Interval) -> str:
    return f"{interval.low:.3f}–{interval.high:.3f}"
