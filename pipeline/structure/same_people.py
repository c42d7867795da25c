"""Which names of a header mean the same person: short names, initials, and slips of spelling."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from referat.minutes import Participant
from referat.structure.notes import with_role

_SEVERAL: Final = -1
_MIN_MISSPELT: Final = 6
_MIN_SHORTENED: Final = 3


class People:
    """People in order, each once, found again by any form of their names."""

    def __init__(self, people: Iterable[Participant] = ()) -> None:
        self._people: list[Participant] = []
        self._places: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        for person in people:
            self.add(person)

    def __iter__(self) -> Iterator[Participant]:
        """The people in the order in which they were first named."""
        return iter(self._people)

    def add(self, person: Participant) -> None:
        """Take a person in, or what is said of one who is known by exactly this name."""
        place = self._places.get(person.name)
        if place is not None:
            self._people[place] = _merged(self._people[place], person)
            return
        place = len(self._people)
        self._people.append(person)
        self._places[person.name] = place
        for key in set(_keys(person)):
            # a form that two people share means neither
            self._keys[key] = place if key not in self._keys else _SEVERAL

    def merge(self, person: Participant) -> None:
        """Take a person in unless a name close to this one is already known."""
        if self.find(person) is None:
            self.add(person)

    def find(self, person: Participant) -> int | None:
        """The place of the one person whom a name can mean; None if it means nobody or several."""
        exact = self._places.get(person.name)
        if exact is not None:
            return exact
        found = [self._keys[key] for key in _sought(person) if key in self._keys]
        return found[0] if found and found[0] != _SEVERAL else None

    def knows(self, person: Participant) -> bool:
        """Whether a name may mean somebody here, be it one of several."""
        return person.name in self._places or any(key in self._keys for key in _sought(person))

    def add_role(self, place: int, role: str) -> None:
        """Give a person one more role."""
        self._people[place] = with_role(self._people[place], role)


def without(people: Iterable[Participant], others: Iterable[Participant]) -> list[Participant]:
    """The people who are not among the others by their full names.

    Args:
        people: The people.
        others: The others.
    """
    names = {person.name.casefold() for person in others}
    return [person for person in people if person.name.casefold() not in names]


def _merged(one: Participant, other: Participant) -> Participant:
    merged = replace(
        one,
        organisation=one.organisation or other.organisation,
        initials=one.initials or other.initials,
    )
    return with_role(merged, other.role) if other.role else merged


def _keys(person: Participant) -> Iterator[str]:
    """The forms by which a person of a list may be named elsewhere."""
    words = person.name.casefold().replace(".", "").split()
    for count in range(1, len(words) + 1):
        yield " ".join(words[:count])
    if len(words) > 1:
        yield f"{words[0]} {words[-1]}"
        yield f"{words[0]} {words[-1][0]}"
    yield "!" + (person.initials or "".join(word[0] for word in words)).casefold()
    yield from _shortened(words)
    yield from _misspelt(words)


def _sought(person: Participant) -> Iterator[str]:
    """The forms to look a name up by, the surest first."""
    words = person.name.casefold().replace(".", "").split()
    yield " ".join(words)
    if " " not in person.name and person.name.isupper() and len(person.name) <= 4:
        yield "!" + person.name.casefold()
    if len(words) > 1:
        yield f"{words[0]} {words[-1]}"
        # the list has a part of the name: "Anne Sofie" for "Anne Sofie Høj"
        yield from ("=" + " ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    yield from _shortened(words)
    yield from _misspelt(words)


def _shortened(words: list[str]) -> Iterator[str]:
    """A list's own name marked as whole, and first letters of single names: "Saq" of "Saqlain"."""
    yield "=" + " ".join(words)
    if len(words) == 1 and len(words[0]) >= _MIN_SHORTENED:
        yield "~" + words[0][:_MIN_SHORTENED]


def _misspelt(words: list[str]) -> Iterator[str]:
    """The name with any one letter of its last word left out, so that one slip is forgiven."""
    last = words[-1] if len(words) > 1 else ""
    if len(last) >= _MIN_MISSPELT:
        first = " ".join(words[:-1])
        yield f"{first}?{last}"
        yield from (f"{first}?{last[:at]}{last[at + 1 :]}" for at in range(1, len(last)))
