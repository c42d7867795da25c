"""Documents in: PDF, Markdown and plain text to one canonical text with its blocks."""

from referat.reading.reader import read, read_bytes, read_stream

__all__ = ["read", "read_bytes", "read_stream"]
