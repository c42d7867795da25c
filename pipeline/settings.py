"""Limits on documents, which keep memory and time bounded whatever a file holds."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from referat.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one document; what goes beyond is refused by name, never cut."""

    max_bytes: int = 100_000_000
    """Bytes of the file."""
    max_characters: int = 10_000_000
    """Characters of its text."""
    max_line: int = 100_000
    """Characters of one line of a text file."""
    max_pages: int = 5_000
    """Pages of a PDF."""
    max_unpacked: int = 200_000_000
    """Bytes that a packed document (DOCX, ODT) unpacks to."""
    max_depth: int = 200
    """How deep lists, tables and elements may be nested."""
    max_parts: int = 2_000
    """Files in a packed document, parts of an e-mail."""
    max_ocr_pages: int = 500
    """Pages of a scan that are read by OCR."""


def limits_from(settings: Iterable[str], base: Limits | None = None) -> Limits:
    """Limits changed by settings such as "max_pages=10000".

    Args:
        settings: Names and numbers, each joined by an equals sign.
        base: What they change; the defaults if None.

    Raises:
        UsageError: A setting names no limit, or gives no whole number above zero.
    """
    names = {field.name for field in fields(Limits)}
    changed = base or Limits()
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in names:
            raise UsageError(f"{name!r} is no limit; there are {', '.join(sorted(names))}")
        if not value.isdecimal() or not int(value):
            raise UsageError(f"the limit {setting!r} is not a whole number above zero")
        changed = replace(changed, **{name: int(value)})
    return changed
