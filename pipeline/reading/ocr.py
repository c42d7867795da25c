"""Scanned pages read by Tesseract: the words it finds, as the pieces that printed pages have."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from referat.errors import UnreadableDocumentError
from referat.reading.piece import Piece
from referat.reading.printed import COLUMN_GAP, blank_of

if TYPE_CHECKING:
    import pypdfium2 as pdfium

LANGUAGE: Final = "dan"
_DOTS: Final = 300
"""Dots an inch that a page is rendered with, as Tesseract is trained on."""
_MOST_DOTS: Final = 30_000_000
"""Dots of a page, which bounds memory: a larger page is rendered coarser."""
_POINTS: Final = 72
_SECONDS: Final = 120
_LEAST_SURE: Final = 30.0
"""Confidence below which a word without letters is taken for dirt."""
_LETTER_HEIGHT: Final = 0.75
"""The height of a line's box in the size of its letters."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as Tesseract found it, its box in points, and the line that it stands in."""

    text: str
    line: tuple[int, int, int]
    left: float
    right: float
    top: float
    bottom: float


def scanned_pieces(page: "pdfium.PdfPage", number: int) -> list[Piece]:
    """The pieces of print on a scanned page.

    Args:
        page: The open page.
        number: Its number, from 1, for messages.

    Raises:
        UnreadableDocumentError: Tesseract or its Danish is not installed, fails, or takes too long.
    """
    width, height = page.get_size()
    dots = max(1.0, width * height)
    scale = min(_DOTS / _POINTS, (_MOST_DOTS / dots) ** 0.5)
    words = list(_words(_recognised(page, scale, number), scale))
    return [
        piece
        for _, line in groupby(words, key=lambda word: word.line)
        for piece in _pieces(list(line), height)
    ]


def _recognised(page: "pdfium.PdfPage", scale: float, number: int) -> Mapping[str, Sequence[Any]]:
    """Tesseract's table of the words on a page."""
    try:
        import pytesseract
    except ImportError:
        raise UnreadableDocumentError(
            "is a scan; to read it install the extra: pip install 'referat[ocr]'"
        ) from None
    image = page.render(scale=scale, grayscale=True).to_pil()
    try:
        table: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
            image,
            lang=LANGUAGE,
            config="--psm 3",
            timeout=_SECONDS,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractNotFoundError:
        raise UnreadableDocumentError(
            "is a scan, and Tesseract is not installed; install tesseract-ocr and tesseract-ocr-dan"
        ) from None
    except pytesseract.TesseractError as error:
        raise _failed(str(error), number) from None
    except RuntimeError:
        raise UnreadableDocumentError(
            f"is a scan whose page {number} takes Tesseract longer than {_SECONDS} seconds"
        ) from None
    return table


def _failed(reason: str, number: int) -> UnreadableDocumentError:
    if LANGUAGE in reason and ("load" in reason.lower() or "data" in reason.lower()):
        return UnreadableDocumentError(
            "is a scan, and Tesseract has no Danish; install tesseract-ocr-dan"
        )
    return UnreadableDocumentError(f"is a scan whose page {number} Tesseract cannot read")


def _words(table: Mapping[str, Sequence[Any]], scale: float) -> Iterator[_Word]:
    for place, text in enumerate(table["text"]):
        words = str(text).strip()
        sure = float(table["conf"][place])
        if not words or (sure < _LEAST_SURE and not any(map(str.isalnum, words))):
            continue
        left, top = int(table["left"][place]), int(table["top"][place])
        yield _Word(
            words,
            (
                int(table["block_num"][place]),
                int(table["par_num"][place]),
                int(table["line_num"][place]),
            ),
            left / scale,
            (left + int(table["width"][place])) / scale,
            top / scale,
            (top + int(table["height"][place])) / scale,
        )


def _pieces(words: Sequence[_Word], page_height: float) -> Iterator[Piece]:
    """The pieces of one line, cut where a gap is as wide as between columns."""
    size = max(1.0, statistics.median(word.bottom - word.top for word in words) / _LETTER_HEIGHT)
    baseline = page_height - statistics.median(word.bottom for word in words)
    group: list[_Word] = []
    for word in words:
        if group and word.left - group[-1].right > COLUMN_GAP * 2 * blank_of(size):
            yield _piece(group, baseline, size)
            group = []
        group.append(word)
    yield _piece(group, baseline, size)


def _piece(words: Sequence[_Word], baseline: float, size: float) -> Piece:
    first = words[0]
    return Piece(
        text=" ".join(word.text for word in words),
        left=first.left,
        right=words[-1].right,
        lead=first.right - first.left,
        baseline=baseline,
        size=size,
        bold=False,
    )
