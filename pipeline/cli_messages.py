"""What commands say on standard error: one line each, which nothing in it can break or colour."""

import sys
from pathlib import Path


def complain(message: str, path: Path | None = None) -> None:
    """Write one line to standard error, whatever the message and the name hold."""
    name = "standard input" if path == Path("-") else str(path or "")
    line = ": ".join(filter(None, ("referat", visible(name), visible(" ".join(message.split())))))
    if message and sys.stderr is not None:
        sys.stderr.write(line + "\n")


def visible(text: str) -> str:
    """The text with what does not print, and could steer a terminal, as escapes."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
