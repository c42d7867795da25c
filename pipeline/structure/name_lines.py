"""Whether a line below an attendance field goes on with its names."""

import re
from typing import Final

from referat.structure.attendance import is_name_line
from referat.structure.header_words import word_set
from referat.structure.names import has_first_name, is_job, is_name, is_organisation
from referat.structure.people import read_people

_MAX_LINE: Final = 2_000
_MAX_UNIT: Final = 5
_FEW: Final = 2
_LAST: Final = re.compile(r",\s|\s(?:og|samt)\s")


def names_somebody(text: str) -> bool:
    """Whether a line names people by more than the capital of a word."""
    return any(
        has_first_name(person.name)
        or " " in person.name
        or person.role
        or person.initials
        or person.organisation
        for person in read_people(text)
    )


def begins_with_name(text: str) -> bool:
    """Whether a line begins with a name, and is no sentence that goes on about it."""
    people = read_people(text, alone=True) if len(text) <= _MAX_LINE else []
    if not people or is_name_line(text):
        return bool(people)
    begins = text.startswith((people[0].name, people[0].initials or people[0].name))
    small = [word.strip(",.") for word in text.split() if word[0].islower() and not is_job(word)]
    if not begins or word_set("names", "verbs") & set(small):
        return False
    return len(small) <= _FEW or (not text.endswith((".", "!", "?")) and len(people) == 1)


def wraps(value: str, below: str) -> bool:
    """Whether the value of a field goes on in the line below, broken inside an entry.

    Args:
        value: The value so far ("Bo Lund, Ida Holm").
        below: The line below it ("(kasserer), Ole Ravn").
    """
    if not value or not below or max(len(value), len(below)) > _MAX_LINE:
        return False
    if value.count("(") > value.count(")") or below.startswith("("):
        return True
    last = _LAST.split(value)[-1].strip()
    first = _LAST.split(below.strip(" ."), maxsplit=1)[0].strip()
    halves = has_first_name(last) and " " not in last and " " not in first
    alone = is_name(first) and not has_first_name(first)
    return halves and alone and ("," in value or " og " in value)


def heads_unit(text: str) -> bool:
    """Whether a line among names says whom those below it are from ("Region Syd")."""
    bare = text.strip(" :")
    return is_organisation(bare) and len(bare.split()) <= _MAX_UNIT and not read_people(bare)
