"""The targets of `referat export`, by name: one line each, and imported only when used.

An exporter is a pure function `export(items, settings)` from items and settings to text, or to
bytes where the format is binary. To add a target, write its module and add its line.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final

from referat.errors import UsageError
from referat.exporting.items import ExportItem, ExportSettings

Exporter = Callable[[Sequence[ExportItem], ExportSettings], str | bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """A format that action items are exported to.

    `container` is what the target calls the id that it cannot do without (`planId`), or None;
    `binary` says that the exporter gives bytes, which no terminal shows.
    """

    module: str
    container: str | None = None
    binary: bool = False


TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {
        "jsonl": Target("referat.exporting.json_records"),
        "csv": Target("referat.exporting.csv_sheet"),
        "xlsx": Target("referat.exporting.excel", binary=True),
        "md": Target("referat.exporting.markdown"),
        "todoist": Target("referat.exporting.todoist"),
        "jira": Target("referat.exporting.jira"),
        "asana": Target("referat.exporting.asana"),
        "trello": Target("referat.exporting.trello", container="idList"),
        "github": Target("referat.exporting.github"),
        "planner": Target("referat.exporting.planner", container="planId"),
        "todo": Target("referat.exporting.microsoft_todo"),
        "ics": Target("referat.exporting.icalendar"),
        "taskwarrior": Target("referat.exporting.taskwarrior"),
    }
)
"""Every target; others are added by a line here."""


def exported(items: Sequence[ExportItem], target: str, settings: ExportSettings) -> str | bytes:
    """The items in the format of a target.

    Args:
        items: The items, in the order they are to have.
        target: One of `TARGETS`.
        settings: What the exporter is told beside the items.

    Raises:
        UsageError: If there is no such target, or a container is missing or of no use.
    """
    check_target(target, settings)
    export: Exporter = import_module(TARGETS[target].module).export
    return export(items, settings)


def check_target(target: str, settings: ExportSettings) -> None:
    """See that a target can be exported to.

    Args:
        target: What should be one of `TARGETS`.
        settings: What the exporter is to be told.

    Raises:
        UsageError: If there is no such target, or a container is missing or of no use.
    """
    if target not in TARGETS:
        raise UsageError(f"there is no --to {target}; there are {', '.join(TARGETS)}")
    wanted = TARGETS[target].container
    if wanted is not None and not (settings.container or "").strip():
        raise UsageError(f"--to {target} needs the {wanted} that tasks go to; give --container ID")
    if wanted is None and settings.container is not None:
        raise UsageError(f"--container is not of --to {target}, which names no container")
