"""How well files are read: a system's units, sections, items and header fields against the gold."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

import referat
from referat.annotations.reading_store import ReadingDocument, dumps
from referat.errors import UnreadableDocumentError
from referat.evaluation.assignment import (
    SectionScore,
    item_score,
    item_title_score,
    section_score,
)
from referat.evaluation.counts import FieldScore, pooled
from referat.evaluation.extraction import Ratio, SpanScore
from referat.evaluation.header_fields import HeaderScore, header_score
from referat.evaluation.placing import VisibleLetters, most_shared, place
from referat.evaluation.reading_systems import NOTHING, FoundUnit, Reading, System
from referat.evaluation.resampling import Interval, pooled_intervals
from referat.evaluation.segmentation import boundary_score, unit_score
from referat.minutes import Document, Span
from referat.reading import read_bytes
from referat.structure import load_tokenizer

Part = SpanScore | Ratio | FieldScore


@dataclass(frozen=True, slots=True)
class ReadingScores:
    """The counts of one document, or of many.

    `text` are the gold units whose letters stand in the text as it was read: what a reader has
    lost, or torn apart, no segmentation can mend.
    """

    text: Ratio
    units: SpanScore
    boundaries: SpanScore
    sections: SectionScore
    items: Ratio
    item_titles: SpanScore
    header: HeaderScore


PARTS: Final[Mapping[str, Callable[[ReadingScores], Part]]] = MappingProxyType(
    {
        "text": lambda scores: scores.text,
        "units": lambda scores: scores.units,
        "boundaries": lambda scores: scores.boundaries,
        "sections": lambda scores: scores.sections.accuracy,
        "items": lambda scores: scores.items,
        "item_titles": lambda scores: scores.item_titles,
        "meetings": lambda scores: scores.header.meetings,
        "date": lambda scores: scores.header.date,
        "next_meeting": lambda scores: scores.header.next_meeting,
        "title": lambda scores: scores.header.title,
        "body": lambda scores: scores.header.body,
        "place": lambda scores: scores.header.place,
        "participants": lambda scores: scores.header.participants,
        "role": lambda scores: scores.header.role,
        "organisation": lambda scores: scores.header.organisation,
        "initials": lambda scores: scores.header.initials,
    }
)
"""Everything that is measured, by the names that reports have for it."""


@dataclass(frozen=True, slots=True)
class PlacedDocument:
    """A document as it is read now, with the place of every gold unit in its letters.

    `failure` tells why it could not be read; it is scored as a document in which nothing is found.
    """

    gold: ReadingDocument
    document: Document
    text: VisibleLetters
    places: tuple[Span | None, ...]
    failure: str | None = None

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.gold.annotation.id


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The scores of one document."""

    id: str
    media_type: str
    failure: str | None
    scores: ReadingScores


@dataclass(frozen=True, slots=True)
class ReadingEvaluation:
    """The scores of one system on one split, with intervals over documents and a signature."""

    system: str
    split: str
    documents: tuple[DocumentScores, ...]
    intervals: Mapping[str, Interval]
    signature: str

    @property
    def scores(self) -> ReadingScores:
        """The scores of all documents together."""
        return pooled([one.scores for one in self.documents])

    def by_format(self) -> dict[str, list[DocumentScores]]:
        """The documents of each media type."""
        found: dict[str, list[DocumentScores]] = {}
        for one in sorted(self.documents, key=lambda one: one.media_type):
            found.setdefault(one.media_type, []).append(one)
        return found


def value(part: Part) -> float:
    """The figure that stands for a part: the F1 of spans, the share that is right of the rest."""
    return part.f1 if isinstance(part, SpanScore) else part.share


def is_empty(part: Part) -> bool:
    """Whether there is nothing to measure: the gold has none, and none was found."""
    if isinstance(part, SpanScore):
        return not part.gold and not part.found
    return not (part.stated if isinstance(part, FieldScore) else part.total)


def placed(gold: ReadingDocument) -> PlacedDocument:
    """Read a document's file, and find the gold units in its text.

    Args:
        gold: The document with its annotation.
    """
    annotation = gold.annotation
    failure = None
    try:
        document = read_bytes(gold.data, annotation.source.file)
    except UnreadableDocumentError as error:
        failure = str(error)
        document = Document(
            annotation.source.file, annotation.sha256, annotation.media_type, "", (), ()
        )
    text = VisibleLetters.of(document)
    return PlacedDocument(gold, document, text, tuple(place(annotation.units, text)), failure)


def lettered(reading: Reading, text: VisibleLetters) -> list[tuple[FoundUnit, Span]]:
    """The units of a reading that have letters, with the range of those.

    Args:
        reading: What a system read.
        text: The text that it read it in.
    """
    ranges = [(unit, text.letters.range(unit.start, unit.end)) for unit in reading.units]
    return [(unit, span) for unit, span in ranges if span.start < span.end]


def compare(document: PlacedDocument, reading: Reading) -> ReadingScores:
    """The scores of what a system made of a document.

    Args:
        document: The document with its gold.
        reading: What the system read.
    """
    annotation, places = document.gold.annotation, document.places
    units = lettered(reading, document.text)
    spans = [span for _, span in units]
    partners = [None if one is None else most_shared(one, spans) for one in places]
    kept = Reading(tuple(unit for unit, _ in units), reading.items, reading.meetings)
    return ReadingScores(
        text=Ratio(sum(one is not None for one in places), len(places)),
        units=unit_score(places, spans, document.text),
        boundaries=boundary_score(places, spans),
        sections=section_score(annotation, kept, partners),
        items=item_score(annotation, kept, partners),
        item_titles=item_title_score(annotation, kept),
        header=header_score(annotation, kept, partners),
    )


def evaluate(
    name: str, system: System, documents: Sequence[PlacedDocument], split: str, *, seed: int = 1
) -> ReadingEvaluation:
    """Score a system on documents.

    Args:
        name: The system's name, for the record.
        system: The system.
        documents: The documents of the split, at least one.
        split: Name of the split, for the record.
        seed: Of the bootstrap.
    """
    outcomes = tuple(_outcome(system, one) for one in documents)
    return ReadingEvaluation(
        system=name,
        split=split,
        documents=outcomes,
        intervals={
            part: _interval([of(one.scores) for one in outcomes], seed)
            for part, of in PARTS.items()
        },
        signature=_signature(name, documents, split, seed),
    )


def gold_hash(documents: Iterable[ReadingDocument]) -> str:
    """Twelve digits that stand for the annotation of some documents."""
    digest = hashlib.sha256()
    for one in sorted(documents, key=lambda one: one.annotation.id):
        digest.update(dumps(one.annotation).encode())
    return digest.hexdigest()[:12]


def _outcome(system: System, one: PlacedDocument) -> DocumentScores:
    reading = NOTHING if one.failure else system(one.document)
    media_type = one.gold.annotation.media_type
    return DocumentScores(one.id, media_type, one.failure, compare(one, reading))


def _interval(parts: Sequence[Part], seed: int) -> Interval:
    """The interval over the documents that have something of the kind."""
    counted = [part for part in parts if not is_empty(part)]
    if not counted:
        return Interval(0.0, 0.0)
    return pooled_intervals(counted, {"": value}, seed=seed)[""]


def _signature(name: str, documents: Sequence[PlacedDocument], split: str, seed: int) -> str:
    gold = gold_hash(one.gold for one in documents)
    return (
        f"referat {referat.__version__}|task:reading|gold:{gold}"
        f"|split:{split}|documents:{len(documents)}|system:{name}|spacy:{_spacy()}"
        f"|match:letters|seed:{seed}"
    )


def _spacy() -> str:
    """The version of spaCy, and the pipeline that `referat` tokenizes with."""
    nlp = load_tokenizer()
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
    return f"{version('spacy')}/{name if nlp.pipe_names else f'blank_{nlp.lang}'}"
