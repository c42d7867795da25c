"""What goes to an annotation tool and what comes back, whatever the tool."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.schema import Annotation, problems
from referat.errors import AnnotationError


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A canonical text and its annotation, which keeps the rules of the schema."""

    text: str
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class Imported:
    """What files of a tool held.

    `notes` say what an annotator may have meant and what is not in the annotation (a rejected
    sentence, a comment, a span that has no value yet); `failures` are documents that could not be
    taken over.
    """

    documents: tuple[AnnotatedText, ...]
    notes: tuple[str, ...] = ()
    failures: tuple[AnnotationError, ...] = ()


class Converter(Protocol):
    """The two ways between the corpus and the files of a tool.

    `pattern` says which files of a folder are the tool's.
    """

    pattern: str

    def export(self, documents: Sequence[AnnotatedDocument], folder: Path) -> list[Path]:
        """Write documents for the tool, and what it needs to show them; the files written."""

    def load(self, paths: Sequence[Path]) -> Imported:
        """Read what the tool wrote.

        Raises:
            AnnotationError: A file is not of the tool, or is broken.
        """


def checked(one: AnnotatedText) -> AnnotatedText:
    """A document as it is, if its annotation keeps the rules of the schema.

    Raises:
        AnnotationError: It does not.
    """
    found = problems(one.annotation, one.text)
    if found:
        raise AnnotationError(f"{one.annotation.id}: {'; '.join(found)}")
    return one
