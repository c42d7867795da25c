"""Whether a line below an attendance field goes on with its names."""

from typing import Final

from referat.structure.attendance import is_name_line
from referat.structure.header_words import word_set
from referat.structure.names import has_first_name, is_job, is_organisation
from referat.structure.people import read_people

_MAX_LINE: Final = 500
_MAX_UNIT: Final = 5
_FEW: Final = 2


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


def heads_unit(text: str) -> bool:
    """Whether a line among names says whom those below it are from ("Region Syd")."""
    bare = text.strip(" :")
    return is_organisation(bare) and len(bare.split()) <= _MAX_UNIT and not read_people(bare)
