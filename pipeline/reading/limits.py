"""How large a document may be, checked before any slow work on it."""

from typing import Final

from referat.errors import UnreadableDocumentError

MAX_BYTES: Final = 100_000_000
MAX_CHARACTERS: Final = 5_000_000
MAX_PAGES: Final = 5_000
MAX_LINE: Final = 100_000


def check_bytes(size: int) -> None:
    """Raise if a file of `size` bytes is empty or too large."""
    if size == 0:
        raise UnreadableDocumentError("is empty")
    if size > MAX_BYTES:
        raise UnreadableDocumentError(
            f"is too large: the most that is read is {MAX_BYTES // 1_000_000} MB"
        )


def check_text(text: str) -> None:
    """Raise if a text is blank, too long, or has a line too long to be one of minutes."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocumentError(
            f"is too long: {len(text):,} characters, the most is {MAX_CHARACTERS:,}"
        )
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise UnreadableDocumentError(
            f"has a line of {longest:,} characters, the most is {MAX_LINE:,}; it is hardly minutes"
        )
    if not text.strip():
        raise UnreadableDocumentError("holds nothing but white space")


def check_pages(count: int) -> None:
    """Raise if a PDF has no pages or too many."""
    if count == 0:
        raise UnreadableDocumentError("is a PDF without pages; it is damaged or cut off")
    if count > MAX_PAGES:
        raise UnreadableDocumentError(f"has {count:,} pages, the most is {MAX_PAGES:,}")
