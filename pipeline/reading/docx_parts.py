"""The parts of a Word document, found by the relations between them."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from referat.errors import UnreadableDocumentError
from referat.reading.docx_xml import STRICT, R, W, child, switch
from referat.reading.packed import DAMAGED, Package
from referat.settings import Limits

_MAIN: Final = "word/document.xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that are read: the body, and what it refers to, as far as it is there.

    `notes` are the elements of footnotes and endnotes by kind and id; `head` is what stands above
    the text of the first page.
    """

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    notes: Mapping[tuple[str, str], etree._Element]
    head: etree._Element | None


def open_docx(data: bytes, limits: Limits) -> Parts:
    """The parts of a Word document.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, no Word document, or too large.
    """
    package = Package(data, limits)
    relations = _relations(package, "").values()
    main = next((r.target for r in relations if r.kind == "officeDocument"), _MAIN)
    document = package.tree(main if main in package else _MAIN, STRICT)
    body = child(document, "body")
    if document is None or body is None:
        raise UnreadableDocumentError(DAMAGED)
    related = _relations(package, main)
    return Parts(
        body=body,
        styles=_part(package, related, "styles"),
        numbering=_part(package, related, "numbering"),
        notes={**_notes(package, related, "footnote"), **_notes(package, related, "endnote")},
        head=_head(package, related, body),
    )


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    """What a part, or with no name the whole package, is related to: ids to kinds and targets."""
    folder, name = posixpath.split(part)
    root = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return {}
    return {
        relation.get("Id", ""): _Relation(
            kind=relation.get("Type", "").rpartition("/")[2],
            target=posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", ""))
            ).lstrip("/"),
        )
        for relation in root.iter(_RELATION)
        if relation.get("TargetMode") != "External"
    }


def _part(package: Package, related: Mapping[str, _Relation], kind: str) -> etree._Element | None:
    target = next((r.target for r in related.values() if r.kind == kind), f"word/{kind}.xml")
    return package.tree(target, STRICT)


def _notes(
    package: Package, related: Mapping[str, _Relation], kind: str
) -> dict[tuple[str, str], etree._Element]:
    root = _part(package, related, f"{kind}s")
    notes = () if root is None else root.iterchildren(W + kind)
    return {(kind, note.get(f"{W}id", "")): note for note in notes}


def _head(
    package: Package, related: Mapping[str, _Relation], body: etree._Element
) -> etree._Element | None:
    """The running head of the first page."""
    section = next(body.iter(f"{W}sectPr"), None)
    if section is None:
        return None
    heads = {
        reference.get(f"{W}type", "default"): reference.get(f"{R}id", "")
        for reference in section.iter(f"{W}headerReference")
    }
    kind = "first" if switch(section, "titlePg") else "default"
    relation = related.get(heads.get(kind, ""))
    return None if relation is None else package.tree(relation.target, STRICT)
