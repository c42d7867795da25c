"""Whether a text is a person's name, an organisation, a role, or initials."""

import re
from functools import cache, lru_cache
from typing import Final

from referat.structure.header_words import (
    first_names,
    header_words,
    month_names,
    weekday_numbers,
    word_set,
)
from referat.structure.headings import normalized
from referat.structure.words import heading_words

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-’'´.][^\W\d_]+)*\.?")
_NICKNAME: Final = re.compile(r"\s[\"”“'’«»][^\"”“«»]{2,20}[\"”“'’«»](?=\s|$)")
_INITIALS: Final = re.compile(r"[A-ZÆØÅÖÄÜ]{2,4}|[A-ZÆØÅÖÄÜ][a-zæøå]?[A-ZÆØÅÖÄÜ][a-zæøå]?")
_STUTTER: Final = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_COMPANIES: Final = frozenset({"a/s", "aps", "i/s", "p/s", "k/s", "ltd", "inc", "gmbh", "amba"})
_MAX_WORDS: Final = 6
_MAX_NAME: Final = 60
_REMEMBERED: Final = 1024


def is_name(text: str) -> bool:
    """Whether a text is a person's name by its capitals, and no role or organisation.

    Args:
        text: The text.
    """
    words = _NICKNAME.sub("", text).split() if 2 <= len(text) <= _MAX_NAME else []
    if not 0 < len(words) <= _MAX_WORDS:
        return False
    if not all(_is_part(word) for word in words) or words[-1] in _particles():
        return False
    if not any(word[0].isupper() for word in words) or _is_shouted(words, text):
        return False
    first = words[0].strip(".").lower()
    if first in heading_words().not_names or _STUTTER.search(text):
        return False
    if len(words) == 1 and not has_first_name(text) and _is_common(first):
        return False
    return not is_role(text) and not is_organisation(text)


def has_first_name(text: str) -> bool:
    """Whether a text begins with a common first name ("Anne-Lise", "BO LUND")."""
    first = re.split(r"[\s-]", text, maxsplit=1)[0].strip(".,")
    return first in first_names() or (
        len(first) > 1 and first.isupper() and first.capitalize() in first_names()
    )


@lru_cache(_REMEMBERED)
def is_organisation(text: str) -> bool:
    """Whether a text names a body, unit or company by one of its words ("Skovby Kommune")."""
    words = [word.strip('.,;:()"”').lower() for word in text.split()]
    known, endings = _organisations()
    marked = [word for word in words if word in known or (len(word) > 6 and word.endswith(endings))]
    if not marked:
        return False
    return not (2 <= len(words) <= 3 and has_first_name(text) and not _COMPANIES & set(words))


def is_acronym(text: str) -> bool:
    """Whether a text is the short name of a union or body ("FOA")."""
    return text in header_words("organisations")["acronyms"]


@lru_cache(_REMEMBERED)
def is_role(text: str) -> bool:
    """Whether a text is a role in the list of roles, also in its definite form ("formanden")."""
    bare = normalized(text)
    roles = heading_words().roles
    return bare in roles or any(
        bare.endswith(ending) and bare.removesuffix(ending) in roles
        for ending in ("en", "n", "et", "er", "e", "ne")
    )


def is_job(word: str) -> bool:
    """Whether a word names a job or office by its ending ("ungdomsleder", "kirkeværgen")."""
    bare = normalized(word)
    return is_role(bare) or (len(bare) > 3 and bare.endswith(_jobs()))


def are_initials(text: str) -> bool:
    """Whether a text has the shape of initials ("MH", "JkL")."""
    return _INITIALS.fullmatch(text) is not None


def fits(initials: str, name: str) -> bool:
    """Whether initials are made of the name's letters: "MH" or "MHO" of "Mette Holm"."""
    if not name or initials[0].upper() != name[0].upper():
        return False
    rest = iter(name.upper())
    return all(letter in rest for letter in initials.upper())


def _is_common(word: str) -> bool:
    """Whether a single word is a month, a weekday, or a job ("HR-partner")."""
    return word in month_names() or word in weekday_numbers() or is_job(word)


def _is_part(word: str) -> bool:
    return word in _particles() or (word[0].isupper() and _TOKEN.fullmatch(word) is not None)


def _is_shouted(words: list[str], text: str) -> bool:
    """Whether a word in capitals stands among others: "FOA Lund" is no name, "BO LUND" is."""
    shouted = (word for word in words if word.isupper() and sum(map(str.isalpha, word)) > 3)
    return any(shouted) and not text.isupper()


def _particles() -> frozenset[str]:
    return word_set("particles", "words")


@cache
def _organisations() -> tuple[frozenset[str], tuple[str, ...]]:
    table = header_words("organisations")
    return frozenset(table["words"]), tuple(table["endings"])


@cache
def _jobs() -> tuple[str, ...]:
    jobs: list[str] = header_words("jobs")["endings"]
    return tuple(job + ending for job in jobs for ending in ("", "en", "n", "er", "e", "ne", "et"))
