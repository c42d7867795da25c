"""The fields of a header: labels with their values on a line, in the cells of a table, or below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from referat.minutes import BlockKind
from referat.structure.header_words import word_set
from referat.structure.headings import field, label_of, normalized
from referat.structure.units import Line
from referat.structure.words import heading_words

PRESENCE: Final = frozenset({"participants", "absentees"})
OFFICES: Final = frozenset({"chair", "secretary"})
MEMBER: Final = "member"
"""The name of a field whose label is an office of the body ("Kasserer: Ida Holm")."""

_REMEMBERED: Final = 2048
_COLON: Final = re.compile(r"(?<=[^\W\d])\s?:(?=\s|$|[A-ZÆØÅ\d])|(?<=[\d.)])\s?:(?=\s)")
_BRACKETED: Final = re.compile(r"\s*\([^()]*\)")
_FIRST: Final = re.compile(r"[\s/&+,(]")
_PARTS: Final = re.compile(r"\s*(?:/|&|\+|,|\bog\b)\s*")
_UNMARKED: Final = re.compile(
    r"(?<=[\w.)])[,;]?\s(?P<label>[Aa]fbud(?: fra)?|[Ff]raværende|[Rr]ef\.|[Rr]eferent)\s"
    r"(?=[A-ZÆØÅ])"
)
_UNMARKED_PARTS: Final = ("fbud", "raværende", "ef.", "eferent")
_MAX_LABEL_WORDS: Final = 6
_MAX_LINE: Final = 20_000


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A field: its name ("date"), label and value as written, and the position of its line.

    An `inner` one has words before its label on the line.
    """

    name: str
    label: str
    value: str
    position: int
    inner: bool = False


def header_fields(lines: Sequence[Line]) -> dict[int, list[HeaderField]]:
    """The fields of some lines by the position of the line that holds the value, or the label.

    Args:
        lines: The lines.
    """
    found: dict[int, list[HeaderField]] = {}
    heads: dict[tuple[int | None, int | None], str] = {}
    numbered = enumerate(lines)
    for row, members in groupby(numbered, key=lambda pair: _row(pair[1])):
        cells = list(members)
        each = _of_row(cells, heads) if row else _of_lines(cells)
        for one in each:
            found.setdefault(one.position, []).append(one)
    return found


@lru_cache(_REMEMBERED)
def labelled(text: str) -> tuple[tuple[str, str, str], ...]:
    """The fields of one line, each with its name, label and value; also of several on a line.

    Args:
        text: The line.
    """
    if len(text) > _MAX_LINE:
        return ()
    starts = list(_labels(text))
    first = field(text)
    if first is not None and (not starts or starts[0][1] > 0):
        # a label without a colon: "Dato 3. maj", "Afbud Bo Lund"
        value = first[1]
        start = text.rindex(value) if value else len(text)
        starts.insert(0, (first[0], 0, start, text[:start].strip(" :.-–")))
    ends = [*(start for _, start, _, _ in starts), len(text)][1:]
    return tuple(
        (name, label, text[behind:end].strip(" ,;|–-") if behind < end else "")
        for (name, _, behind, label), end in zip(starts, ends, strict=True)
    )


def unlabelled_part(text: str) -> str:
    """What stands on a line before its first label.

    Args:
        text: The line.
    """
    found = labelled(text)
    return text[: text.index(found[0][1])] if found else text


@lru_cache(_REMEMBERED)
def label_name(label: str) -> str | None:
    """The name of the field that a label announces, also with words around the known ones.

    Args:
        label: The label without its colon ("Gæst under pkt. 1-2").
    """
    fields = heading_words().fields
    bare = normalized(label)
    if _FIRST.split(bare, maxsplit=1)[0] not in _first_words():
        return None
    for text in (bare, normalized(_BRACKETED.sub("", bare)), *_PARTS.split(bare)[:1]):
        if name := fields.get(text.strip(" .")):
            return name if text == bare or _is_whole(bare) else None
    words = _BRACKETED.sub("", bare).split()
    for count in range(min(4, len(words) - 1), 0, -1):
        name = fields.get(" ".join(words[:count]))
        if name in PRESENCE and words[count].strip(".") in _words("goes_on"):
            return name
    is_office = bare in heading_words().roles and bare not in word_set("presence", "notes")
    return MEMBER if is_office else None


def _is_whole(bare: str) -> bool:
    """Whether all parts of "dato/tid" or "mødeleder og referent" are labels."""
    fields = heading_words().fields
    parts = [part for part in _PARTS.split(_BRACKETED.sub("", bare)) if part]
    return all(part.strip(" .") in fields for part in parts)


def _labels(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Labels with a colon, and "afbud" or "ref." among names: name, start, end and label."""
    reached = 0
    for colon in _COLON.finditer(text) if ":" in text else ():
        if (found := _label_before(text, reached, colon.start())) is not None:
            yield from _unmarked(text, reached, found[1]) if reached else ()
            yield found[0], found[1], colon.end(), text[found[1] : colon.start()]
            reached = colon.end()
    yield from _unmarked(text, reached, len(text))


def _unmarked(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    if not any(word in text for word in _UNMARKED_PARTS):
        return
    for match in _UNMARKED.finditer(text, start, end):
        if name := label_name(match["label"].rstrip(".")):
            yield name, match.start("label"), match.end(), match["label"]


def _label_before(text: str, reached: int, colon: int) -> tuple[str, int] | None:
    """The longest label that ends at a colon, and where it begins."""
    best: tuple[str, int] | None = None
    start = colon
    for _ in range(_MAX_LABEL_WORDS):
        start = max(text.rfind(" ", reached, max(reached, start - 1)) + 1, reached)
        label = text[start:colon]
        if label and _may_begin(text, start, reached) and (name := label_name(label)):
            best = name, start
        if start <= reached:
            break
    return best


def _may_begin(text: str, start: int, reached: int) -> bool:
    """Whether a label may begin here: at the start, with a capital, or where it says who came."""
    end = text.find(" ", start)
    word = text[start : end if end > 0 else len(text)].strip(".:").lower()
    return start == reached or text[start].isupper() or word in _words("inner")


def _of_lines(pairs: Sequence[tuple[int, Line]]) -> Iterator[HeaderField]:
    for position, line in pairs:
        for name, label, value in labelled(line.text):
            inner = not line.text.startswith(label)
            yield HeaderField(name, label, value, position, inner)


def _of_row(
    cells: Sequence[tuple[int, Line]], heads: dict[tuple[int | None, int | None], str]
) -> Iterator[HeaderField]:
    """The fields of a table's row: labels with the cells behind them, or cells below labels."""
    bare = [_bare_label(line.text) for _, line in cells]
    if len(cells) > 1 and all(bare):
        heads.update({(line.block.table, line.block.column): line.text for _, line in cells})
        return
    label: str | None = None
    for (position, line), own in zip(cells, bare, strict=True):
        if own:
            label = line.text.strip(" :")
            if len(cells) == 1:
                yield HeaderField(own, label, "", position)
            continue
        head = line.block.column_head or heads.get((line.block.table, line.block.column))
        inner = labelled(line.text) if label is None else ()
        if inner and label_of(line.text):
            yield from (HeaderField(name, text, value, position) for name, text, value in inner)
        elif (text := label or head) and (name := label_name(text.strip(" :"))):
            yield HeaderField(name, text, line.text, position)


def _bare_label(text: str) -> str | None:
    return label_name(text.strip(" :")) if len(text) < 60 else None


def _row(line: Line) -> tuple[int, int] | None:
    block = line.block
    if block.kind is not BlockKind.TABLE_CELL or block.table is None or block.row is None:
        return None
    return block.table, block.row


@cache
def _first_words() -> frozenset[str]:
    """The words that known labels begin with."""
    words = heading_words()
    return frozenset(_FIRST.split(label, maxsplit=1)[0] for label in (*words.fields, *words.roles))


def _words(key: str) -> frozenset[str]:
    return word_set("labels", key)
