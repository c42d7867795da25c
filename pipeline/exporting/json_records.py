"""Action items as JSON Lines: the records that were read, with every key.

Lost: nothing.
"""

from collections.abc import Sequence

from referat.exporting.formats import json_lines
from referat.exporting.items import ExportItem, ExportSettings


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as JSON Lines."""
    return json_lines(item.record for item in items)
