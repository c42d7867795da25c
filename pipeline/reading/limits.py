"""Checks of the limits on documents, made before any slow work on one."""

from referat.errors import UnreadableDocumentError
from referat.settings import Limits


def check_bytes(size: int, limits: Limits) -> None:
    """Raise if a file of `size` bytes is empty or too large."""
    if size == 0:
        raise UnreadableDocumentError("is empty")
    if size > limits.max_bytes:
        raise UnreadableDocumentError(
            f"is too large: the most that is read is {limits.max_bytes // 1_000_000} MB"
            " (limit max_bytes)"
        )


def check_length(characters: int, limits: Limits) -> None:
    """Raise if a text of so many characters is too long."""
    if characters > limits.max_characters:
        raise UnreadableDocumentError(
            f"is too long: {characters:,} characters, the most is {limits.max_characters:,}"
            " (limit max_characters)"
        )


def check_text(text: str, limits: Limits, *, longest_line: bool = False) -> None:
    """Raise if a text is blank or too long, or has a line too long to be one of minutes.

    Args:
        text: The text.
        limits: The limits.
        longest_line: Whether the length of lines counts, as it does for text files.
    """
    check_length(len(text), limits)
    longest = max(map(len, text.split("\n"))) if longest_line else 0
    if longest > limits.max_line:
        raise UnreadableDocumentError(
            f"has a line of {longest:,} characters, the most is {limits.max_line:,}"
            " (limit max_line); it is hardly minutes"
        )
    if not text.strip():
        raise UnreadableDocumentError("holds nothing but white space")


def check_pages(count: int, limits: Limits) -> None:
    """Raise if a PDF has no pages or too many."""
    if count == 0:
        raise UnreadableDocumentError("is a PDF without pages; it is damaged or cut off")
    if count > limits.max_pages:
        raise UnreadableDocumentError(
            f"has {count:,} pages, the most is {limits.max_pages:,} (limit max_pages)"
        )
