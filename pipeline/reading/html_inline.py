"""The elements within lines of a web page that are open at a place."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from referat.reading.html_looks import Look

_FORMATTING: Final = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt"}
    | {"u"}
)
"""Elements that go on behind the end of a paragraph where they are not closed in it."""
_MOST: Final = 100
"""How many are remembered; pages that never close them would have thousands."""


@dataclass(slots=True)
class _Open:
    name: str
    depth: int
    look: Look


class Inline:
    """Keeps what is open, as deep as the element on lines of its own that it stands in."""

    def __init__(self) -> None:
        """Begin a page."""
        self._open: list[_Open] = []
        self._counts: Counter[str] = Counter()

    def look(self, depth: int) -> Look | None:
        """The look of text by what was opened at this depth, None where nothing was."""
        if self._open and self._open[-1].depth >= depth:
            return self._open[-1].look
        return None

    def start(self, name: str, depth: int, look: Look) -> None:
        """Open an element.

        Args:
            name: The element.
            depth: How deep it stands.
            look: The look of text in it.
        """
        self._open.append(_Open(name, depth, look))
        self._counts[name] += 1
        if len(self._open) > _MOST:
            self._counts[self._open.pop(0).name] -= 1

    def end(self, name: str) -> int | None:
        """Close the last element of this name; how deep it stood, None where there is none.

        Formatting that was opened in it goes on, all else that is open in it ends.
        """
        if not self._counts[name]:
            return None
        position = max(at for at, one in enumerate(self._open) if one.name == name)
        closed, *inner = self._open[position:]
        del self._open[position:]
        self._counts[name] -= 1
        self._keep_formatting(inner)
        return closed.depth

    def rise(self, depth: int, *, all_ends: bool) -> None:
        """Close what an element on lines of its own closes when it ends.

        Args:
            depth: The depth reached then.
            all_ends: Whether nothing in it goes on behind it, as with cells of tables.
        """
        first = len(self._open)
        while first and self._open[first - 1].depth > depth:
            first -= 1
        ended = self._open[first:]
        del self._open[first:]
        if all_ends:
            self._counts.subtract(one.name for one in ended)
        else:
            self._keep_formatting(ended)
        for one in self._open[first:]:
            one.depth = depth

    def _keep_formatting(self, ended: list[_Open]) -> None:
        for one in ended:
            if one.name in _FORMATTING:
                self._open.append(one)
            else:
                self._counts[one.name] -= 1
