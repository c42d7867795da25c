"""Web pages (HTML, XHTML, saved ASP pages): what their reader sees, as paragraphs and tables."""

from collections.abc import Iterator
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.html_elements import Break, Element, Words
from referat.reading.html_encoding import decode_page
from referat.reading.html_markup import without_programs
from referat.reading.html_pieces import pieces_of
from referat.reading.html_tree import page_tree
from referat.reading.lines import Content
from referat.reading.plain import plain_content
from referat.reading.symbols import shown
from referat.reading.typesetting import typeset
from referat.settings import Limits

_PRINTED: Final = 0.5
"""Share of a page's letters in one preformatted text from which on the page is that text."""
_FEW_LINES: Final = 3


def html_content(data: bytes, limits: Limits) -> Content:
    """The text and blocks of a web page.

    Scripts, hidden elements, form controls and the furniture of the site are left out.

    Args:
        data: The page.
        limits: The limits on its markup, its text, and how deep lists and tables stand.

    Raises:
        UnreadableDocumentError: It holds no text, too much, or is in no encoding that is known.
    """
    markup = without_programs(decode_page(data))
    if len(markup) > limits.max_characters:
        raise UnreadableDocumentError(
            f"is too long: {len(markup):,} characters, the most is {limits.max_characters:,}"
            " (limit max_characters)"
        )
    page = page_tree(markup, limits)
    if (text := _printed_text(page)) is not None:
        return plain_content(text)
    return typeset(pieces_of(page), limits)


def _printed_text(page: Element) -> str | None:
    """The text of a page that is little more than one preformatted text, else None."""
    for element in _elements(page):
        if not element.look.preserved or element.letters <= _PRINTED * page.letters:
            continue
        if sum(isinstance(child, Break) for child in element.children) < _FEW_LINES:
            return None
        if any(isinstance(child, Element) for child in element.children):
            return None
        text = "".join(
            child.text if isinstance(child, Words) else "\n" for child in element.children
        )
        return shown(text)
    return None


def _elements(page: Element) -> Iterator[Element]:
    """The elements that hold most of a page, from the outside."""
    inside: Element | None = page
    while inside is not None:
        yield inside
        children = (child for child in inside.children if isinstance(child, Element))
        inside = max(children, key=lambda child: child.letters, default=None)
