"""Minutes printed as PDF, to measure on; needs reportlab."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import cycle, islice
from typing import Final

from referat.errors import UsageError

_COLUMNS: Final = 85
_ROWS: Final = 46
_LEFT: Final = 60
_TOP: Final = 780
_LEADING: Final = 15
_SENTENCES: Final = (
    "Formanden orienterede om mødet med kommunen den 3. marts, jf. bilag 2.",
    "Det blev aftalt, at Mette Holm indhenter tre tilbud på nyt tag inden påske.",
    "Kassereren gennemgik regnskabet, som viser et overskud på 12.450 kr.",
    "Godkendt.",
    "Der var en længere drøftelse af støj fra parkeringspladsen om aftenen.",
    "Punktet udsættes til næste møde, da Jens Kudsk ikke var til stede.",
    "Bestyrelsen besluttede at hæve kontingentet til 350 kr. om året.",
    "Bo Lund spurgte, hvornår hegnet mod stien bliver malet.",
)
_TITLES: Final = ("Økonomi", "Tag og facade", "Fællesarealer", "Nyt fra udvalgene", "Eventuelt")


def print_text(text: str) -> bytes:
    """A text as PDF, its lines wrapped to the width of the page.

    Args:
        text: The text.
    """
    rows = [row for line in text.splitlines() for row in textwrap.wrap(line, _COLUMNS) or [""]]
    pages = (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))
    return _printed(pages)


def long_pdf(pages: int) -> bytes:
    """Invented minutes of so many pages, with a running head and page numbers.

    Args:
        pages: How many.
    """
    return _printed(_invented_pages(pages))


def _invented_pages(pages: int) -> Iterator[list[str]]:
    titles, sentences = cycle(_TITLES), cycle(_SENTENCES)
    for page in range(1, pages + 1):
        rows = ["Referat af bestyrelsesmøde i Lyngby Roklub", ""]
        number = 5 * (page - 1)
        while len(rows) < _ROWS - 10:
            number += 1
            told = " ".join(islice(sentences, 5 + number % 3))
            rows += [f"{number % 99 + 1}. {next(titles)}", *textwrap.wrap(told, _COLUMNS), ""]
        yield [*rows, f"Side {page} af {pages}"]


def _printed(pages: Iterable[Sequence[str]]) -> bytes:
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas
    except ImportError:
        raise UsageError("printing PDF needs reportlab: pip install 'referat[test]'") from None
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for rows in pages:
        canvas.setFont("Helvetica", 11)
        for place, row in enumerate(rows):
            canvas.drawString(_LEFT, _TOP - place * _LEADING, row)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
