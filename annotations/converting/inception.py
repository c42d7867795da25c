"""INCEpTION: a UIMA CAS for each document as XMI, and the type system of its layers.

INCEpTION makes layers of the type system (settings, layers, import) and then shows units, deadlines
and holders with their features to be edited. It splits the text into lines by the sentences given
here: each holds a unit with what stands before it. The facts of the document are a feature of a
span over the first character. Offsets in the file count UTF-16 units; dkpro-cassis converts them.
"""

import json
import re
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from referat.annotations.converting.facts import relation
from referat.annotations.converting.fields import Fields, parse_json
from referat.annotations.converting.marks import (
    MARKED,
    MAX_FACTS,
    Marks,
    Unit,
    assembled,
    document_row,
    restored,
)
from referat.annotations.converting.offsets import masked
from referat.annotations.converting.people import people, person_of
from referat.annotations.converting.tools import AnnotatedText, Imported
from referat.annotations.converting.xmi_guard import TYPE_SYSTEM, types_in, xmi_of
from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import (
    Annotation,
    DeadlineAnnotation,
    ResponsibleAnnotation,
    SentenceAnnotation,
)
from referat.errors import AnnotationError
from referat.labels import Section
from referat.minutes import Span

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

DOCUMENT: Final = "referat.Minutes"
UNIT: Final = "referat.Unit"
DEADLINE: Final = "referat.Deadline"
RESPONSIBLE: Final = "referat.Responsible"
_SENTENCE: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_STRING: Final = "uima.cas.String"
_BOOLEAN: Final = "uima.cas.Boolean"
_LAYERS: Final[dict[str, dict[str, str]]] = {
    DOCUMENT: {"facts": _STRING},
    UNIT: {"section": _STRING} | {tag.value: _BOOLEAN for tag in MARKED},
    DEADLINE: {"value": _STRING, "due": _STRING, "relation": _STRING},
    RESPONSIBLE: {"participant": _STRING},
    _SENTENCE: {"id": _STRING},
}
_OF_INCEPTION: Final = re.compile(
    r"uima\.(cas\.\w+|tcas\.DocumentAnnotation)"
    r"|de\.tudarmstadt\.ukp\.dkpro\.core\.api\.(segmentation\.type\.(Sentence|Token)"
    r"|metadata\.type\.(DocumentMetaData|TagsetDescription|TagDescription))"
    r"|de\.tudarmstadt\.ukp\.clarin\.webanno\.api\.type\.\w+"
)
"""Types that INCEpTION adds by itself and that hold no work of an annotator."""
_UNFIT: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, such as the form feed between pages."""


class Inception:
    """The converter."""

    pattern = "*.xmi"

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write `<id>.xmi` of each document, and `TypeSystem.xml`."""
        types = _type_system()
        written = [folder / TYPE_SYSTEM]
        types.to_xml(written[0])
        for one in documents:
            path = folder / f"{one.annotation.id}.xmi"
            _cas(one.document.text, one.annotation, types).to_xmi(path)
            written.append(path)
        return written

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read `.xmi` files, or the archives that INCEpTION exports documents in."""
        types = _type_system()
        found: list[AnnotatedText] = []
        failures: list[AnnotationError] = []
        notes: list[str] = []
        for path in paths:
            if path.name == TYPE_SYSTEM:
                continue
            for where, data in xmi_of(path):
                try:
                    found.append(_document(data, types, where, notes))
                except AnnotationError as error:
                    failures.append(error)
        return Imported(tuple(found), tuple(notes), tuple(failures))


def _type_system() -> "TypeSystem":
    try:
        from cassis import TypeSystem
    except ImportError as error:
        raise AnnotationError(
            "INCEpTION's format needs dkpro-cassis; pip install 'referat[annotate]'"
        ) from error
    types = TypeSystem()
    for name, features in _LAYERS.items():
        layer = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature, kind in features.items():
            types.create_feature(layer, feature, kind)
    return types


def _cas(text: str, annotation: Annotation, types: "TypeSystem") -> "Cas":
    from cassis import Cas

    safe, masks = masked(text, _UNFIT)
    cas = Cas(types, sofa_string=safe, sofa_mime="text/plain")
    whole = cas.get_document_annotation()
    whole.begin, whole.end, whole.language = 0, len(safe), "da"

    def add(name: str, start: int, end: int, **features: object) -> None:
        cas.add(types.get_type(name)(begin=start, end=end, **features))

    facts = json.dumps(document_row(annotation, masks))
    first = re.search(r"\S", safe)
    add(DOCUMENT, first.start() if first else 0, first.end() if first else 1, facts=facts)
    for line in _lines(safe, annotation.sentences):
        add(_SENTENCE, line.start, line.end)
    names = people(annotation, text)
    for unit in annotation.sentences:
        marks = {tag.value: tag in unit.tags for tag in MARKED}
        add(UNIT, unit.start, unit.end, section=unit.section.value, **marks)
        for time in unit.deadlines:
            due = time.due.isoformat() if time.due else None
            add(DEADLINE, time.start, time.end, value=time.value, due=due, relation=time.relation)
        for holder in unit.responsible:
            name = None if holder.person is None else names[holder.person]
            add(RESPONSIBLE, holder.start, holder.end, participant=name)
    return cas


def _lines(text: str, units: Sequence[SentenceAnnotation]) -> Iterator[Span]:
    """Ranges that together hold all that is written, one to a unit, and one for what is behind."""
    end = 0
    for unit in units:
        gap = text[end : unit.start]
        yield Span(unit.start - len(gap.lstrip()), unit.end)
        end = unit.end
    rest = text[end:].strip()
    if rest:
        start = text.index(rest, end)
        yield Span(start, start + len(rest))


def _document(data: bytes, types: "TypeSystem", where: str, notes: list[str]) -> AnnotatedText:
    unknown = [
        name
        for name in sorted(types_in(data, where))
        if name not in _LAYERS and not _OF_INCEPTION.fullmatch(name)
    ]
    if unknown:
        raise AnnotationError(
            f"{where}: annotation of the layers {', '.join(unknown[:5])} has no place here; "
            "remove it, or switch the layers off before the export"
        )
    cas = _parsed(data, types, where)
    text = cas.sofa_string
    marked = list(cas.select(DOCUMENT))
    if text is None or len(marked) != 1 or len(marked[0].facts or "") > MAX_FACTS:
        raise AnnotationError(f"{where}: the annotation {DOCUMENT} must stand once")
    facts = Fields(parse_json(marked[0].facts or "", where), where)
    document = restored(facts, text)
    return assembled(document, _marks(cas, document, where, notes), facts)


def _parsed(data: bytes, types: "TypeSystem", where: str) -> "Cas":
    """The CAS of a file; types that are not ours are left out by name, see `_document`."""
    from cassis import load_cas_from_xmi
    from lxml import etree

    broken = (LookupError, ValueError, TypeError, AttributeError, RuntimeError, etree.LxmlError)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            cas = load_cas_from_xmi(BytesIO(data), typesystem=types, lenient=True)
        except broken as error:
            kind = type(error).__name__
            raise AnnotationError(
                f"{where}: is no CAS that can be read: {kind}: {error}"
            ) from error
    if any(str(one.message).startswith("Not mapping") for one in caught):
        raise AnnotationError(f"{where}: offsets are out of the text")
    return cas


def _marks(cas: "Cas", document: AnnotatedText, where: str, notes: list[str]) -> Marks:
    names = people(document.annotation, document.text)
    units: list[Unit] = []
    deadlines: list[DeadlineAnnotation] = []
    holders: list[ResponsibleAnnotation] = []
    for span, features in _select(cas, UNIT, document, where):
        tags = frozenset(tag for tag in MARKED if features.flag(tag.value))
        units.append(Unit(span.start, span.end, features.choice("section", Section), tags))
    for span, features in _select(cas, DEADLINE, document, where):
        value, due = features.optional_text("value"), features.date("due")
        joined = relation(features, features.optional_text("relation"))
        deadlines.append(DeadlineAnnotation(span.start, span.end, value, due, joined))
        if value is None and joined is None:
            notes.append(f"{features.where}: the deadline has no value and no relation")
    for span, features in _select(cas, RESPONSIBLE, document, where):
        person = person_of(features.optional_text("participant"), names, features)
        holders.append(ResponsibleAnnotation(span.start, span.end, person))
    return Marks(units, deadlines, holders)


def _select(
    cas: "Cas", layer: str, document: AnnotatedText, where: str
) -> Iterator[tuple[Span, Fields]]:
    """The annotations of a layer with their features; an empty feature is none."""
    for one in cas.select(layer):
        begin, end = one.begin, one.end
        if begin is None or end is None or not 0 <= begin < end <= len(document.text):
            raise AnnotationError(f"{where}: a span of {layer} is out of the text, or empty")
        values: dict[str, Any] = {key: getattr(one, key) or None for key in _LAYERS[layer]}
        words = document.text[begin:end][:40]
        yield Span(begin, end), Fields(values, f"{where}, {layer} {words!r} at {begin}")
