"""How a learner does on kinds of body it never saw, and on more and more documents.

`python -m referat.evaluation.protocols kinds --system tfidf` leaves one kind out at a time;
`… curve --system tfidf --seeds 3` trains on growing shares of the training documents and tests on
`development`, each seed reported by itself. `--system transformer` takes hours on a CPU: with
`--output FILE.jsonl` each result is stored when it is there, and the same command goes on where it
was cut off.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from referat.annotations.corpus import load_corpus
from referat.annotations.gold import examples
from referat.annotations.splits import leave_one_kind_out
from referat.errors import ReferatError
from referat.evaluation.harness import Evaluation, evaluate
from referat.evaluation.protocol_results import Results
from referat.evaluation.systems import ReadDocument, TaggerSystem, read_documents
from referat.labels import Tag
from referat.minutes import SentenceInContext
from referat.models.baselines.linear import LinearTagger
from referat.models.baselines.textcat import TextcatTagger
from referat.models.settings import TrainingSettings
from referat.tagging import Tagger

Learner = Callable[[Sequence[ReadDocument], int, str], Tagger]
"""From documents, a seed and the name of the round to a tagger."""

SHARES: Final = (0.1, 0.25, 0.5, 1.0)
TRANSFORMER: Final = "transformer"


def _linear(documents: Sequence[ReadDocument], seed: int, name: str) -> Tagger:
    return LinearTagger.fitted(*_sentences(documents))


def _textcat(documents: Sequence[ReadDocument], seed: int, name: str) -> Tagger:
    return TextcatTagger.fitted(*_sentences(documents), seed=seed)


def _sentences(
    documents: Sequence[ReadDocument],
) -> tuple[list[SentenceInContext], list[tuple[Tag, ...]]]:
    found = [one for each in documents for one in examples(each.annotated, each.read)]
    return [one.context for one in found], [one.tags for one in found]


LEARNERS: Final[Mapping[str, Learner]] = {
    LinearTagger.name: _linear,
    TextcatTagger.name: _textcat,
}
"""Learners by name; `tfidf` has nothing that depends on the seed but the documents drawn."""


@dataclass(frozen=True, slots=True)
class Round:
    """One training and the documents it is tested on; `key` tells it from others."""

    key: Mapping[str, Any]
    training: tuple[ReadDocument, ...]
    test: tuple[ReadDocument, ...]
    split: str

    @property
    def name(self) -> str:
        """A name that a folder may have."""
        return "-".join(f"{name}-{value}" for name, value in self.key.items()).replace("/", "_")


def kinds_out(documents: Sequence[ReadDocument], seeds: Sequence[int] = (1,)) -> Iterator[Round]:
    """The rounds that leave one kind of body out.

    Args:
        documents: Training documents; the test sets are left alone.
        seeds: Each learns by itself.
    """
    for seed in seeds:
        for fold in leave_one_kind_out(documents, lambda one: one.annotated.annotation.kind):
            key = {"kind": fold.kind, "seed": seed}
            yield Round(key, fold.training, fold.held_out, f"train without {fold.kind}")


def learning_curve(
    training: Sequence[ReadDocument],
    test: Sequence[ReadDocument],
    *,
    shares: Sequence[float] = SHARES,
    seeds: Sequence[int] = (1,),
) -> Iterator[Round]:
    """The rounds with growing shares of the training documents, for each seed.

    The documents of a smaller share are among those of the larger ones of the same seed.

    Args:
        training: What shares are drawn of.
        test: What is scored, no document of `training`.
        shares: From 0 to 1.
        seeds: Each draws and learns by itself.
    """
    for seed in seeds:
        drawn = random.Random(seed).sample(list(training), len(training))
        for share in shares:
            chosen = drawn[: max(1, round(share * len(drawn)))]
            key = {"documents": len(chosen), "seed": seed}
            yield Round(key, tuple(chosen), tuple(test), f"development after {len(chosen)}")


def results(
    learner: Learner, rounds: Iterator[Round], about: Mapping[str, Any], stored: Results
) -> Iterator[Mapping[str, Any]]:
    """The row of each round: what is stored already is not learnt again.

    Args:
        learner: The learner.
        rounds: The rounds.
        about: What all of them share, as plain data: system, protocol, settings.
        stored: Where results are kept.
    """
    for one in rounds:
        key = {**about, **one.key}
        if stored.has(key):
            continue
        seed = int(one.key["seed"])
        system = TaggerSystem(learner(one.training, seed, one.name))
        row = key | _figures(evaluate(system, one.test, one.split, seed=seed))
        stored.add(row)
        yield row


def _figures(found: Evaluation) -> dict[str, Any]:
    def bounds(low: float, high: float) -> list[float]:
        return [round(low, 4), round(high, 4)]

    return {
        "macro_f1": round(found.scores.macro_f1, 4),
        "interval": bounds(found.macro_interval.low, found.macro_interval.high),
        "tags": {one.tag: round(one.f1, 4) for one in found.scores.tags},
        "tag_intervals": {
            score.tag: bounds(one.low, one.high)
            for score, one in zip(found.scores.tags, found.tag_intervals, strict=True)
        },
        "signature": found.signature,
    }


def transformer(settings: Mapping[str, Any], folder: Path) -> Learner:
    """The transformer as a learner; the seed of a round is that of the training.

    Args:
        settings: Settings of training but the seed.
        folder: Where models are while they are made; each is dropped once it is loaded.
    """
    from referat.evaluation.transformer_learner import fit, parted

    def learn(documents: Sequence[ReadDocument], seed: int, name: str) -> Tagger:
        own = TrainingSettings(**settings, seed=seed)
        learnt, development = parted(documents, seed)
        tagger = fit(learnt, development, own, folder / name)
        shutil.rmtree(folder / name)
        return tagger

    return learn


def _arguments() -> argparse.Namespace:
    default = TrainingSettings()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("protocol", choices=("kinds", "curve"))
    parser.add_argument("--system", choices=(*LEARNERS, TRANSFORMER), default="tfidf")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--output", type=Path, help="JSON lines; what is there is not run again")
    parser.add_argument("--work", type=Path, help="folder of models that are being trained")
    parser.add_argument("--encoder", default=default.encoder)
    parser.add_argument("--epochs", type=int, default=default.epochs)
    parser.add_argument("--batch-size", type=int, default=default.batch_size)
    parser.add_argument("--learning-rate", type=float, default=default.lr_encoder)
    return parser.parse_args()


def _run(arguments: argparse.Namespace, work: Path) -> None:
    about: dict[str, Any] = {"protocol": arguments.protocol, "system": arguments.system}
    if arguments.system == TRANSFORMER:
        own = TrainingSettings(
            encoder=arguments.encoder,
            epochs=arguments.epochs,
            batch_size=arguments.batch_size,
            lr_encoder=arguments.learning_rate,
        )
        about["settings"] = {key: value for key, value in asdict(own).items() if key != "seed"}
        learner = transformer(about["settings"], work)
    else:
        learner = LEARNERS[arguments.system]
    seeds = range(1, arguments.seeds + 1)
    training = read_documents(load_corpus(["train"], arguments.shared))
    if arguments.protocol == "kinds":
        rounds = kinds_out(training, seeds)
    else:
        test = read_documents(load_corpus(["development"], arguments.shared))
        rounds = learning_curve(training, test, seeds=seeds)
    for row in results(learner, rounds, about, Results.of(arguments.output)):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def main() -> None:
    """Print one JSON object a training that was not stored before."""
    arguments = _arguments()
    try:
        with tempfile.TemporaryDirectory() as folder:
            _run(arguments, arguments.work or Path(folder))
    except ReferatError as error:
        sys.exit(f"protocols: {error}")


if __name__ == "__main__":
    main()
