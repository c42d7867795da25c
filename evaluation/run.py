"""Systems by name over splits by name."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from referat.annotations.corpus import load_corpus
from referat.annotations.gold import examples
from referat.annotations.splits import SPLITS
from referat.errors import UsageError
from referat.evaluation.harness import Evaluation, Level, evaluate, read_documents
from referat.models.baselines import BASELINES, UNTRAINED
from referat.models.baselines.linear import LinearTagger
from referat.models.loading import load_tagger
from referat.tagging import Tagger

DEFAULT_SPLITS: Final = ("test", "real")


def run(
    systems: Sequence[str] | None = None,
    splits: Sequence[str] | None = None,
    *,
    level: Level = "files",
    section_rule: bool = True,
    shared: Path | None = None,
    seed: int = 1,
) -> Iterator[list[Evaluation]]:
    """The evaluations of each split: the systems asked for, then the trivial baselines.

    Args:
        systems: Baselines ("everything", "keywords", "majority", "tfidf"), model folders or hub
            ids; the embedded model if None.
        splits: Names of splits; `DEFAULT_SPLITS` if None.
        level: Whose sentences and sections are tagged.
        section_rule: Whether the section rule is applied after scoring.
        shared: Folder of real minutes.
        seed: Of the bootstrap.

    Raises:
        UsageError: A split does not exist, or has no document here.
    """
    taggers = [_tagger(name, shared) for name in systems or [""]]
    baselines = [make() for name, make in BASELINES.items() if name not in (systems or [])]
    for name in splits or DEFAULT_SPLITS:
        split = next((known for known in SPLITS if known == name), None)
        if split is None:
            raise UsageError(f"there is no split {name}; there are {', '.join(SPLITS)}")
        corpus = load_corpus([split], shared)
        if not corpus and splits is None:
            continue
        if not corpus:
            raise UsageError(f"split {name} has no document here; real minutes need --shared")
        documents = read_documents(corpus)
        yield [
            evaluate(tagger, documents, name, level=level, section_rule=section_rule, seed=seed)
            for tagger in (*taggers, *baselines)
        ]


def _tagger(name: str, shared: Path | None) -> Tagger:
    if name in UNTRAINED:
        return UNTRAINED[name]()
    return _linear(shared) if name == LinearTagger.name else load_tagger(name or None)


def _linear(shared: Path | None) -> Tagger:
    """The linear baseline, fitted to the training documents that are here."""
    from referat.structure import structure

    learnt = [
        example
        for annotated in load_corpus(["train"], shared)
        for example in examples(annotated, structure(annotated.document))
    ]
    return LinearTagger.fitted([one.context for one in learnt], [one.tags for one in learnt])
