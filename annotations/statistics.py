"""How large the corpus is: documents, sentences, tags and spans by split, source and kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from referat.annotations.corpus import AnnotatedDocument
from referat.labels import TAGS


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of some part of the corpus.

    `scope` is "all", "source", "split", "kind" or "section"; `values` are deadlines with a value,
    `linked` holders linked to a participant.
    """

    scope: str
    name: str
    documents: int
    sentences: int
    tags: dict[str, int]
    untagged: int
    deadlines: int
    values: int
    holders: int
    linked: int


def sizes(corpus: Sequence[AnnotatedDocument]) -> Iterator[Size]:
    """The size of the whole, of the composed and real part, of each split and of each kind.

    Args:
        corpus: The annotated documents.
    """
    yield _size("all", "", corpus)
    groupings: tuple[tuple[str, Callable[[AnnotatedDocument], str]], ...] = (
        ("source", _source),
        ("split", _split),
        ("kind", _kind),
    )
    for scope, name_of in groupings:
        groups: dict[str, list[AnnotatedDocument]] = {}
        for one in sorted(corpus, key=name_of):
            groups.setdefault(name_of(one), []).append(one)
        for name, documents in groups.items():
            yield _size(scope, name, documents)


def _source(one: AnnotatedDocument) -> str:
    return "real" if one.real else "composed"


def _split(one: AnnotatedDocument) -> str:
    return one.split


def _kind(one: AnnotatedDocument) -> str:
    return one.annotation.kind


def _size(scope: str, name: str, documents: Sequence[AnnotatedDocument]) -> Size:
    sentences = [sentence for one in documents for sentence in one.annotation.sentences]
    tags = Counter(tag for sentence in sentences for tag in sentence.tags)
    deadlines = [span for sentence in sentences for span in sentence.deadlines]
    holders = [span for sentence in sentences for span in sentence.responsible]
    return Size(
        scope,
        name,
        documents=len(documents),
        sentences=len(sentences),
        tags={tag.value: tags[tag] for tag in TAGS},
        untagged=sum(not sentence.tags for sentence in sentences),
        deadlines=len(deadlines),
        values=sum(span.value is not None for span in deadlines),
        holders=len(holders),
        linked=sum(span.person is not None for span in holders),
    )


def lines(found: Iterable[Size]) -> Iterator[str]:
    """The sizes as a table.

    Args:
        found: Sizes.
    """
    heads = " ".join(f"{tag.value:>11}" for tag in TAGS)
    yield f"{'part':<26} {'documents':>9} {'sentences':>9} {heads} {'untagged':>9}"
    for one in found:
        counts = " ".join(f"{one.tags[tag.value]:11d}" for tag in TAGS)
        part = f"{one.scope} {one.name}".strip()
        yield f"{part:<26} {one.documents:9d} {one.sentences:9d} {counts} {one.untagged:9d}"
