"""How a learner does on kinds of body it never saw, and on more and more documents.

`python -m referat.evaluation.protocols kinds --system tfidf` leaves one kind out at a time;
`… curve --system tfidf --seeds 3` trains on growing shares of the training documents and tests on
`development`, each seed reported by itself.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from referat.annotations.corpus import load_corpus
from referat.annotations.gold import examples
from referat.annotations.splits import leave_one_kind_out
from referat.evaluation.harness import Evaluation, evaluate
from referat.evaluation.systems import ReadDocument, TaggerSystem, read_documents
from referat.labels import Tag
from referat.minutes import SentenceInContext
from referat.models.baselines.linear import LinearTagger
from referat.models.baselines.textcat import TextcatTagger
from referat.tagging import Tagger

Learner = Callable[[Sequence[SentenceInContext], Sequence[Sequence[Tag]], int], Tagger]
"""From sentences, their tags and a seed to a tagger."""

SHARES: Final = (0.1, 0.25, 0.5, 1.0)

LEARNERS: Final[Mapping[str, Learner]] = {
    LinearTagger.name: lambda sentences, tags, seed: LinearTagger.fitted(sentences, tags),
    TextcatTagger.name: lambda sentences, tags, seed: TextcatTagger.fitted(
        sentences, tags, seed=seed
    ),
}
"""Learners by name; `tfidf` has nothing that depends on the seed but the documents drawn."""


@dataclass(frozen=True, slots=True)
class Step:
    """One training of a learning curve."""

    documents: int
    seed: int
    evaluation: Evaluation


def kinds_out(
    learner: Learner, documents: Sequence[ReadDocument], seed: int = 1
) -> Iterator[tuple[str, Evaluation]]:
    """The scores on each kind of body, learnt from all other kinds.

    Args:
        learner: The learner.
        documents: Training documents; the test sets are left alone.
        seed: Of the learner and the bootstrap.
    """
    for fold in leave_one_kind_out(documents, lambda one: one.annotated.annotation.kind):
        system = TaggerSystem(_learnt(learner, fold.training, seed))
        split = f"train without {fold.kind}"
        yield fold.kind, evaluate(system, fold.held_out, split, seed=seed)


def learning_curve(
    learner: Learner,
    training: Sequence[ReadDocument],
    test: Sequence[ReadDocument],
    *,
    shares: Sequence[float] = SHARES,
    seeds: Sequence[int] = (1,),
) -> Iterator[Step]:
    """The scores on one set with growing shares of the training documents, for each seed.

    The documents of a smaller share are among those of the larger ones of the same seed.

    Args:
        learner: The learner.
        training: What shares are drawn of.
        test: What is scored, no document of `training`.
        shares: From 0 to 1.
        seeds: Each draws and learns by itself.
    """
    for seed in seeds:
        drawn = random.Random(seed).sample(list(training), len(training))
        for share in shares:
            chosen = drawn[: max(1, round(share * len(drawn)))]
            system = TaggerSystem(_learnt(learner, chosen, seed))
            found = evaluate(system, test, f"development after {len(chosen)}", seed=seed)
            yield Step(len(chosen), seed, found)


def _learnt(learner: Learner, documents: Sequence[ReadDocument], seed: int) -> Tagger:
    found = [one for each in documents for one in examples(each.annotated, each.read)]
    return learner([one.context for one in found], [one.tags for one in found], seed)


def main() -> None:
    """Print one JSON object a training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("protocol", choices=("kinds", "curve"))
    parser.add_argument("--system", choices=tuple(LEARNERS), default="tfidf")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--shared", type=Path)
    arguments = parser.parse_args()
    learner = LEARNERS[arguments.system]
    seeds = range(1, arguments.seeds + 1)
    training = read_documents(load_corpus(["train"], arguments.shared))
    if arguments.protocol == "kinds":
        for seed in seeds:
            for kind, found in kinds_out(learner, training, seed):
                _show({"kind": kind, "seed": seed}, found)
        return
    test = read_documents(load_corpus(["development"], arguments.shared))
    for step in learning_curve(learner, training, test, seeds=seeds):
        _show({"documents": step.documents, "seed": step.seed}, step.evaluation)


def _show(row: dict[str, object], found: Evaluation) -> None:
    figures = {
        "macro_f1": round(found.scores.macro_f1, 4),
        "interval": [round(found.macro_interval.low, 4), round(found.macro_interval.high, 4)],
        "tags": {one.tag: round(one.f1, 4) for one in found.scores.tags},
        "signature": found.signature,
    }
    sys.stdout.write(json.dumps(row | figures, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
