"""Several contents one after another as one: a mail and what is attached to it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from referat.minutes import Block, Page, Span
from referat.reading.lines import Content

_BETWEEN: Final = "\n\n"


def joined(contents: Sequence[Content]) -> Content:
    """Contents in order, their offsets counted in one text.

    Pages and tables are numbered on through all of them.

    Args:
        contents: The contents, at least one.
    """
    texts: list[str] = []
    pages: list[Page] = []
    blocks: list[Block] = []
    hidden: list[Span] = []
    offset = tables = 0
    for content in contents:
        texts.append(content.text)
        behind = len(pages)
        pages += [_page(page, offset, behind) for page in content.pages]
        blocks += [_block(block, offset, tables) for block in content.blocks]
        hidden += [Span(span.start + offset, span.end + offset) for span in content.hidden]
        tables = max([tables, *(b.table + 1 for b in blocks if b.table is not None)])
        offset += len(content.text) + len(_BETWEEN)
    warnings = tuple(warning for content in contents for warning in content.warnings)
    return Content(_BETWEEN.join(texts), tuple(pages), tuple(blocks), tuple(hidden), warnings)


def _page(page: Page, offset: int, behind: int) -> Page:
    return Page(page.number + behind, page.start + offset, page.end + offset)


def _block(block: Block, offset: int, tables: int) -> Block:
    start = block.marker_start
    return replace(
        block,
        start=block.start + offset,
        end=block.end + offset,
        marker_start=None if start is None else start + offset,
        table=None if block.table is None else block.table + tables,
    )
