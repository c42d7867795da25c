"""Content lines of iCalendar data as they stand, so that an edit leaves all other bytes alone.

Programs write properties of their own, of types that only they know. Reading a task into objects
and writing it out again would rewrite those; here only the lines that are to change do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_COMPONENT: Final = "VTODO"


@dataclass(frozen=True, slots=True)
class Line:
    """A content line: its text as it stands, folds and line break included, and its unfolded form.

    `path` are the components around it, from the outermost.
    """

    raw: str
    content: str
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the property, in capitals, without parameters."""
        return self.content.partition(":")[0].partition(";")[0].strip().upper()


def content_lines(text: str) -> list[Line]:
    """The content lines of iCalendar data, which together are the data again."""
    lines: list[Line] = []
    path: tuple[str, ...] = ()
    for raw, content in _unfolded(text):
        line = Line(raw, content, path)
        component = content.partition(":")[2].strip().upper()
        if line.name == "BEGIN":
            path = (*path, component)
            line = Line(raw, content, path)
        elif line.name == "END":
            path = path[:-1]
        lines.append(line)
    return lines


def task_lines(text: str) -> list[Line]:
    """The lines of the task itself, none of its alarms'; empty where the data hold no task."""
    lines = content_lines(text)
    span = _task(lines)
    if span is None:
        return []
    inside = lines[span[0] + 1 : span[1]]
    return [line for line in inside if len(line.path) == len(lines[span[0]].path)]


def with_properties(text: str, replaced: Mapping[str, Sequence[str]]) -> str:
    """The data with properties of its task replaced; of a recurring one, of its master.

    Args:
        text: iCalendar data with one task.
        replaced: For the name of each property to replace, the content lines to stand there,
            folded and without their last line break; none to take it out.

    Raises:
        ValueError: The data hold no task.
    """
    lines = content_lines(text)
    span = _task(lines)
    if span is None:
        raise ValueError("no task in the data")
    first, last = span
    before, inside, after = lines[:first], lines[first:last], lines[last:]
    depth = len(lines[first].path)
    kept = [line for line in inside if len(line.path) > depth or line.name not in replaced]
    new = [f"{content}\r\n" for contents in replaced.values() for content in contents]
    return "".join([*(line.raw for line in (*before, *kept)), *new, *(line.raw for line in after)])


def _task(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Positions of the first and last line of the task: the one that is no single recurrence."""
    for first, last in _spans(lines):
        inside = lines[first:last]
        depth = len(lines[first].path)
        if not any(line.name == "RECURRENCE-ID" and len(line.path) == depth for line in inside):
            return first, last
    return None


def _spans(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    first = None
    for position, line in enumerate(lines):
        if not line.path or line.path[-1] != _COMPONENT:
            continue
        if line.name == "BEGIN":
            first = position
        elif line.name == "END" and first is not None:
            yield first, position
            first = None


def _unfolded(text: str) -> Iterator[tuple[str, str]]:
    raw, content = "", ""
    for physical in _physical(text):
        bare = physical.rstrip("\r\n")
        if bare[:1] in (" ", "\t") and raw:
            raw, content = raw + physical, content + bare[1:]
            continue
        if raw:
            yield raw, content
        raw, content = physical, bare
    if raw:
        yield raw, content


def _physical(text: str) -> Iterator[str]:
    """Lines with their ends; only line feeds end one, not all that Unicode knows as a break."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
