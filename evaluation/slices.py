"""Scores of parts of the units, and the units that came out wrong, worst first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from referat.evaluation.harness import DocumentOutcome, Evaluation
from referat.evaluation.multilabel import TagScores, tag_scores
from referat.labels import TAGS
from referat.minutes import Sentence

_LENGTHS: Final = ((5, "1-5 words"), (10, "6-10"), (20, "11-20"), (40, "21-40"))
_LONGEST: Final = "over 40"

Key = Callable[[DocumentOutcome, Sentence], str]
"""The slice that a unit belongs to."""


@dataclass(frozen=True, slots=True)
class TagError:
    """A tag that is missed or spurious on a unit; `certainty` is how far the score is off."""

    document: str
    kind: str
    tag: str
    error: Literal["missed", "spurious"]
    certainty: float
    sentence: Sentence
    before: str
    after: str


def sliced(evaluation: Evaluation, key: Key) -> dict[str, TagScores]:
    """The scores of the units of each slice, by name of the slice, largest first.

    Args:
        evaluation: The evaluation.
        key: The slice of a unit.
    """
    rows: dict[str, list[tuple[int, int]]] = {}
    for number, outcome in enumerate(evaluation.documents):
        for row, sentence in enumerate(outcome.sentences):
            rows.setdefault(key(outcome, sentence), []).append((number, row))
    documents = evaluation.documents
    return {
        name: tag_scores(
            np.array([documents[one].gold[row] for one, row in places]),
            np.array([documents[one].predicted[row] for one, row in places]),
        )
        for name, places in sorted(rows.items(), key=lambda pair: -len(pair[1]))
    }


def by_kind(outcome: DocumentOutcome, sentence: Sentence) -> str:
    """The kind of body of a unit's document."""
    return outcome.kind


def by_format(outcome: DocumentOutcome, sentence: Sentence) -> str:
    """The media type of a unit's document."""
    return outcome.media_type


def by_section(outcome: DocumentOutcome, sentence: Sentence) -> str:
    """The section of a unit: of the gold one, where there is one."""
    return sentence.section.value


def by_length(outcome: DocumentOutcome, sentence: Sentence) -> str:
    """How many words a unit has, in classes."""
    words = len(sentence.text.split())
    return next((name for most, name in _LENGTHS if words <= most), _LONGEST)


def tag_errors(evaluation: Evaluation) -> list[TagError]:
    """Every tag missed or spurious, those first whose score is farthest off.

    Args:
        evaluation: The evaluation.
    """
    found = [error for outcome in evaluation.documents for error in _errors(outcome)]
    return sorted(found, key=lambda one: (-one.certainty, one.document, one.sentence.start))


def _errors(outcome: DocumentOutcome) -> Iterator[TagError]:
    ordered = sorted(range(len(outcome.sentences)), key=lambda row: outcome.sentences[row].start)
    for place, row in enumerate(ordered):
        for column in np.flatnonzero(outcome.gold[row] != outcome.predicted[row]):
            missed = bool(outcome.gold[row, column])
            yield TagError(
                document=outcome.identifier,
                kind=outcome.kind,
                tag=TAGS[column].value,
                error="missed" if missed else "spurious",
                certainty=abs(float(missed) - float(outcome.scores[row, column])),
                sentence=outcome.sentences[row],
                before=_text(outcome, ordered[max(0, place - 1) : place]),
                after=_text(outcome, ordered[place + 1 : place + 2]),
            )


def _text(outcome: DocumentOutcome, rows: Sequence[int]) -> str:
    return " ".join(outcome.sentences[row].text for row in rows)
