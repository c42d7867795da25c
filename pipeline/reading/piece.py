"""The piece of print, of which pages are made up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that stand together, with no wide gap between them.

    Places are in points, `baseline` from the foot of the page; `lead` is the width of the first
    word, `size` that of the letters. What is not `upright` is turned against most of the page.
    `order` is its place in the order of printing.
    """

    text: str
    left: float
    right: float
    lead: float
    baseline: float
    size: float
    bold: bool
    upright: bool = True
    order: int = 0
