"""What on a web page is surely the furniture of its site: menus, feet, banners."""

import re
from collections.abc import Iterator
from typing import Final

from referat.reading.flow import is_label
from referat.reading.html_elements import Element, Words
from referat.reading.html_words import page_words

_NAMES: Final = frozenset({"nav", "search", "dialog", "footer"})
_ROLES: Final = frozenset(
    {"navigation", "menu", "menubar", "search", "contentinfo", "dialog", "alertdialog"}
)
_FEET: Final = frozenset({"footer", "contentinfo"})
_CONTENT: Final = frozenset({"main", "article"})
_PART = re.compile(r"[\s_-]+")
_WORD = re.compile(r"\w+")
_MOST: Final = 0.5
"""Share of the letters of a page from which on nothing is furniture, whatever it is called."""
_LINKED: Final = 0.6
"""Share of links from which on what is called a menu is one."""
_ONLY_LINKS: Final = 0.95
_FEW_LINKS: Final = 3
_MAX_LINK: Final = 40
_MAX_FOOT: Final = 2_000


def is_content(element: Element) -> bool:
    """Whether an element is marked as what the page is about.

    Args:
        element: The element.
    """
    return element.name in _CONTENT or element.attributes.get("role", "").lower() in _CONTENT


def is_furniture(element: Element, page: Element, before: str, *, content: bool) -> bool:
    """Whether an element is furniture.

    Args:
        element: The element.
        page: The body of the page.
        before: The line above it.
        content: Whether it stands in what the page is about.
    """
    plain = element.name not in _NAMES and not element.attributes
    if not element.letters or (plain and not element.links):
        return False
    names = _names(element)
    if not page_words().unseen.isdisjoint(names):
        return True
    linked = element.linked >= _LINKED * element.letters
    small = element.letters <= _MOST * page.letters
    marks = {element.name, element.attributes.get("role", "").lower()}
    if not marks.isdisjoint(_FEET):
        return small and not content and not _speaks_of_meeting(element)
    if not marks.isdisjoint(_NAMES | _ROLES):
        return small or linked
    parts = {part for name in names for part in _PART.split(name)}
    if not page_words().banners.isdisjoint(parts):
        return small
    if content or _leads_to(before):
        return False
    if not page_words().menus.isdisjoint(parts) and linked:
        return True
    return element.links >= _FEW_LINKS and element.linked >= _ONLY_LINKS * element.letters


def is_skipping_link(words: Words) -> bool:
    """Whether a text is a link that only moves about on the page or the site.

    Args:
        words: The text.
    """
    if not words.look.linked or len(words.text) > _MAX_LINK:
        return False
    return " ".join(_WORD.findall(words.text.casefold())) in page_words().links


def _names(element: Element) -> list[str]:
    attributes = element.attributes
    return f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()


def _leads_to(before: str) -> bool:
    """Whether the line above leads to links that belong to the text."""
    if before.endswith(":"):
        return True
    return not page_words().before_links.isdisjoint(_WORD.findall(before[-80:].lower()))


def _speaks_of_meeting(foot: Element) -> bool:
    """Whether a foot has a line such as "Referent: Bo Lund"."""
    return foot.letters <= _MAX_FOOT and any(is_label(line, known=True) for line in _lines(foot))


def _lines(element: Element) -> Iterator[str]:
    """The texts in an element, cut where an element or a line ends."""
    line = ""
    waiting = [iter(element.children)]
    while waiting:
        child = next(waiting[-1], None)
        if isinstance(child, Words):
            line += child.text
            continue
        yield line.strip()
        line = ""
        if child is None:
            waiting.pop()
        elif isinstance(child, Element):
            waiting.append(iter(child.children))
