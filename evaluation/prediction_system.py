"""A predictions file as a system under test."""

import hashlib
from dataclasses import dataclass, replace

from referat.annotations.alignment import nearest
from referat.errors import UsageError
from referat.evaluation.predictions import PredictedSentence, Predictions
from referat.evaluation.systems import Level, ReadDocument
from referat.labels import Section
from referat.minutes import Sentence, Span, TaggedMinutes, TaggedSentence
from referat.surface import surface


@dataclass(frozen=True, slots=True)
class PredictionSystem:
    """Tags, spans and values as a file has them; the section rule is the file's own affair."""

    predictions: Predictions
    section_rule: bool = False

    @property
    def name(self) -> str:
        """The file's name with a hash of its bytes."""
        digest = hashlib.sha256(self.predictions.path.read_bytes()).hexdigest()
        return f"{self.predictions.path.name}@{digest[:8]}"

    def tag(self, one: ReadDocument, level: Level) -> TaggedMinutes:
        """The document as predicted; section, item and layout are those of the nearest sentence.

        Raises:
            UsageError: Gold sentences are asked for: predictions bring their own.
        """
        if level == "gold":
            raise UsageError(
                f"{self.predictions.path} has sentences of its own; leave out --gold and --level"
            )
        document, read = one.annotated.document, one.read.sentences
        found = self.predictions.of(document)
        near = nearest(
            document.text,
            [Span(sentence.start, sentence.end) for sentence in found],
            [Span(sentence.start, sentence.end) for sentence in read],
        )
        sentences = tuple(
            _tagged(one, index, sentence, read[near[index]] if index in near else None)
            for index, sentence in enumerate(found)
        )
        minutes = replace(one.read, sentences=tuple(each.sentence for each in sentences))
        return TaggedMinutes(minutes, sentences)


def _tagged(
    one: ReadDocument, index: int, predicted: PredictedSentence, model: Sentence | None
) -> TaggedSentence:
    text = surface(one.annotated.document, predicted.start, predicted.end).text
    base = model or Sentence(index, predicted.start, predicted.end, text, Section.OTHER)
    return TaggedSentence(
        replace(base, index=index, start=predicted.start, end=predicted.end, text=text),
        predicted.tags,
        predicted.scores,
        predicted.deadlines,
        predicted.responsible,
    )
