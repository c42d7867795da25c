"""Where a reading differs from the gold, with a little of the local file's text around it.

The text is for the terminal of one who has the file; it is never stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from referat.evaluation.placing import most_shared
from referat.evaluation.reading import PlacedDocument, lettered
from referat.evaluation.reading_run import SplitRun
from referat.evaluation.reading_systems import Reading, referat
from referat.minutes import Span
from referat.surface import surface

_AROUND: Final = 40
"""Characters shown on either side of a boundary."""
_MOST: Final = 90
"""Characters shown of a unit."""


@dataclass(frozen=True, slots=True)
class ReadingError:
    """One difference: what is wrong, where in the canonical text, and what stands there."""

    document: str
    start: int
    kind: str
    context: str

    def line(self) -> str:
        """The error on one line."""
        shown = "".join(char if char.isprintable() else "·" for char in self.context)
        return f"{self.document} {self.start:>7} {self.kind}: {shown}"


def errors_of(run: SplitRun) -> Iterator[str]:
    """The errors of `referat` in the documents of a split that could be read, one line each.

    Args:
        run: The split.
    """
    for document in run.documents:
        if document.failure is None:
            for error in reading_errors(document, referat(document.document)):
                yield error.line()


def reading_errors(document: PlacedDocument, reading: Reading) -> list[ReadingError]:
    """The wrong boundaries and sections of a reading, in the order of the text.

    Args:
        document: The document with its gold.
        reading: What a system read.
    """
    errors = [
        *_lost(document),
        *_boundaries(document, reading),
        *_sections(document, reading),
    ]
    return sorted(errors, key=lambda error: (error.start, error.kind))


def _lost(document: PlacedDocument) -> Iterator[ReadingError]:
    """Gold units whose letters are not in the text, shown by what follows the unit before."""
    end = 0
    for index, span in enumerate(document.places):
        if span is not None:
            end = document.text.letters.code_points(span).end
            continue
        unit = document.gold.annotation.units[index]
        shown = surface(document.document, end, min(len(document.document.text), end + _MOST)).text
        yield ReadingError(
            document.id, end, f"unit {index} ({unit.length} letters) not in the text, after", shown
        )


def _boundaries(document: PlacedDocument, reading: Reading) -> Iterator[ReadingError]:
    wanted = {span.end for span in document.places if span is not None}
    given = {span.end for _, span in lettered(reading, document.text)}
    for kind, ends in (("boundary missed", wanted - given), ("boundary wrong", given - wanted)):
        for end in sorted(ends):
            offset = document.text.letters.offsets[end - 1] + 1
            yield ReadingError(document.id, offset, kind, _around(document, offset))


def _around(document: PlacedDocument, offset: int) -> str:
    read = document.document
    before = surface(read, max(0, offset - _AROUND), offset).text
    after = surface(read, offset, min(len(read.text), offset + _AROUND)).text
    return f"…{before} ¦ {after}…"


def _sections(document: PlacedDocument, reading: Reading) -> Iterator[ReadingError]:
    units = lettered(reading, document.text)
    spans = [span for _, span in units]
    for unit, span in zip(document.gold.annotation.units, document.places, strict=True):
        if span is None:
            continue
        partner = most_shared(span, spans)
        given = None if partner is None else units[partner][0].section
        if given != unit.section:
            start, shown = _shown(document, span)
            kind = f"{unit.section} read as {given or 'nothing'}"
            yield ReadingError(document.id, start, kind, shown)


def _shown(document: PlacedDocument, span: Span) -> tuple[int, str]:
    points = document.text.letters.code_points(span)
    text = surface(document.document, points.start, points.end).text
    return points.start, text if len(text) <= _MOST else text[: _MOST - 1] + "…"
