"""Documents composed for the readers' tests, and blocks in a shape that is short to compare."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from referat.minutes import Document
from referat.surface import surface

Printed = tuple[float, float, str]
"""Left edge and height above the foot in points, and the text."""


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """Build a PDF from pages of lines with their places."""

    def make(*pages: Sequence[Printed], size: float = 11, password: str | None = None) -> bytes:
        target = BytesIO()
        canvas = Canvas(target, pagesize=A4, encrypt=password)
        for page in pages:
            canvas.setFont("Helvetica", size)
            for left, height, text in page:
                if text.startswith("**"):
                    canvas.setFont("Helvetica-Bold", size)
                canvas.drawString(left, height, text.strip("*"))
                canvas.setFont("Helvetica", size)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    return make


@pytest.fixture
def shown() -> Callable[[Document], list[str]]:
    """The blocks of a document, each as kind, marker and one-line text."""

    def show(document: Document) -> list[str]:
        return [
            " ".join(
                [
                    block.kind.value[0],
                    *([block.marker] if block.marker else []),
                    surface(document, block.start, block.end).text,
                ]
            )
            for block in document.blocks
        ]

    return show
