"""What is evaluated: anything that gives an annotated document back as tagged minutes."""

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.gold import gold
from referat.errors import UsageError
from referat.evaluation.extraction import extracted
from referat.labels import TAGS, Tag
from referat.minutes import Minutes, SentenceInContext, TaggedMinutes, TaggedSentence, contexts
from referat.tagging import Scores, Tagger, allowed, decide

Level = Literal["files", "gold"]
"""`files`: sentences and sections as read from the file; `gold`: those of the annotation."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """An annotated document with its gold, and as `structure` reads it from the file."""

    annotated: AnnotatedDocument
    read: Minutes
    gold: TaggedMinutes


def read_documents(documents: Iterable[AnnotatedDocument]) -> list[ReadDocument]:
    """Each document read by `structure`, beside its gold."""
    from referat.structure import structure

    found: list[ReadDocument] = []
    for annotated in documents:
        read = structure(annotated.document)
        found.append(ReadDocument(annotated, read, gold(annotated, read)))
    return found


class System(Protocol):
    """A system under test."""

    @property
    def name(self) -> str:
        """Its name, with a hash of what it is made of."""

    @property
    def section_rule(self) -> bool:
        """Whether tags that the guidelines forbid in a section are dropped."""

    def tag(self, one: ReadDocument, level: Level) -> TaggedMinutes:
        """The document with its tags, their scores, and what was read out."""


@dataclass(frozen=True, slots=True)
class TaggerSystem:
    """A tagger with `referat`'s own reading before it and its reading-out behind it."""

    tagger: Tagger
    section_rule: bool = True

    @property
    def name(self) -> str:
        """The name of the tagger."""
        return self.tagger.name

    def tag(self, one: ReadDocument, level: Level) -> TaggedMinutes:
        """The document with its tags; scores are 0 where the section rule forbids the tag."""
        minutes = one.read if level == "files" else one.gold.minutes
        sections = [sentence.section for sentence in minutes.sentences]
        scores = self.tagger.score(contexts(minutes))
        tags = decide(scores, sections, self.tagger.thresholds, section_rule=self.section_rule)
        if self.section_rule:
            scores = scores * allowed(sections)
        sentences = (
            TaggedSentence(sentence, given, (row[0], row[1], row[2], row[3]))
            for sentence, given, row in zip(
                minutes.sentences, tags, np.asarray(scores, dtype=np.float64).tolist(), strict=True
            )
        )
        return extracted(TaggedMinutes(minutes, tuple(sentences)))


@dataclass(frozen=True, slots=True)
class GoldTags:
    """Gold tags, and `referat`'s reading-out behind them: what it would be worth alone."""

    name: str = "gold tags"
    section_rule: bool = True

    def tag(self, one: ReadDocument, level: Level) -> TaggedMinutes:
        """The gold with deadlines and holders as read out of it, whatever the level."""
        return extracted(one.gold)


class RememberedSystem:
    """A system that tags each document once, however many tasks are scored."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._found: dict[tuple[str, Level], TaggedMinutes] = {}

    @property
    def name(self) -> str:
        """The name of the system."""
        return self.system.name

    @property
    def section_rule(self) -> bool:
        """The rule of the system."""
        return self.system.section_rule

    def tag(self, one: ReadDocument, level: Level) -> TaggedMinutes:
        """What the system gave, or gives now."""
        key = (one.annotated.annotation.id, level)
        if key not in self._found:
            self._found[key] = self.system.tag(one, level)
        return self._found[key]


class CallableTagger:
    """Any Python callable from sentences to scores, shape (n, 4), as a tagger."""

    thresholds: Mapping[Tag, float] = dict.fromkeys(TAGS, 0.5)

    def __init__(self, name: str, function: Callable[[Sequence[SentenceInContext]], Any]) -> None:
        """Wrap a callable.

        Args:
            name: Its name, for the record.
            function: Takes the sentences of a document in their context.
        """
        self.name = name
        self._function = function

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """What the callable gives.

        Raises:
            UsageError: It gives another shape, or what is no probability.
        """
        scores = np.asarray(self._function(sentences), dtype=np.float32)
        wanted = (len(sentences), len(TAGS))
        if scores.shape != wanted:
            raise UsageError(f"{self.name} gave scores of shape {scores.shape}, not {wanted}")
        if not ((scores >= 0) & (scores <= 1)).all():
            raise UsageError(f"{self.name} gave scores that are no probabilities from 0 to 1")
        return scores


def load_callable(name: str) -> CallableTagger:
    """The callable that "package.module:function" names.

    Args:
        name: Its name.

    Raises:
        UsageError: There is none.
    """
    module, _, attribute = name.partition(":")
    try:
        function = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise UsageError(f"there is no Python callable {name}: {error}") from error
    if not callable(function):
        raise UsageError(f"{name} cannot be called")
    return CallableTagger(name, function)
