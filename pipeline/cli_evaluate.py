"""The command that measures: tags, what is read out of them, and reading, on annotated minutes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from referat.cli_research import Shared
from referat.errors import UsageError

if TYPE_CHECKING:
    from referat.evaluation.harness import Evaluation
    from referat.evaluation.run import SplitSystems
    from referat.evaluation.seeds import SeedSummary
    from referat.evaluation.tasks import TaskEvaluation, TaskName

_NOT_OF_READING: Final = (
    "--system, --compare, --level, --gold, --degraded, --no-section-rule, --min-f1,"
    " --limit-documents and --seeds-of are not of --task reading"
)
_TOO_LOW: Final = 5
One = TypeVar("One")


class Level(StrEnum):
    """Whose sentences and sections are tagged."""

    FILES = "files"
    GOLD = "gold"


class Task(StrEnum):
    """What is scored."""

    TAGS = "tags"
    SPANS = "spans"
    DATES = "dates"
    ITEMS = "items"
    READING = "reading"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was asked for."""

    task: Task
    systems: list[str] | None
    splits: list[str] | None
    level: Level
    section_rule: bool
    shared: Path | None
    seed: int
    compare: bool
    degraded: bool
    limit: int | None
    seeds_of: str | None

    @property
    def tags(self) -> bool:
        return self.task in (Task.TAGS, Task.ALL)

    @property
    def read_out(self) -> "tuple[TaskName, ...]":
        if self.task is Task.ALL:
            return "spans", "dates", "items"
        names: dict[Task, TaskName] = {
            Task.SPANS: "spans",
            Task.DATES: "dates",
            Task.ITEMS: "items",
        }
        return (names[self.task],) if self.task in names else ()


TaskOption = Annotated[
    Task,
    typer.Option(help="Tags; spans, dates or action items read out; reading of files; or all."),
]
SystemOption = Annotated[
    list[str] | None,
    typer.Option(
        help="everything, keywords, majority, tfidf, textcat, a model folder or hub id, "
        "package.module:function, a file of predictions (.jsonl), http://127.0.0.1:8080/v1#model, "
        "or dateparser for dates; may be repeated."
    ),
]
SplitOption = Annotated[
    list[str] | None,
    typer.Option(
        help="development, test or real; test and real if none."
        " Of reading: development or held-out; both if none."
    ),
]
LevelOption = Annotated[Level, typer.Option(help="Sentences as read from the files, or gold ones.")]
ReportOption = Annotated[
    Path | None,
    typer.Option(help="Folder for JSON, Markdown and HTML; a name in .json gives JSON alone."),
]
CompareOption = Annotated[
    tuple[str, str] | None,
    typer.Option(help="Two systems: also test whether their macro-F1 differs."),
]
MinimumOption = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Exit 5 if the macro-F1 of a system asked for is lower."),
]
DegradedOption = Annotated[
    bool, typer.Option("--degraded", help="Also on dirtier text, and what is lost by it.")
]
ErrorsOption = Annotated[
    bool,
    typer.Option("--errors", help="List the errors of reading of development, with context."),
]
LimitOption = Annotated[
    int | None,
    typer.Option(min=1, help="So many documents of each split, drawn by --seed."),
]
SeedsOption = Annotated[
    str | None,
    typer.Option(help="The systems are seeds of one, named so: also mean, deviation and range."),
]
SeedOption = Annotated[int, typer.Option(help="Seed of the bootstrap and other draws.")]
GoldOption = Annotated[bool, typer.Option("--gold", help="The same as --level gold.")]
RuleOption = Annotated[bool, typer.Option(help="Apply the section rule.")]


def evaluate(
    task: TaskOption = Task.TAGS,
    system: SystemOption = None,
    split: SplitOption = None,
    level: LevelOption = Level.FILES,
    gold: GoldOption = False,
    section_rule: RuleOption = True,
    shared: Shared = None,
    report: ReportOption = None,
    seed: SeedOption = 1,
    compare: CompareOption = None,
    min_f1: MinimumOption = None,
    degraded: DegradedOption = False,
    errors: ErrorsOption = False,
    limit_documents: LimitOption = None,
    seeds_of: SeedsOption = None,
) -> None:
    """Score the default model, or how files are read, beside baselines on annotated minutes.

    Examples: `referat evaluate --split real --system keywords`, `referat evaluate --task all`
    """
    from referat.evaluation.writing import write

    level = Level.GOLD if gold else level
    choice = _Choice(
        task,
        [*(system or []), *(compare or [])] or None,
        split,
        level,
        section_rule,
        shared,
        seed,
        bool(compare),
        degraded,
        limit_documents,
        seeds_of,
    )
    _checked(choice, report, min_f1, errors=errors)
    if task is Task.READING:
        found = _Found(others=_evaluated_reading(split, shared, seed, errors=errors))
    else:
        found = _evaluated(choice)
    if report is not None:
        write(report, found.tags, found.tasks, found.others, found.seeds)
    if min_f1 is not None and any(
        one.scores.macro_f1 < min_f1 for one in _asked(found.tags, choice.systems)
    ):
        raise typer.Exit(_TOO_LOW)


def _checked(choice: _Choice, report: Path | None, min_f1: float | None, *, errors: bool) -> None:
    """Refuse options that do not go together."""
    if report is not None and not report.parent.is_dir():
        raise UsageError(f"the folder of --report {report} does not exist")
    if choice.task is Task.READING:
        not_of_it = (
            *(choice.systems, choice.degraded, not choice.section_rule, min_f1 is not None),
            *(choice.limit, choice.seeds_of, choice.level is not Level.FILES),
        )
        if any(not_of_it):
            raise UsageError(_NOT_OF_READING)
        return
    if errors:
        raise UsageError("--errors is of --task reading")
    if min_f1 is not None and not choice.tags:
        raise UsageError("--min-f1 is of --task tags and --task all")
    if choice.seeds_of is not None and len(choice.systems or []) < 2:
        raise UsageError("--seeds-of needs two systems or more; repeat --system")
    if "dateparser" in (choice.systems or []) and choice.task is not Task.DATES:
        raise UsageError("dateparser reads dates alone; use --task dates")


def _asked(
    evaluations: "Sequence[Evaluation]", systems: list[str] | None
) -> "Iterator[Evaluation]":
    """The evaluations of systems that were asked for, without the baselines that come along."""
    from referat.models.baselines import BASELINES

    along = BASELINES.keys() - set(systems or [])
    return (one for one in evaluations if one.system not in along)


@dataclass(slots=True)
class _Found:
    """What was measured; `others` are records of reading and of what was asked of models."""

    tags: "list[Evaluation]" = field(default_factory=list)
    tasks: "list[TaskEvaluation]" = field(default_factory=list)
    seeds: "list[SeedSummary]" = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)


def _evaluated(choice: _Choice) -> _Found:
    """Print the scores of each split; the same as evaluations, and records of reading."""
    from referat.evaluation.prompts import prompt_record
    from referat.evaluation.run import prepared
    from referat.evaluation.seeds import seed_lines, seed_summary

    found = _Found()
    prompts: dict[str, dict[str, Any]] = {}
    for one in prepared(
        choice.systems,
        choice.splits,
        section_rule=choice.section_rule,
        shared=choice.shared,
        limit=choice.limit,
        seed=choice.seed,
    ):
        typer.echo(f"\n== {one.split}: {len(one.documents)} documents, level {choice.level}")
        tags = _tags(one, choice) if choice.tags else []
        tasks = _tasks(one, choice) if choice.read_out else []
        if choice.seeds_of is not None:
            count = len(one.systems)
            found.seeds.append(seed_summary(choice.seeds_of, tags[:count], tasks[:count]))
            typer.echo("\n".join(seed_lines(found.seeds[-1])))
        if choice.degraded:
            _degraded(one, choice)
        found.tags += tags
        found.tasks += tasks
        prompts |= {
            system.name: asked for system in one.systems if (asked := prompt_record(system))
        }
    found.others = [*prompts.values(), *(_reading_too(choice) if choice.task is Task.ALL else [])]
    return found


def _reading_too(choice: _Choice) -> list[dict[str, Any]]:
    """Records of reading, where real minutes are here and no split of tags was named."""
    if choice.splits:
        return []
    try:
        return _evaluated_reading(None, choice.shared, choice.seed, errors=False)
    except UsageError as error:
        typer.echo(f"reading is not scored: {error}", err=True)
        return []


def _tags(one: "SplitSystems", choice: _Choice) -> "list[Evaluation]":
    from referat.evaluation.harness import compare, evaluate
    from referat.evaluation.report import lines

    found = [
        evaluate(system, one.documents, one.split, level=choice.level.value, seed=choice.seed)
        for system in _shown((*one.systems, *one.baselines))
    ]
    typer.echo("\n".join(lines(found)))
    if choice.compare:
        first, second = found[len(one.systems) - 2 : len(one.systems)]
        difference = compare(first, second, choice.seed)
        typer.echo(
            f"{first.system} less {second.system}: macro-F1 {difference.value:+.3f}, "
            f"p {difference.p:.4f} (paired permutation of documents, two-sided)"
        )
    return found


def _tasks(one: "SplitSystems", choice: _Choice) -> "list[TaskEvaluation]":
    from referat.evaluation.systems import GoldTags, System
    from referat.evaluation.task_report import task_lines
    from referat.evaluation.tasks import evaluate_tasks

    bound = [GoldTags()] if choice.level is Level.GOLD else []
    systems: list[System] = [*one.systems, *bound, *one.baselines]
    found = [
        evaluate_tasks(system, one.documents, one.split, level=choice.level.value, seed=choice.seed)
        for system in _shown(systems)
    ]
    typer.echo("\n".join(task_lines(found, choice.read_out)))
    return found


def _degraded(one: "SplitSystems", choice: _Choice) -> None:
    from referat.evaluation.robustness import loss_lines, losses
    from referat.evaluation.systems import TaggerSystem

    for system in (remembered.system for remembered in one.systems):
        if not isinstance(system, TaggerSystem):
            raise UsageError(f"{system.name} has no tagger that could be given dirtier text")
        found = losses(system, one.documents, one.split, level=choice.level.value, seed=choice.seed)
        typer.echo(f"-- {system.name} on degraded text")
        typer.echo("\n".join(loss_lines(list(_shown(found)))))


def _shown(items: "Iterable[One]") -> "Iterator[One]":
    """The items, with a bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return iter(track(items, "evaluating", console=console, disable=not console.is_terminal))


def _evaluated_reading(
    split: list[str] | None, shared: Path | None, seed: int, *, errors: bool
) -> list[dict[str, Any]]:
    """Print the scores of reading, and its errors where they may be seen; the same as records."""
    from referat.evaluation.reading_errors import errors_of
    from referat.evaluation.reading_report import lines, record
    from referat.evaluation.reading_run import run

    if errors and split and "held-out" in split:
        raise UsageError("errors of held-out documents are not shown; use --split development")
    found: list[dict[str, Any]] = []
    for one in run(split, shared=shared, seed=seed):
        typer.echo("\n" + "\n".join(lines(one)))
        if errors and one.split == "development":
            typer.echo("\n" + "\n".join(errors_of(one)))
        found.extend(record(one))
    return found
