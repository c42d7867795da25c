"""RTF: its tokens read in order into paragraphs and tables."""

from copy import copy
from dataclasses import dataclass, field
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.lines import Content
from referat.reading.manuscript import LineWriter, Paragraph, Piece
from referat.reading.rtf_flow import Flow, RowShape
from referat.reading.rtf_fonts import FontTable
from referat.reading.rtf_state import APART, OPEN, TARGETS, State, Target
from referat.reading.rtf_styles import StyleTable
from referat.reading.rtf_tokens import Token, rtf_tokens
from referat.reading.symbols import bullet, without_private
from referat.reading.typesetting import typeset
from referat.settings import Limits

_CHARACTERS: Final = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "~": " ",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "\t": "\t",
}
_UNSEEN: Final = {ord(character): None for character in "\xad\u200b\u2060\ufeff"}
_PARAGRAPH_ENDS: Final = frozenset({"par", "\n", "\r"})
_STEP: Final = 360
_LEVEL_STEPS: Final = 2
_MAX_STEPS: Final = 20
_MAX_MARKER: Final = 40
_CONTENTS: Final = "_Toc"


def rtf_content(data: bytes, limits: Limits) -> Content:
    """The text and blocks of an RTF file; of one that was cut off, those of what is there.

    Deleted and hidden text, running heads, pictures and comments are left out, and notes follow
    the paragraph that refers to them.

    Raises:
        UnreadableDocumentError: It holds no text, or too much, or is nested too deeply.
    """
    reader = _Reader(limits)
    for token in rtf_tokens(data):
        reader.take(token)
        if reader.ended:
            break
    return typeset(reader.finished(), limits)


@dataclass(slots=True)
class _Text:
    """The page, a note or a box: its pieces, and the paragraph that is being read.

    `aside` are the notes and boxes of the paragraph, which follow it.
    """

    flow: Flow = field(default_factory=Flow)
    writer: LineWriter = field(default_factory=LineWriter)
    marker: str = ""
    contents: bool = False
    aside: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """What the end of a group takes back; `apart` is whether the group is a text of its own."""

    state: State
    apart: bool = False


class _Reader:
    """Reads tokens one by one."""

    def __init__(self, limits: Limits) -> None:
        self.ended = False
        self._limits = limits
        self._fonts = FontTable()
        self._styles = StyleTable()
        self._state = State()
        self._groups: list[_Group] = []
        self._texts = [_Text()]
        self._shapes = {False: RowShape(), True: RowShape()}
        self._skippable = False
        self._fallback_left = 0
        self._surrogate = 0
        self._bytes: list[str] = []

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "text":
            skipped = min(self._fallback_left, len(token.value))
            self._fallback_left -= skipped
            self._bytes.append(token.value[skipped:])
            return
        self._write_bytes()
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.value in _CHARACTERS:
            if self._fallback_left:
                self._fallback_left -= 1
            else:
                self._write(_CHARACTERS[token.value])
        else:
            self._fallback_left = 0
            self._word(token.value, token.number)

    def finished(self) -> list[Piece]:
        """All pieces, once the tokens are at their end."""
        self._write_bytes()
        while len(self._texts) > 1:
            self._end_text()
        self._end_paragraph(blank=False)
        return self._texts[0].flow.finished()

    def _open(self) -> None:
        if len(self._groups) >= self._limits.max_depth:
            raise UnreadableDocumentError("is nested too deeply (limit max_depth)")
        self._fallback_left = 0
        self._groups.append(_Group(copy(self._state)))

    def _close(self) -> None:
        self._fallback_left = 0
        if not self._groups:
            return
        group = self._groups.pop()
        if group.apart:
            self._end_text()
        self._state = group.state
        self.ended = not self._groups

    def _end_text(self) -> None:
        self._end_paragraph(blank=False)
        pieces = self._texts.pop().flow.finished()
        self._texts[-1].aside.extend(pieces)

    def _word(self, word: str, number: int | None) -> None:
        skippable, self._skippable = self._skippable, word == "*"
        state = self._state
        if state.target is Target.NOWHERE or self._skippable:
            return
        if word in TARGETS:
            state.target = TARGETS[word]
        elif word in APART and self._groups:
            self._groups[-1].apart = True
            self._texts.append(_Text())
            state.target = Target.PAGE
            state.change("pard", None, 0)
        elif skippable and word not in OPEN:
            state.target = Target.NOWHERE
        elif word == "u":
            self._write_unicode((number or 0) % 0x10000)
        elif state.target is Target.FONTS:
            self._fonts.define(word, number)
        elif state.target is Target.STYLES:
            self._styles.define(word, number)
        elif state.target is Target.PAGE and not self._break(word) and not self._row(word, number):
            self._fonts.set_up(word, number)
            state.nested |= word == "nesttableprops"
            state.change(word, number, self._fonts.default)
        elif state.target is Target.MARKER:
            state.change(word, number, self._fonts.default)

    def _break(self, word: str) -> bool:
        """End a line, paragraph or page, if the word says so."""
        writer = self._texts[-1].writer
        if word in _PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word == "sect":
            self._end_paragraph()
            writer.break_page()
        elif word == "page":
            writer.break_page()
        elif word in {"line", "column"}:
            writer.break_line()
        else:
            return False
        return True

    def _row(self, word: str, number: int | None) -> bool:
        """Build on a row of a table, if the word is about one."""
        nested = self._state.nested or word.startswith("nest")
        shape = self._shapes[nested]
        depth = max(1 + nested, self._state.setting.depth if nested else 1)
        flow = self._texts[-1].flow
        match word:
            case "trowd":
                self._shapes[nested] = RowShape()
            case "trhdr":
                shape.head = True
            case "clvmrg":
                shape.from_above.add(len(shape.rights))
            case "clmrg":
                shape.from_left.add(len(shape.rights))
            case "cellx":
                shape.rights.append(number or 0)
            case "cell" | "nestcell":
                self._end_paragraph(depth, blank=False)
                flow.end_cell(depth)
            case "row" | "nestrow":
                self._end_paragraph(depth, blank=False)
                flow.end_row(depth, shape)
            case _:
                return False
        return True

    def _end_paragraph(self, depth: int | None = None, *, blank: bool = True) -> None:
        """End the paragraph, in so many tables as it says itself or is given."""
        text, setting = self._texts[-1], self._state.setting
        depth = setting.depth if depth is None else depth
        lines, marker = text.writer.taken(), _marker(text.marker)
        heading, contents = self._styles.of(setting.style)
        outline = heading if setting.outline is None else setting.outline + 1
        if (lines or blank) and not (contents or text.contents):
            number = marker is not None and marker[0].isdigit()
            steps = max(0, min(_MAX_STEPS, round(setting.indent / _STEP)))
            listed = _LEVEL_STEPS * max(0, min(_MAX_STEPS, setting.list_level))
            level = listed if number else max(listed, steps) + (marker is not None)
            text.flow.add(Paragraph(lines, outline, marker, level), depth)
        for piece in text.aside:
            text.flow.add(piece, depth)
        text.marker, text.contents, text.aside = "", False, []

    def _write_bytes(self) -> None:
        if self._bytes:
            written, self._bytes = "".join(self._bytes), []
            self._write(self._fonts.decode(written, self._state.font))

    def _write_unicode(self, code: int) -> None:
        self._fallback_left = self._state.fallback
        high, self._surrogate = self._surrogate, 0
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                self._write(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        else:
            self._write(chr(code))

    def _write(self, words: str) -> None:
        """Write text to where it goes."""
        state, text = self._state, self._texts[-1]
        match state.target:
            case Target.PAGE if not (state.hidden or state.deleted):
                words = without_private(words).translate(_UNSEEN)
                strong = state.bold or state.underlined
                text.writer.write(words, strong=strong, size=state.size)
            case Target.MARKER:
                text.marker = (text.marker + without_private(words))[:_MAX_MARKER]
            case Target.FONTS:
                self._fonts.name(words)
            case Target.STYLES:
                self._styles.name(words)
            case Target.CODE:
                text.contents |= _CONTENTS in words


def _marker(written: str) -> str | None:
    """The bullet or number of a paragraph; bullets are written in many fonts."""
    marker = " ".join(written.split())
    if not marker:
        return None
    return marker if any(map(str.isalnum, marker)) and marker != "o" else bullet(marker)
