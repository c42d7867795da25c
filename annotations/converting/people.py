"""The persons of a document by names that tell them apart, for annotators to choose from."""

from collections.abc import Iterator, Sequence

from referat.annotations.converting.fields import Fields
from referat.annotations.schema import Annotation

NOBODY = "-"
"""Stands for a holder who is nobody of the attendance list."""


def people(annotation: Annotation, text: str) -> tuple[str, ...]:
    """A name for each person, in order: as written, numbered where two are called the same."""
    return tuple(_named(annotation, text))


def _named(annotation: Annotation, text: str) -> Iterator[str]:
    taken = {NOBODY}
    for number, person in enumerate(annotation.persons, 1):
        written = " ".join(text[person.name.start : person.name.end].split())
        name = written or f"person {number}"
        while name in taken:
            name = f"{written} ({number})"
            number += 1
        taken.add(name)
        yield name


def person_of(name: str | None, known: Sequence[str], fields: Fields) -> int | None:
    """The index of the person whom a name means, None for nobody.

    Raises:
        AnnotationError: Nobody is called so.
    """
    if name is None or name.strip() in ("", NOBODY):
        return None
    wanted = " ".join(name.split())
    if wanted in known:
        return known.index(wanted)
    raise fields.error(
        f"nobody is called {wanted[:40]!r}; there are {', '.join(known[:20]) or 'no persons'}"
    )
