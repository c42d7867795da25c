"""Tags and text of a web page, token by token, in time linear in its length.

No parser that builds a tree the way browsers do keeps time and memory bounded: with unclosed tags a
page of 60 kB makes Lexbor build a tree of 1.5 GB, and elements nested deep take it the square of
the depth. `html_tree` makes of these tokens as much of a tree as minutes need.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Final, NamedTuple

_NAME = re.compile(r"[a-zA-Z][^\s/>\x00]{0,100}")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?:(?P<name>[^\s/>][^\s/>=]*)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>(?![\"'])[^\s>]*)))?)?"
)
_KEPT: Final = frozenset(
    {"class", "id", "style", "href", "hidden", "role", "aria-level", "start", "type", "value"}
    | {"reversed", "checked", "colspan", "rowspan", "size"}
)
_MAX_VALUE: Final = 2_000
"""Characters of an attribute that are looked at."""
RAW: Final = frozenset(
    {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript"}
)
"""Elements in which tags are text."""
_HUGE_REFERENCE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{8,});?")
"""Numbers of no character, too long even to count."""
_SERVER: Final = (("<%--", "--%>"), ("<%", "%>"), ("<?php", "?>"), ("<?=", "?>"))
_DATA = re.compile(r"data:[a-z0-9.+-]{1,40}/[^\"'()<>\s]{256,}", re.IGNORECASE)
"""Pictures and fonts that are written into the page itself."""
_NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})


class Tag(NamedTuple):
    """A start or end tag, its name in lower case, with those attributes that are looked at.

    An `empty` one is written so that it ends its element at once, which counts in XHTML only.
    """

    name: str
    closing: bool = False
    attributes: Mapping[str, str] = _NO_ATTRIBUTES
    empty: bool = False


def without_programs(markup: str) -> str:
    """A page without what its server would have run (ASP, PHP), and pictures written into it.

    Args:
        markup: The page.
    """
    for opening, closing in _SERVER:
        markup = _without(markup, opening, closing)
    return _DATA.sub("data:", markup)


def tokens(markup: str) -> Iterator[Tag | str]:
    """The tags of a page and the text between them, character references replaced.

    Comments, declarations and processing instructions are left out. The content of elements in
    which tags are text follows their tag in one piece.

    Args:
        markup: The page.
    """
    return _Scanner(markup).tokens()


class _Scanner:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._position = 0
        self._endless: set[str] = set()
        """Names that have no end tag from here on."""

    def tokens(self) -> Iterator[Tag | str]:
        markup = self._markup
        while self._position < len(markup):
            opened = markup.find("<", self._position)
            if opened < 0:
                yield _text(markup[self._position :])
                return
            if opened > self._position:
                yield _text(markup[self._position : opened])
            self._position = opened
            following = markup[opened + 1 : opened + 2]
            if following in {"!", "?"}:
                self._pass_declaration()
            elif following == "/":
                if (name := self._end_tag()) is not None:
                    yield Tag(name, closing=True)
            elif (found := _NAME.match(markup, opened + 1)) is not None:
                tag = self._start_tag(found)
                yield tag
                if tag.name in RAW and not tag.empty:
                    yield from self._raw(tag.name)
            else:
                self._position += 1
                yield "<"

    def _pass_declaration(self) -> None:
        """Pass over a comment, a declaration or an instruction."""
        if not self._markup.startswith("<!--", self._position) or self._markup.startswith(
            (">", "->"), self._position + 4
        ):
            self._pass(">", self._position)
        else:
            self._pass("-->", self._position + 4)

    def _pass(self, closing: str, start: int) -> None:
        end = self._markup.find(closing, start)
        self._position = len(self._markup) if end < 0 else end + len(closing)

    def _end_tag(self) -> str | None:
        name = _NAME.match(self._markup, self._position + 2)
        self._pass(">", self._position)
        return None if name is None else name.group().lower()

    def _start_tag(self, name: re.Match[str]) -> Tag:
        attributes = self._attributes(name.end())
        empty = self._markup.endswith("/>", 0, self._position)
        return Tag(name.group().lower(), attributes=attributes, empty=empty)

    def _attributes(self, position: int) -> Mapping[str, str]:
        """The attributes from a position on; the scanner goes on behind the tag."""
        if self._markup.startswith(">", position):
            self._position = position + 1
            return _NO_ATTRIBUTES
        found: dict[str, str] = {}
        while (match := _ATTRIBUTE.match(self._markup, position)) and match["name"]:
            position = match.end()
            name = match["name"].lower()
            if name in _KEPT and name not in found:
                value = match["double"] or match["single"] or match["bare"] or ""
                found[name] = _text(value[:_MAX_VALUE])
        end = self._markup.find(">", match.end() if match else position)
        self._position = len(self._markup) if end < 0 else end + 1
        return found

    def _raw(self, name: str) -> Iterator[Tag | str]:
        """What stands up to the end tag; an element without one is left open."""
        if name in self._endless:
            return
        end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._markup, self._position)
        if end is None:
            self._endless.add(name)
            return
        yield self._markup[self._position : end.start()]
        self._pass(">", end.end())
        yield Tag(name, closing=True)


def _text(text: str) -> str:
    if "&" not in text:
        return text
    return unescape(_HUGE_REFERENCE.sub("\ufffd", text))


def _without(markup: str, opening: str, closing: str) -> str:
    """A text without what stands between two marks."""
    if opening not in markup:
        return markup
    pieces: list[str] = []
    position = 0
    while (start := markup.find(opening, position)) >= 0:
        end = markup.find(closing, start + len(opening))
        if end < 0:
            break
        pieces.append(markup[position:start])
        position = end + len(closing)
    pieces.append(markup[position:])
    return "".join(pieces)
