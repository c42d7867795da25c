"""The whole way from a document to tagged sentences and action items."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from referat.actions import actions
from referat.extraction.deadlines import deadlines
from referat.extraction.responsible import responsible
from referat.labels import Tag
from referat.minutes import (
    ActionItem,
    Document,
    Minutes,
    Sentence,
    TaggedMinutes,
    TaggedSentence,
    contexts,
)
from referat.reading import read
from referat.structure import structure_all
from referat.tagging import Tagger, decide

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one document: minutes of each meeting in it, and all action items."""

    meetings: tuple[TaggedMinutes, ...]
    actions: tuple[ActionItem, ...]

    @property
    def sentences(self) -> tuple[TaggedSentence, ...]:
        """The sentences of all meetings in the order of the document."""
        return tuple(sentence for tagged in self.meetings for sentence in tagged.sentences)


@dataclass(frozen=True, slots=True)
class Extractor:
    """A tagger and a tokenizer, loaded once, for any number of documents."""

    tagger: Tagger
    nlp: "Language"

    def extract(self, path: Path, meeting_date: dt.date | None = None) -> Extraction:
        """Read a file and extract from it.

        Args:
            path: The document.
            meeting_date: Date of the meeting, where the caller knows it better than the header.

        Raises:
            UnreadableDocumentError: The file cannot be read; the message says why.
        """
        return self.extract_document(read(path), meeting_date)

    def extract_document(
        self, document: Document, meeting_date: dt.date | None = None
    ) -> Extraction:
        """Extract from a document already read.

        Args:
            document: The document.
            meeting_date: As for `extract`; of several meetings in one file, for those that state
                none.
        """
        parts = structure_all(document, self.nlp, meeting_date=meeting_date)
        meetings = tuple(map(self.tag, parts))
        return Extraction(meetings, tuple(item for tagged in meetings for item in actions(tagged)))

    def tag(self, minutes: Minutes) -> TaggedMinutes:
        """Tag every sentence, and read deadlines and holders out of those that carry the tag."""
        scores = self.tagger.score(contexts(minutes))
        sections = [sentence.section for sentence in minutes.sentences]
        decided = decide(scores, sections, self.tagger.thresholds)
        return TaggedMinutes(
            minutes,
            tuple(
                _tagged(minutes, sentence, tags, row)
                for sentence, tags, row in zip(
                    minutes.sentences, decided, scores.tolist(), strict=True
                )
            ),
        )


def load_extractor(model: str | None = None, spacy_model: str | None = None) -> Extractor:
    """An extractor with the embedded default model, or with another one.

    Args:
        model: A model folder or hub id; the embedded `referat-base` if None.
        spacy_model: A spaCy pipeline to tokenize with; `da_core_news_lg` where it is installed and
            spaCy's blank Danish otherwise, if None.

    Raises:
        ModelError: A model is missing or broken.
    """
    from referat.models.loading import load_tagger
    from referat.structure import load_tokenizer

    nlp = load_tokenizer(spacy_model)  # first: it is quick to fail
    return Extractor(load_tagger(model), nlp)


def _tagged(
    minutes: Minutes, sentence: Sentence, tags: tuple[Tag, ...], scores: Sequence[float]
) -> TaggedSentence:
    document, meeting = minutes.document, minutes.meeting
    decision, deferral, deadline, holder = scores
    return TaggedSentence(
        sentence,
        tags,
        (decision, deferral, deadline, holder),
        deadlines(sentence, document, meeting) if Tag.DEADLINE in tags else (),
        responsible(sentence, document, meeting) if Tag.RESPONSIBLE in tags else (),
    )
