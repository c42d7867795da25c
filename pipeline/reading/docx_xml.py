"""The XML of Word documents: namespaces, and values of properties."""

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
}
"""The namespaces of documents saved as "strict", and those of all others."""
_VALUE: Final = f"{W}val"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_LARGEST: Final = 1_000_000


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element at the end of a path of names, None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: etree._Element | None, *names: str) -> str | None:
    """The value of the property at the end of a path of names."""
    found = child(element, *names)
    return None if found is None else found.get(_VALUE)


def number(element: etree._Element | None, *names: str) -> int | None:
    """The whole number that a property has, None where it has none."""
    return as_number(value(element, *names))


def as_number(text: str | None) -> int | None:
    """A whole number that is written as one, kept within sane bounds."""
    if text is None or len(text) > 12:
        return None
    try:
        written = int(float(text))
    except (ValueError, OverflowError):
        return None
    return max(-_LARGEST, min(_LARGEST, written))


def switch(element: etree._Element | None, *names: str) -> bool | None:
    """Whether a property is on; None where it is not said."""
    found = child(element, *names)
    return None if found is None else found.get(_VALUE, "1").lower() not in _OFF


def chosen(alternatives: etree._Element, wanted: str) -> etree._Element | None:
    """The branch of an `mc:AlternateContent` to read: the first that holds what is wanted.

    Args:
        alternatives: The element with its branches.
        wanted: The tag that is looked for.
    """
    for branch in alternatives:
        if next(branch.iter(wanted), None) is not None:
            return branch
    return None
