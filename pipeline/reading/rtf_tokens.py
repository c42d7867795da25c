"""RTF cut into its tokens: braces, control words and symbols, and bytes of text."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?"
    r"|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\(?P<symbol>[^a-zA-Z'])"
    r"|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_BINARY: Final = "bin"
Kind = Literal["word", "symbol", "text", "open", "close"]


class Token(NamedTuple):
    """A piece of RTF: a word or symbol without its backslash, or text, a character a byte."""

    kind: Kind
    value: str
    number: int | None = None


def rtf_tokens(data: bytes) -> Iterator[Token]:
    """The tokens of an RTF file in order, binary data and line ends of the file left out.

    Args:
        data: The file.
    """
    source = data.decode("latin-1")
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            position += 1  # a line end, or a backslash that means nothing
            continue
        position = match.end()
        group = match.lastgroup
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == _BINARY:
                position += max(0, number or 0)
            else:
                yield Token("word", match["word"], number)
        elif group == "brace":
            yield Token("open" if match["brace"] == "{" else "close", match["brace"])
        elif group == "bytes":
            yield Token("text", bytes.fromhex(match["bytes"].replace("\\'", "")).decode("latin-1"))
        else:
            yield Token("symbol" if group == "symbol" else "text", match[group or 0])
