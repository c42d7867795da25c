"""What the elements of web pages are: left out, blocks of their own, or part of a line."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

SKIPPED: Final = frozenset({
    "applet", "area", "audio", "button", "canvas", "datalist", "dialog", "embed", "frame", "head",
    "iframe", "map", "math", "meter", "nav", "noframes", "object", "option", "progress", "script",
    "select", "style", "svg", "template", "textarea", "video",
})  # fmt: skip
BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "html", "legend", "li", "main", "menu", "ol", "p",
    "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr",
    "ul",
})  # fmt: skip
PARAGRAPHS: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dl", "ul", "ol", "table",
})  # fmt: skip
"""Elements with white space above and below."""
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
STRONG: Final = frozenset({"b", "strong", "u", "th"})
CELLS: Final = frozenset({"td", "th"})

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|topnav|sidenav|menu|top-?bar|breadcrumbs?|cookies?"
    r"|cookie-?\w*|skip-?link|sitemap|site-?footer|site-?nav|pagination|share-?\w*|social)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_ROLES: Final = frozenset({"navigation", "search", "contentinfo", "menu", "menubar"})
_MOST_FURNITURE: Final = 0.5
"""Share of the letters of a page from which on nothing is furniture, whatever it is called."""
_LINKED: Final = 0.6
_SMALL: Final = 0.2
_HEADING = re.compile(r"(?:Mso)?(?:Heading|Overskrift)\s?-?(?P<level>[1-6])\b", re.IGNORECASE)
_TITLE = re.compile(r"\bMsoTitle\b", re.IGNORECASE)


def is_hidden(node: LexborNode) -> bool:
    """Whether an element is not shown."""
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("type") or "").lower() == "hidden":
        return True
    return bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def is_furniture(node: LexborNode, page_letters: int) -> bool:
    """Whether an element is surely the furniture of a site: a menu, a bar of links, a foot.

    Args:
        node: The element.
        page_letters: How many characters the page has.
    """
    if node.tag == "footer":
        return _is_page_foot(node, page_letters)
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    role = (attributes.get("role") or "").lower()
    if not (role in _FURNITURE_ROLES or _FURNITURE.search(named)):
        return False
    own = len(node.text())
    linked = sum(len(link.text()) for link in node.css("a"))
    small = own < _MOST_FURNITURE * page_letters
    return small and (role in _FURNITURE_ROLES or linked >= _LINKED * own)


def _is_page_foot(node: LexborNode, page_letters: int) -> bool:
    """Whether a foot is that of the whole page, and little beside it."""
    outer = node.parent
    own = len(node.text())
    return outer is not None and outer.tag == "body" and own < _SMALL * page_letters


def is_bold(node: LexborNode) -> bool:
    """Whether an element sets its letters in bold or underlines them."""
    return node.tag in STRONG or bool(_BOLD_STYLE.search(node.attributes.get("style") or ""))


def heading_level(node: LexborNode) -> int | None:
    """The level of a heading that an element is by its name, role or class, else None."""
    tag, attributes = node.tag or "", node.attributes
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if (attributes.get("role") or "").lower() == "heading":
        level = attributes.get("aria-level") or "2"
        return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2
    if tag != "p":
        return None
    named = attributes.get("class") or ""
    match = _HEADING.search(named)
    return int(match["level"]) if match else 1 if _TITLE.search(named) else None
