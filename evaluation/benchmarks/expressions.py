"""The table of time expressions read by `referat when` and by `dateparser`, and how fast.

Run as `python -m referat.evaluation.benchmarks.expressions TABLE…` on an idle machine. A table has
a line for each expression: expression, meeting date, next meeting, value, due date and relation,
with ` | ` between them and `-` for none; lines that start with `#` are remarks.
"""

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from referat.errors import ReferatError, UsageError
from referat.evaluation.date_baseline import dateparser_due
from referat.extraction.expressions import read_when

_FIELDS = 6
_REPEATS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """An expression and what it says."""

    expression: str
    on: dt.date | None
    next_meeting: dt.date | None
    value: str | None
    due: dt.date | None
    relation: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Due dates read out of a table: right dates, right nulls, wrong (another date), abstained."""

    right_dates: int
    right_nulls: int
    wrong: int
    abstained: int

    @property
    def total(self) -> int:
        """How many there were."""
        return self.right_dates + self.right_nulls + self.wrong + self.abstained


def read_table(path: Path) -> list[Case]:
    """The cases of a table.

    Args:
        path: The table; columns after the sixth are left out.

    Raises:
        UsageError: A line is no case.
    """
    cases = []
    for number, line in enumerate(_lines(path), start=1):
        if line and not line.startswith("#"):
            fields = line.split(" | ")
            try:
                cases.append(_case(fields))
            except (ValueError, IndexError) as error:
                raise UsageError(
                    f"{path}, line {number}: not an expression with {_FIELDS - 1} more columns"
                    " (dates as 2022-04-01, - for none)"
                ) from error
    return cases


def due_dates(cases: Sequence[Case], read: Callable[[Case], dt.date | None]) -> Outcome:
    """How a reader's due dates come out.

    Args:
        cases: The expressions.
        read: Gives the due date of one, or None.
    """
    found = [(case.due, read(case)) for case in cases]
    right = sum(wanted == given for wanted, given in found if wanted is not None)
    nulls = sum(given is None for wanted, given in found if wanted is None)
    wrong = sum(given is not None and wanted != given for wanted, given in found)
    return Outcome(right, nulls, wrong, len(found) - right - nulls - wrong)


def whole(cases: Sequence[Case]) -> int:
    """How many expressions `referat when` reads with the right value, due date and relation."""
    return sum(
        (when.value, when.due, when.relation) == (case.value, case.due, case.relation)
        for case in cases
        for when in [read_when(case.expression, case.on, next_meeting=case.next_meeting)]
    )


def speed(cases: Sequence[Case], repeats: int = _REPEATS) -> float:
    """Expressions a second in process, the best of several runs.

    Args:
        cases: The expressions.
        repeats: How many runs.
    """
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        for case in cases:
            read_when(case.expression, case.on, next_meeting=case.next_meeting)
        times.append(time.perf_counter() - started)
    return len(cases) / min(times)


def report(cases: Sequence[Case]) -> dict[str, object]:
    """All the figures, to be printed.

    Args:
        cases: The expressions.

    Raises:
        ModelError: dateparser is not installed.
    """
    ours = due_dates(cases, _ours)
    theirs = due_dates(cases, lambda case: dateparser_due(case.expression, case.on))
    return {
        "expressions": len(cases),
        "referat": {"value_due_and_relation_right": whole(cases), **asdict(ours)},
        "dateparser": asdict(theirs),
        "referat_expressions_per_second": round(speed(cases)),
    }


def _ours(case: Case) -> dt.date | None:
    return read_when(case.expression, case.on, next_meeting=case.next_meeting).due


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def _case(fields: Sequence[str]) -> Case:
    expression, on, following, value, due, relation = (
        None if field == "-" else field for field in fields[:_FIELDS]
    )
    if expression is None:
        raise ValueError
    return Case(expression, _date(on), _date(following), value, _date(due), relation)


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of the tables as JSON.

    Args:
        arguments: Those of the command line, if None.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="+", type=Path)
    try:
        cases = [case for path in parser.parse_args(arguments).tables for case in read_table(path)]
        figures = report(cases)
    except ReferatError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
