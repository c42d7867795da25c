"""Bytes of a text file to characters, judged by what Danish text can look like."""

import codecs
import re
from typing import Final

from referat.errors import UnreadableDocumentError

_BOMS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY: Final = ("cp1252", "mac_roman", "cp865")
"""Windows, Macintosh and DOS: the encodings of Danish text before UTF-8."""
_DANISH: Final = frozenset("æøåÆØÅéÉüÜöÖäÄáèóëê")
_TYPOGRAPHY: Final = frozenset("–—“”„‘’»«…•·§½°´€¨\xa0\xad²³¼")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MAX_CONTROL: Final = 0.005
_FEW_CONTROL: Final = 3
"""So many control characters get into short texts, too, by terminals and word processors."""
_BROKEN: Final = re.compile("\ufffd+")
_MIN_DANISH: Final = 0.6
_BINARY: Final = "is not text, by some of its bytes, and of no other format that is read"


def decode(data: bytes) -> str:
    """The characters of a text file, newlines as they stand, the byte order mark dropped.

    Raises:
        UnreadableDocumentError: The bytes are no text in any encoding that is known.
    """
    text = _decode_marked(data)
    if text is None:
        text = _decode_utf16(data) if b"\x00" in data else _decode_unmarked(data)
    if len(_CONTROL.findall(text)) > max(_FEW_CONTROL, _MAX_CONTROL * len(text)):
        raise UnreadableDocumentError(_BINARY)
    return text


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), encoding)
    return None


def _decode_utf16(data: bytes) -> str:
    """UTF-16 without a mark: in Latin text every second byte is zero, else the file is binary."""
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    even = sample[0::2].count(0) / half
    odd = sample[1::2].count(0) / half
    if odd > 0.5 > 0.05 > even:
        return _strict(data, "utf-16-le")
    if even > 0.5 > 0.05 > odd:
        return _strict(data, "utf-16-be")
    raise UnreadableDocumentError(_BINARY)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:
            return data[: error.start].decode(encoding)
        raise UnreadableDocumentError(
            f"begins like {encoding.upper()} text but breaks it at byte {error.start}"
        ) from None


def _decode_unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", errors="replace")
    # in no older encoding do letters of Danish text make up UTF-8 by chance
    if sum(character in _DANISH for character in mended) > len(_BROKEN.findall(mended)):
        return mended
    return _decode_legacy(data)


def _decode_legacy(data: bytes) -> str:
    best, best_score = "", 0.0
    for encoding in _LEGACY:
        text = data.decode(encoding, errors="replace")
        score = _danishness(text)
        if score > best_score:
            best, best_score = text, score
    if best_score >= _MIN_DANISH:
        return best
    return _guess(data)


def _danishness(text: str) -> float:
    """Share of the characters beyond ASCII that Danish text has; the letters count double."""
    beyond = [character for character in text if character > "\x7f"]
    letters = sum(character in _DANISH for character in beyond)
    marks = sum(character in _TYPOGRAPHY for character in beyond)
    return (letters + 0.7 * marks) / max(1, len(beyond))


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableDocumentError("is in no character encoding that is known")
    return str(best)
