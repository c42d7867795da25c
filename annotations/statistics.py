"""How large the corpus is: documents, sentences, tags and spans by split, source and kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.splits import SPLITS
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
    for source, real in (("composed", False), ("real", True)):
        yield from _part("source", source, corpus, lambda one, real=real: one.real is real)
    for split in SPLITS:
        yield from _part("split", split, corpus, lambda one, split=split: one.split == split)
    for kind in sorted({one.annotation.kind for one in corpus}):
        yield from _part("kind", kind, corpus, lambda one, kind=kind: one.annotation.kind == kind)


def _part(
    scope: str,
    name: str,
    corpus: Iterable[AnnotatedDocument],
    chosen: Callable[[AnnotatedDocument], bool],
) -> Iterator[Size]:
    documents = [one for one in corpus if chosen(one)]
    if documents:
        yield _size(scope, name, documents)


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
