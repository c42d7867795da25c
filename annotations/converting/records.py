"""Documents as one record a sentence, for tools in which an annotator sees a sentence at a time.

A record carries its place along: the document's id, the number of the sentence, and the text
between the sentence before and itself. The records of a document together give its text and its
annotation again; the first one holds the facts of the whole document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from referat.annotations.converting.facts import (
    deadline_row,
    facts_row,
    holder_row,
)
from referat.annotations.converting.people import people
from referat.annotations.schema import Annotation, SentenceAnnotation

KEY = "referat"
"""The key of a record under which tools carry along what is not theirs."""


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence to be annotated; the offsets of `sentence` count in `text`.

    `place` is to be given back unchanged, `context` is for the annotator to read, and `people` are
    whom holders may refer to.
    """

    text: str
    sentence: SentenceAnnotation
    place: dict[str, Any]
    context: dict[str, str]
    people: tuple[str, ...]

    def details(self) -> dict[str, Any]:
        """The place, with what a tool that knows spans by label alone cannot hold of them."""
        return self.place | {
            "deadlines": [deadline_row(one) for one in self.sentence.deadlines],
            "responsible": [holder_row(one) for one in self.sentence.responsible],
        }


def tasks(text: str, annotation: Annotation) -> Iterator[Task]:
    """The sentences of a document, in order."""
    known = people(annotation, text)
    end = 0
    for index, sentence in enumerate(annotation.sentences):
        place: dict[str, Any] = {
            "document": annotation.id,
            "index": index,
            "count": len(annotation.sentences),
            "before": text[end : sentence.start],
            "item": sentence.item,
        }
        if index == 0:
            place["after"] = text[annotation.sentences[-1].end :]
            place["facts"] = facts_row(annotation)
        yield Task(
            text[sentence.start : sentence.end],
            shifted(sentence, -sentence.start),
            place,
            _context(text, annotation, index),
            known,
        )
        end = sentence.end


def shifted(sentence: SentenceAnnotation, by: int) -> SentenceAnnotation:
    """A sentence with all its offsets moved."""
    return replace(
        sentence,
        start=sentence.start + by,
        end=sentence.end + by,
        deadlines=tuple(
            replace(one, start=one.start + by, end=one.end + by) for one in sentence.deadlines
        ),
        responsible=tuple(
            replace(one, start=one.start + by, end=one.end + by) for one in sentence.responsible
        ),
    )


def _context(text: str, annotation: Annotation, index: int) -> dict[str, str]:
    def at(position: int) -> str:
        if not 0 <= position < len(annotation.sentences):
            return ""
        sentence = annotation.sentences[position]
        return " ".join(text[sentence.start : sentence.end].split())

    item = annotation.sentences[index].item
    heading = ""
    if item is not None:
        title = annotation.items[item].title
        words = (annotation.items[item].number or "", text[title.start : title.end])
        heading = " ".join(" ".join(words).split())
    return {"item": heading, "previous": at(index - 1), "following": at(index + 1)}
