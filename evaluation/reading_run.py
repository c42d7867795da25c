"""The splits annotated for reading, each scored by all systems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from referat.annotations.reading import READING_SPLITS, ReadingSplit
from referat.annotations.reading_store import ReadingCorpus, load_reading_corpus
from referat.errors import UsageError
from referat.evaluation.reading import PlacedDocument, ReadingEvaluation, evaluate, placed
from referat.evaluation.reading_systems import systems


@dataclass(frozen=True, slots=True)
class SplitRun:
    """The evaluations of a split, its documents, and a line for each that is not here."""

    split: ReadingSplit
    documents: tuple[PlacedDocument, ...]
    evaluations: tuple[ReadingEvaluation, ...]
    left_out: tuple[str, ...]


def run(
    splits: Sequence[str] | None = None, *, shared: Path | None = None, seed: int = 1
) -> Iterator[SplitRun]:
    """Read and score the documents of each split.

    Args:
        splits: Names of splits; all if None.
        shared: Folder of real minutes.
        seed: Of the bootstrap.

    Raises:
        UsageError: A split does not exist, or none of its documents is here.
    """
    corpora = [(split, load_reading_corpus([split], shared)) for split in _named(splits)]
    here = [(split, corpus) for split, corpus in corpora if corpus.documents]
    if not here or (splits and len(here) < len(corpora)):
        empty = [split for split, corpus in corpora if not corpus.documents]
        raise UsageError(
            f"no document annotated for reading is here of {', '.join(empty)};"
            " real minutes need --shared"
        )
    return (_run(split, corpus, seed) for split, corpus in here)


def _named(splits: Sequence[str] | None) -> list[ReadingSplit]:
    found: list[ReadingSplit] = []
    for name in splits or READING_SPLITS:
        split = next((known for known in READING_SPLITS if known == name), None)
        if split is None:
            raise UsageError(
                f"there is no split {name} of reading; there are {', '.join(READING_SPLITS)}"
            )
        found.append(split)
    return found


def _run(split: ReadingSplit, corpus: ReadingCorpus, seed: int) -> SplitRun:
    documents = tuple(placed(one) for one in corpus.documents)
    evaluations = tuple(
        evaluate(name, system, documents, split, seed=seed) for name, system in systems().items()
    )
    return SplitRun(split, documents, evaluations, corpus.left_out)
