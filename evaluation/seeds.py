"""Systems that differ by their seed alone: how far their scores lie apart."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, stdev
from typing import Any

from referat.errors import UsageError
from referat.evaluation.harness import Evaluation
from referat.evaluation.tasks import MEASURES, TaskEvaluation


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over seeds; `deviation` is the sample's, with one degree of freedom less."""

    mean: float
    deviation: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SeedSummary:
    """The figures of one system trained with several seeds, on one set."""

    name: str
    split: str
    systems: tuple[str, ...]
    figures: Mapping[str, Spread]


def seed_summary(
    name: str, evaluations: Sequence[Evaluation], tasks: Sequence[TaskEvaluation] = ()
) -> SeedSummary:
    """The spread of every figure over systems that are seeds of one another.

    Args:
        name: What they are together.
        evaluations: Of tags, one a seed, or none.
        tasks: Of what is read out, one a seed, or none.

    Raises:
        UsageError: There are fewer than two seeds, or two are the same system.
    """
    found: Sequence[Evaluation | TaskEvaluation] = evaluations or tasks
    systems = tuple(one.system for one in found)
    if len(systems) < 2:
        raise UsageError("--seeds-of needs two systems or more; repeat --system")
    if len(set(systems)) < len(systems):
        raise UsageError(f"two of the seeds of {name} are the same system: {', '.join(systems)}")
    rows = [_tag_figures(one) for one in evaluations]
    read = [{name: of(one.counts) for name, of in MEASURES.items()} for one in tasks]
    figures = {
        **({key: _spread([row[key] for row in rows]) for key in rows[0]} if rows else {}),
        **({key: _spread([row[key] for row in read]) for key in read[0]} if read else {}),
    }
    return SeedSummary(name, found[0].split, systems, figures)


def seed_record(summary: SeedSummary) -> dict[str, Any]:
    """A summary as plain data."""
    return {
        "seeds_of": summary.name,
        "split": summary.split,
        "systems": list(summary.systems),
        "figures": {
            name: {key: round(value, 4) for key, value in asdict(spread).items()}
            for name, spread in summary.figures.items()
        },
    }


def seed_lines(summary: SeedSummary) -> list[str]:
    """A summary as a table, one row a figure."""
    head = f"-- {summary.name} on {summary.split}: {len(summary.systems)} seeds"
    return [
        head,
        f"{'figure':<28} {'mean':>6} {'sd':>6} {'lowest':>7} {'highest':>8}",
        *(
            f"{name:<28} {one.mean:6.3f} {one.deviation:6.3f} {one.low:7.3f} {one.high:8.3f}"
            for name, one in summary.figures.items()
        ),
        f"seeds: {', '.join(summary.systems)}",
    ]


def _tag_figures(one: Evaluation) -> dict[str, float]:
    scores = one.scores
    return {
        **{f"tag {score.tag}": score.f1 for score in scores.tags},
        "tags micro": scores.micro.f1,
        "tags macro": scores.macro_f1,
        "tags whole set": one.exact_sets,
    }


def _spread(values: Sequence[float]) -> Spread:
    return Spread(fmean(values), stdev(values), min(values), max(values))
