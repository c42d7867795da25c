"""Limits on the work on an archive, beside those on what is read of one document."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from referat.errors import UsageError
from referat.settings import Limits, limits_from


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What one document may cost its worker, and what a ZIP or tar file may hold."""

    max_seconds: int = 300
    """Seconds of processor time for one document; of the clock three times as many."""
    max_memory: int = 1_000_000_000
    """Bytes that a worker may take for a document beyond what it has loaded."""
    max_members: int = 1_000_000
    """Files in a ZIP or tar file."""
    max_ratio: int = 200
    """How many times its packed size a file of a ZIP file may unpack to, if over a megabyte."""


def batch_limits(settings: Iterable[str]) -> tuple[Limits, ArchiveLimits]:
    """The limits of reading and of an archive, changed by settings such as "max_seconds=60".

    Args:
        settings: Names and numbers, each joined by an equals sign.

    Raises:
        UsageError: A setting names no limit, or gives no whole number above zero.
    """
    reading = {field.name for field in fields(Limits)}
    archive = {field.name: field.default for field in fields(ArchiveLimits)}
    changed: dict[str, int] = {}
    others: list[str] = []
    for setting in settings:
        name, _, value = setting.partition("=")
        if name in reading:
            others.append(setting)
        elif name not in archive:
            names = ", ".join(sorted({*reading, *archive}))
            raise UsageError(f"{name!r} is no limit; there are {names}")
        elif not value.isdecimal() or not int(value):
            raise UsageError(f"the limit {setting!r} is not a whole number above zero")
        else:
            changed[name] = int(value)
    return limits_from(others), ArchiveLimits(**changed)
