"""RTF: its tokens read in order into paragraphs and tables."""

from dataclasses import dataclass
from typing import Final

from referat.errors import UnreadableDocumentError
from referat.reading.lines import Content
from referat.reading.manuscript import Piece
from referat.reading.rtf_flow import RowShape
from referat.reading.rtf_fonts import FontTable
from referat.reading.rtf_state import APART, OPEN, TARGETS, State, Target
from referat.reading.rtf_styles import StyleTable
from referat.reading.rtf_text import Text
from referat.reading.rtf_tokens import Token, rtf_tokens
from referat.reading.symbols import shown
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
_PARAGRAPH_ENDS: Final = frozenset({"par", "\n", "\r"})
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
        self._texts = [Text()]
        self._shapes = {False: RowShape(), True: RowShape()}
        self._skippable = False
        self._fallback_left = 0
        self._surrogate = 0
        self._bytes: list[str] = []
        self._words: list[str] = []

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "text":
            skipped = min(self._fallback_left, len(token.value))
            self._fallback_left -= skipped
            self._bytes.append(token.value[skipped:])
            return
        if token.value == "u" and token.kind == "word":
            self._unicode((token.number or 0) % 0x10000)
            return
        self._write_words()
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
            if token.value != "uc":  # which may stand between the halves of a character
                self._surrogate = 0
            self._word(token.value, token.number)

    def finished(self) -> list[Piece]:
        """All pieces, once the tokens are at their end."""
        self._write_words()
        while len(self._texts) > 1:
            self._end_text()
        self._end_paragraph(blank=False)
        return self._texts[0].flow.finished()

    def _open(self) -> None:
        if len(self._groups) >= self._limits.max_depth:
            raise UnreadableDocumentError("is nested too deeply (limit max_depth)")
        self._fallback_left = 0
        self._groups.append(_Group(self._state.copy()))

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
            self._texts.append(Text())
            state.target = Target.PAGE
            state.change("pard", None, 0)
        elif skippable and word not in OPEN:
            state.target = Target.NOWHERE
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
                flow.end_row(depth, shape.copy())
            case _:
                return False
        return True

    def _end_paragraph(self, depth: int | None = None, *, blank: bool = True) -> None:
        """End the paragraph, in so many tables as it says itself or is given."""
        setting = self._state.setting
        depth = setting.depth if depth is None else depth
        self._texts[-1].end_paragraph(setting, self._styles.of(setting.style), depth, blank=blank)

    def _decode(self) -> None:
        """Make the bytes that were taken words."""
        if self._bytes:
            written, self._bytes = "".join(self._bytes), []
            self._words.append(self._fonts.decode(written, self._state.font))

    def _write_words(self) -> None:
        self._decode()
        if self._words:
            words, self._words = "".join(self._words), []
            self._write(words)

    def _unicode(self, code: int) -> None:
        """Take a character by its code, or a half of one that has two."""
        self._decode()
        self._fallback_left = self._state.fallback
        high, self._surrogate = self._surrogate, 0
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
        elif not 0xDC00 <= code < 0xE000:
            self._words.append(chr(code))
        elif high:
            self._words.append(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))

    def _write(self, words: str) -> None:
        """Write text to where it goes."""
        state, text = self._state, self._texts[-1]
        match state.target:
            case Target.PAGE if not (state.hidden or state.deleted):
                strong = state.bold or state.underlined
                text.writer.write(shown(words), strong=strong, size=state.size)
            case Target.MARKER:
                text.add_marker(words)
            case Target.FONTS:
                self._fonts.name(words)
            case Target.STYLES:
                self._styles.name(words)
            case Target.CODE:
                text.contents |= _CONTENTS in words
