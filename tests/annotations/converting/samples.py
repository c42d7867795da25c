"""Documents to send through converters: minutes made up here, and small ones at random."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from referat.annotations.converting.inline import parse
from referat.annotations.converting.tools import Converter, Imported
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    ItemAnnotation,
    PersonAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
    Source,
)
from referat.annotations.store import text_hash
from referat.labels import FORBIDDEN, SECTIONS, TAGS, Tag
from referat.minutes import Document, Span

INLINE = """kind: idraet
format: txt
date: 2019-03-12
next: 2019-04-09
body: Lyngby Roklub
title: -
participant: Mette Holm; formand; MH; -
participant: Bo Lund; -; -; -
===
⟦h|Lyngby Roklub⟧
⟦h|Til stede: Mette Holm (MH), formand, og Bo Lund⟧
1. ⟦i 1|Skuret 🛶⟧
⟦o|Der var snak 🙂 om prisen.⟧
⟦o dfr|Det blev 🙂
aftalt, at ⟨r Mette Holm|MH⟩ og ⟨r -|kassereren⟩ køber låsen
⟨f 2019-04-01 2019-04-01 by|inden 1. april⟩.⟧
⟦o|Godkendt.⟧
⟦o|Godkendt.⟧
"""
TASK = 4
"""The number of the sentence with all kinds of spans."""


def document(text: str, annotation: Annotation) -> AnnotatedDocument:
    """A document that no reader has seen."""
    read = Document(annotation.source.file, annotation.sha256, "text/plain", text, (), ())
    real = annotation.source.repository is not None
    return AnnotatedDocument(read, annotation, "train", real)


def sample(identifier: str = "idraet-99") -> AnnotatedDocument:
    """The minutes made up here."""
    marked = parse(INLINE, identifier)
    return document(marked.text, replace(marked.annotation, annotators=("a1",)))


def exported(
    converter: Converter, documents: Sequence[AnnotatedDocument], folder: Path
) -> list[Path]:
    """The files that hold documents."""
    folder.mkdir(exist_ok=True)
    converter.export(documents, folder)
    return sorted(folder.glob(converter.pattern))


def loaded(converter: Converter, paths: Sequence[Path]) -> Imported:
    """What comes back, where all of it must."""
    imported = converter.load(paths)
    if imported.failures:
        raise imported.failures[0]
    return imported


def one(imported: Imported) -> Annotation:
    """The annotation of the only document."""
    assert len(imported.documents) == 1
    return imported.documents[0].annotation


def span_of(text: str, words: str) -> Span:
    """Where words stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


_BEGINNINGS = "aÅø1🙂"
_CHARACTERS = 'aÅø1🙂👩\u200d . -\t\n\r\x0c\u2028⟦|"\\<&'
_BREAKS = "\n\r\x0c\u2028"
_VALUES = (None, "NEXT_MEETING", "2022-04-01", "2022-W12", "2022-05-01/2022-05-10", "2022-Q2")
_DAYS = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))


@st.composite
def annotated_documents(draw: st.DrawFn) -> AnnotatedDocument:
    """Small documents that keep the rules, with all that can be awkward in them."""
    pieces = [draw(st.text(_CHARACTERS, max_size=4))]
    units: list[Span] = []
    length = len(pieces[0])
    for _ in range(draw(st.integers(1, 4))):
        end = draw(st.sampled_from(_BEGINNINGS))
        unit = draw(st.sampled_from(_BEGINNINGS)) + draw(st.text(_CHARACTERS, max_size=12)) + end
        gap = draw(st.text(_CHARACTERS, max_size=3))
        units.append(Span(length, length + len(unit)))
        pieces += [unit, gap]
        length += len(unit) + len(gap)
    text = "".join(pieces)
    identifier = draw(st.from_regex(r"[a-zæø]{1,5}-[0-9]{2}", fullmatch=True))
    persons = tuple(draw(st.lists(_persons(length), max_size=3)))
    items = tuple(draw(st.lists(_items(length), max_size=3)))
    real = draw(st.booleans())
    place = Source("real/x.pdf", "bo/klub", "a b.pdf", "c0ffee") if real else None
    annotation = Annotation(
        id=identifier,
        kind=draw(st.sampled_from(["idraet", "forening"])),
        source=place or Source(f"{identifier}.txt"),
        sha256=hashlib.sha256(b"pdf" if real else text.encode()).hexdigest(),
        text_sha256=text_hash(text),
        date=draw(_DAYS),
        next_meeting=draw(_DAYS),
        body=draw(st.none() | _ranges(length)),
        title=draw(st.none() | _ranges(length)),
        persons=persons,
        items=items,
        sentences=tuple(draw(_sentences(text, unit, len(persons), len(items))) for unit in units),
        annotators=tuple(draw(st.lists(st.text(_CHARACTERS, max_size=3), max_size=2))),
    )
    return document(text, annotation)


def _ranges(length: int) -> st.SearchStrategy[Span]:
    offsets = st.tuples(st.integers(0, length), st.integers(0, length))
    return offsets.map(lambda pair: Span(min(pair), max(pair)))


def _persons(length: int) -> st.SearchStrategy[PersonAnnotation]:
    optional = st.none() | _ranges(length)
    ranges = _ranges(length)
    return st.builds(PersonAnnotation, ranges, optional, optional, optional, st.booleans())


def _items(length: int) -> st.SearchStrategy[ItemAnnotation]:
    number = st.none() | st.sampled_from(["1", "4.b", "–"])
    return st.builds(ItemAnnotation, number, _ranges(length), st.integers(0, length))


@st.composite
def _sentences(
    draw: st.DrawFn, text: str, unit: Span, persons: int, items: int
) -> SentenceAnnotation:
    section = draw(st.sampled_from(SECTIONS))
    tags = draw(st.sets(st.sampled_from(TAGS))) - FORBIDDEN[section]
    edges = [at for at in range(unit.start, unit.end) if text[at] not in _BREAKS]
    places = st.tuples(st.sampled_from(edges), st.sampled_from(edges)).map(
        lambda pair: (min(pair), max(pair) + 1)
    )
    spans = st.lists(places, min_size=1, max_size=3, unique=True).map(sorted)
    deadlines: list[DeadlineAnnotation] = []
    for start, end in draw(spans) if Tag.DEADLINE in tags else ():
        value = draw(st.sampled_from(_VALUES))
        due = None if value is None else draw(_DAYS)
        relation = draw(st.sampled_from([None, "by", "at"]))
        deadlines.append(DeadlineAnnotation(start, end, value, due, relation))  # type: ignore[arg-type]
    person = st.none() | st.integers(0, persons - 1) if persons else st.none()
    holders = [
        ResponsibleAnnotation(start, end, draw(person))
        for start, end in (draw(spans) if Tag.RESPONSIBLE in tags else ())
    ]
    item = draw(st.none() | st.integers(0, items - 1)) if items else None
    ordered = tuple(tag for tag in TAGS if tag in tags)
    place = (unit.start, unit.end)
    return SentenceAnnotation(*place, section, item, ordered, tuple(deadlines), tuple(holders))
