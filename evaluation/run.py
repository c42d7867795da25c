"""Systems by name over splits by name."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from referat.annotations.corpus import load_corpus
from referat.annotations.gold import Example, examples
from referat.annotations.splits import SPLITS
from referat.errors import UsageError
from referat.evaluation.date_baseline import DateparserSystem
from referat.evaluation.harness import Evaluation, evaluate
from referat.evaluation.limiting import drawn_documents
from referat.evaluation.prediction_system import PredictionSystem
from referat.evaluation.predictions import check_predictions, read_predictions
from referat.evaluation.systems import (
    Level,
    ReadDocument,
    RememberedSystem,
    System,
    TaggerSystem,
    load_callable,
    read_documents,
)
from referat.models.baselines import BASELINES, UNTRAINED
from referat.models.baselines.language_model import load_language_model
from referat.models.baselines.linear import LinearTagger
from referat.models.baselines.textcat import TextcatTagger
from referat.models.loading import load_tagger
from referat.tagging import Tagger

DEFAULT_SPLITS: Final = ("test", "real")
_ADDRESS: Final = ("http:", "https:")
_PREDICTIONS: Final = ".jsonl"
_TRAINED: Final[Mapping[str, Callable[..., Tagger]]] = {
    LinearTagger.name: LinearTagger.fitted,
    TextcatTagger.name: TextcatTagger.fitted,
}
_CALLABLE: Final = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class SplitSystems:
    """A split's documents, the systems asked for, and the baselines that come along."""

    split: str
    documents: tuple[ReadDocument, ...]
    systems: tuple[RememberedSystem, ...]
    baselines: tuple[RememberedSystem, ...]


def run(
    systems: Sequence[str] | None = None,
    splits: Sequence[str] | None = None,
    *,
    level: Level = "files",
    section_rule: bool = True,
    shared: Path | None = None,
    seed: int = 1,
) -> Iterator[list[Evaluation]]:
    """The tags of each split scored: the systems asked for, then the trivial baselines.

    Args:
        systems: As for `prepared`.
        splits: As for `prepared`.
        level: Whose sentences and sections are tagged.
        section_rule: Whether the section rule is applied after scoring.
        shared: Folder of real minutes.
        seed: Of the bootstrap.

    Raises:
        UsageError: A split does not exist, or has no document here.
    """
    for one in prepared(systems, splits, section_rule=section_rule, shared=shared):
        yield [
            evaluate(system, one.documents, one.split, level=level, seed=seed)
            for system in (*one.systems, *one.baselines)
        ]


def prepared(
    systems: Sequence[str] | None = None,
    splits: Sequence[str] | None = None,
    *,
    section_rule: bool = True,
    shared: Path | None = None,
    limit: int | None = None,
    seed: int = 1,
) -> Iterator[SplitSystems]:
    """The documents of each split, read, and the systems by their names.

    Args:
        systems: Baselines ("everything", "keywords", "majority", "tfidf", "textcat"), Python
            callables ("package.module:function"), predictions files (.jsonl), model folders or hub
            ids; the embedded model if None.
        splits: Names of splits; `DEFAULT_SPLITS` if None.
        section_rule: Whether the section rule is applied after scoring.
        shared: Folder of real minutes.
        limit: How many documents of each split are drawn; all if None.
        seed: Of the draw.

    Raises:
        UsageError: A split does not exist, or has no document here.
    """
    named = [_system(name, shared, section_rule=section_rule) for name in systems or [""]]
    along = [make() for name, make in BASELINES.items() if name not in (systems or [])]
    for name in splits or DEFAULT_SPLITS:
        split = next((known for known in SPLITS if known == name), None)
        if split is None:
            raise UsageError(f"there is no split {name}; there are {', '.join(SPLITS)}")
        drawn = drawn_documents(split, limit, shared, seed)
        corpus = load_corpus([split], shared, drawn)
        if not corpus and splits is None:
            continue
        if not corpus:
            raise UsageError(f"split {name} has no document here; real minutes need --shared")
        for system in named:
            if isinstance(system, PredictionSystem):
                whole = corpus if drawn is None else load_corpus([split], shared)
                check_predictions(system.predictions, whole)
        yield SplitSystems(
            name,
            tuple(read_documents(corpus)),
            tuple(map(RememberedSystem, named)),
            tuple(RememberedSystem(TaggerSystem(tagger, section_rule)) for tagger in along),
        )


def _system(name: str, shared: Path | None, *, section_rule: bool) -> System:
    if name == DateparserSystem.name:
        return DateparserSystem()
    if name.endswith(_PREDICTIONS):
        return PredictionSystem(read_predictions(Path(name)))
    return TaggerSystem(_tagger(name, shared), section_rule)


def _tagger(name: str, shared: Path | None) -> Tagger:
    if name in UNTRAINED:
        return UNTRAINED[name]()
    if name in _TRAINED:
        learnt = _learnt(shared)
        return _TRAINED[name]([one.context for one in learnt], [one.tags for one in learnt])
    if name.startswith(_ADDRESS):
        return load_language_model(name)
    return load_callable(name) if _CALLABLE.fullmatch(name) else load_tagger(name or None)


def _learnt(shared: Path | None) -> list[Example]:
    """What trained baselines learn from: the training documents that are here."""
    from referat.structure import structure

    return [
        example
        for annotated in load_corpus(["train"], shared)
        for example in examples(annotated, structure(annotated.document))
    ]
