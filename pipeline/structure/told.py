"""People whom a sentence of the header tells of: "Til stede var Bo Lund og Ida Holm."."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from referat.minutes import Participant
from referat.structure.names import has_first_name, is_job
from referat.structure.people import ABSENT, read_people

_OF_MEETING: Final = r"(?: (?:også|desuden|endvidere|derudover|i mødet|på mødet))*"
_PRESENT: Final = re.compile(
    r"^(?P<before>[^;:]{0,90}?)\b"
    r"(?:til ?stede(?: eller repræsenteret)?(?: (?:på|i|ved|fra) [^,;:]{2,30}?)? (?:var|er)"
    r"|til ?stede|(?:frem)?mødte?(?: op)?(?: (?:var|er))?|deltog|deltager|deltagere (?:var|er)"
    rf"|med var|vi var)\b{_OF_MEETING}:?\s+(?P<list>.+)$",
    re.IGNORECASE,
)
_CAME: Final = re.compile(
    r"(?:deltog|deltager|mødte|kom|(?:var|er) (?:også |desuden |endvidere )?"
    r"(?:til ?stede|mødt|med|gæst\w*|inviteret|repræsenteret))\b"
    r"(?=\s(?:også|desuden|endvidere|under|i|på|som|via|fra|til|ved|online|hele|kl)\b|\s?[.,]?$)",
    re.IGNORECASE,
)
_WERE: Final = re.compile(
    r"^(?:(?:derudover|desuden|endvidere|herudover|tillige|også) )?(?:var|er) (?P<list>.+?)"
    r" (?:repræsenteret|til ?stede|mødt|inviteret|med)\b",
    re.IGNORECASE,
)
_ABSENT: Final = re.compile(
    r"^(?:der (?:var|er) |vi har |med )?(?:meldt |modtaget )?"
    r"(?:afbud|forfald|fraværende|ikke til ?stede|forhindret|fravær)"
    r"(?: (?:fra|var|er|havde|modtaget|med|afbud|grundet|på|mødet))*:?\s+(?P<list>.+)$",
    re.IGNORECASE,
)
_STAYED: Final = re.compile(
    r"(?:(?:har|havde|er|var|blev|kunne|måtte|meldte?|deltog|udeblev|sendte|mødte|forhindret"
    r"|fraværende)\b[^.;:]{0,60}?)?"
    r"\b(?:meldte? (?:afbud|forfald|fra|sig syg)|melde (?:afbud|forfald|fra)|afbud|fraværende"
    r"|forhindret|ikke (?:til ?stede|med|mødt)|deltog ikke|kunne ikke (?:deltage|komme|være med)"
    r"|(?:er|var) (?:blevet )?syg|syge|på (?:ferie|barsel|orlov)|udeblev|gået ned med|sygdom)\b",
    re.IGNORECASE,
)
_OPENED: Final = re.compile(
    r"^(?:[^.,]{0,40}\s)?(?P<role>(?:(?:af|til)gående )?(?:bestyrelses|nyvalgt )?"
    r"(?:formand|forkvind|forperson|næstformand|direktør|rektor|skoleleder|borgmester)(?:en|e|n)?)"
    r"(?: for [^,]{2,40}| i [^,]{2,40})?,? (?P<name>[^,]{3,40}),?"
    r" (?:bød|åbnede|indledte|ønskede)\b",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NOUNS: Final = frozenset({"afbud", "fraværende", "forhindret", "ikke", "syge", "sygdom", "på"})
_MAX_SENTENCE: Final = 700
_MAX_NAMES: Final = 200


def told_people(sentence: str) -> tuple[list[Participant], list[Participant]]:
    """The people present and absent of whom a sentence tells; none where it surely does not.

    Args:
        sentence: A sentence of the header.
    """
    if len(sentence) > _MAX_SENTENCE:
        return [], []
    if match := _ABSENT.match(sentence):
        return [], _sure(read_people(match["list"]))
    if absent := _before(sentence, _STAYED):
        return [], absent
    if match := _WERE.match(sentence):
        return _split(_sure(read_people(match["list"])))
    match = _PRESENT.match(sentence)
    if match and (people := _sure(read_people(match["list"]))):
        return _split(_from(people, match["before"]))
    return _split(_before(sentence, _CAME))


def opener(sentence: str) -> list[Participant]:
    """The officer who opened the meeting: "Formanden, Bo Lund, bød velkommen."; [] without one.

    Args:
        sentence: A sentence of the header.
    """
    match = _OPENED.match(sentence) if len(sentence) <= _MAX_SENTENCE else None
    people = _sure(read_people(match["name"])) if match else []
    return [replace(people[0], role=match["role"])] if match and len(people) == 1 else []


def _split(people: Sequence[Participant]) -> tuple[list[Participant], list[Participant]]:
    absent = [person for person in people if person.role == ABSENT]
    return [person for person in people if person.role != ABSENT], absent


def _before(sentence: str, verb: re.Pattern[str]) -> list[Participant]:
    """The people who are the subject of a verb, named before it and by nothing but names."""
    masked = _BRACKETS.sub(lambda match: " " * len(match.group()), sentence)
    match = verb.search(masked)
    if match is None or not 0 < match.start() <= _MAX_NAMES:
        return []
    subject = sentence[: match.start()].strip(" ,")
    if not subject or not _opens_with_name(subject):
        return []
    # "Bo Lund, Ida Holm - afbud" is a list, whose last alone is away
    listed = match.group().split()[0].lower() in _NOUNS and "," in subject
    return [] if listed else _sure(read_people(subject))


def _opens_with_name(text: str) -> bool:
    first = text.split(" ", 1)[0].strip(",")
    return has_first_name(text) or is_job(first)


def _sure(people: Sequence[Participant]) -> list[Participant]:
    """The people, if the first is named by more than capitals."""
    if not people:
        return []
    first = people[0]
    sure = has_first_name(first.name) or first.role or first.organisation or first.initials
    return list(people) if sure else []


def _from(people: Sequence[Participant], before: str) -> list[Participant]:
    """The people with whom they are from: "Fra administrationen deltog ..."."""
    match = re.search(r"\bfra (?P<source>[^,]{2,40}?)\s*$", before, re.IGNORECASE)
    if match is None:
        return list(people)
    return [
        person
        if person.organisation
        else Participant(person.name, person.role, match["source"], person.initials)
        for person in people
    ]
