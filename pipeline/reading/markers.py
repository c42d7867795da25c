"""Bullets and numbers at the start of a line."""

import re
from dataclasses import replace
from typing import Final

from referat.reading.lines import Line, Marker
from referat.reading.words import layout_words

_BOX = r"(?:\[[ xX]\]|[☐☑☒✓✔])"
_BULLET = re.compile(
    rf"(?:[-–—*•·◦▪▫■□●○‣⁃➢➤►»\uf000-\uf0ff](?:\s+{_BOX})?(?=\s|$)|{_BOX}(?=\s)|o(?=\s+\S)|x(?=\s+[A-ZÆØÅ])"
    r"|[•·◦▪■●○\uf000-\uf0ff](?=\w)|-(?=[A-ZÆØÅ][a-zæøå]))"
)
_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>\s?[.)]|:)?(?P<space>\s+|$|(?=[A-ZÆØÅ]))"
)
_LETTER = re.compile(
    r"(?:[a-zæøåA-ZÆØÅ]\s?\)(?=\s|$)|[A-ZÆØÅ]\s?:(?=\s|$|[A-ZÆØÅ][a-zæøå])|[abcefgh]\.(?=\s+[A-ZÆØÅ\d])|[dijkl]\.(?=\s+[A-ZÆØÅ]))"
)
_ROMAN = re.compile(
    r"(?:[IVX]{2,5}|I)[.)](?=\s)|[ivx]{1,5}\)(?=\s)|(?:i{2,3}|iv|vi{1,3}|ix)\.(?=\s*[A-ZÆØÅ])"
)
_NAMED = re.compile(
    r"(?:(?i:ad\.?|pkt\.?|punkt|dagsordenspunkt)\s?(?i:pkt\.?\s?|punkt\s)?"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?|[A-Z](?=[.:)]))(?:\s?[.:)])*)"
    r"(?:(?<=[.:)])(?=\s|$|[A-ZÆØÅ])|(?=\s+[-–A-ZÆØÅ(]|\s*$))"
)
_LOOSE = re.compile(r"(?P<number>(?:(?i:pkt\.?|punkt)\s?)?\d{1,2})\s+(?P<word>[^\W\d]+)")
_MAY_NUMBER = re.compile(r"\d|(?i:ad|pkt|punkt|dagsordenspunkt)|[^\W\d_]\s?[).:]|[IVXivx]{1,5}[.)]")
"""How a line begins that may have a number, for most lines have none."""
LONE_LEVEL: Final = 7
"""The level of "Ad 3" or "Punkt 4" alone on a line, below marked headings."""
_WORD = re.compile(r"[^\W\d]+(?:/\w+)?")


def split_marker(content: str) -> tuple[str, int, int] | None:
    """The marker that a line begins with: its text, where it starts, and where the rest starts.

    A number behind a bullet ("- 1.2 Budget") is the marker; the bullet before it only shows the
    list.
    """
    bullet = _BULLET.match(content)
    if bullet is None:
        end = _numbered(content)
        return None if end is None else (content[:end].rstrip(), 0, _past_space(content, end))
    rest = _past_space(content, bullet.end())
    if "[" not in bullet.group():
        end = _numbered(content[rest:])
        if end is not None and end < len(content) - rest:
            number = content[rest : rest + end].rstrip()
            return number, rest, _past_space(content, rest + end)
    return bullet.group(), 0, rest


def with_marker(text: str, line: Line) -> Line:
    """The line with its marker, if it begins with one, split off; in a table only bullets are."""
    if line.marker is not None:
        return line
    if line.cell is not None:
        return _with_bullet(text, line)
    found = split_marker(text[line.start : line.end])
    if found is None:
        return line
    marker, offset, rest = found
    if line.start + rest >= line.end and _NAMED.match(marker):
        # "Ad 3" alone is a heading, not the number of the text that follows.
        return replace(line, heading=line.heading or LONE_LEVEL, opened=True, closed=True)
    return replace(
        line,
        start=line.start + rest,
        marker=Marker(marker, line.start + offset),
        heading=line.heading if marker[0].isalnum() else None,
    )


def _with_bullet(text: str, line: Line) -> Line:
    """A line of a cell with its bullet split off; a mark alone is what the cell says."""
    content = text[line.start : line.end]
    bullet = _BULLET.match(content)
    rest = 0 if bullet is None else _past_space(content, bullet.end())
    if bullet is None or rest >= len(content) or content[rest].isdigit():
        return line
    marker = Marker(bullet.group(), line.start)
    return replace(line, start=line.start + rest, marker=marker)


def _numbered(content: str) -> int | None:
    if not _MAY_NUMBER.match(content):
        return None
    for pattern in (_NAMED, _LETTER, _ROMAN):
        if match := pattern.match(content):
            return match.end()
    match = _LOOSE.match(content)
    if match is not None and match["word"].lower() in layout_words().agenda_words:
        return match.end("number")
    match = _NUMBER.match(content)
    if match is None or not _is_list_number(match, content[match.end() :]):
        return None
    return match.end("mark") if match["mark"] else match.end("number")


def _is_list_number(match: re.Match[str], rest: str) -> bool:
    number, mark = match["number"], match["mark"]
    if mark is None and ("." not in number or not match["space"] or not rest):
        return False
    if mark == ":" and not rest.strip():
        return False
    if "." in number and _is_time_or_amount(number, mark, rest):
        return False
    if not match["space"] and mark == ":":
        return False
    if rest[:1].isdigit() or rest[:1] in "-–/%":
        # "3. 4. og 5. maj", "1. - 3. juni", "24. / 12."
        return rest[:1] in "-–" and not re.match(r"[-–]\s*\d", rest)
    word = _WORD.match(rest)
    if word is None:
        return True
    words = layout_words()
    return (
        word.group().lower() not in words.after_ordinal
        and word.group() not in words.after_ordinal_lower
    )


def _is_time_or_amount(number: str, mark: str | None, rest: str) -> bool:
    parts = number.split(".")
    if len(parts) == 3 and len(parts[2]) == 2 and int(parts[1]) <= 12:
        return True  # 24.10.22
    if len(parts) != 2 or mark is not None:
        return False
    return parts[1] in {"00", "15", "30", "45"} or bool(
        re.match(r"(?:kr|mio|mia|procent|pct|%|m2|timer|[-–]\s?\d)", rest)
    )


def _past_space(content: str, position: int) -> int:
    while position < len(content) and content[position].isspace():
        position += 1
    return position
