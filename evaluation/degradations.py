"""Dirty text: a document's sentences degraded as scans, hasty typing and bad layout do it."""

import hashlib
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from referat.extraction.vocabulary import resource
from referat.labels import Tag
from referat.minutes import SentenceInContext
from referat.tagging import Scores, Tagger

Sentences = Sequence[SentenceInContext]
Degradation = Callable[[Sentences, random.Random], list[SentenceInContext]]
"""The sentences of one document and a source of chance to as many degraded sentences."""

_OCR_CONFUSIONS: Final[Mapping[str, str]] = {
    **{"rn": "m", "m": "rn", "vv": "w", "cl": "d", "li": "h", "ii": "ü"},
    **{"å": "a", "ø": "o", "æ": "ae", "Å": "A", "Ø": "O", "Æ": "AE"},
    **{"l": "1", "i": "l", "I": "l", "o": "0", "O": "0", "e": "c", "c": "e", "t": "f"},
    **{"S": "5", "B": "8", "Z": "2", "g": "9", "h": "b", "u": "n", "n": "u"},
    **{"1": "l", "0": "O", "5": "S", "8": "B"},
}
_NAMES_OF_OTHER_ORIGINS: Final = """
Abena Agnieszka Aminata Arjun Aviaja Bogdan Chinedu Dmytro Elif Emre Farhad Giulia Guadalupe Hamza
Hiroshi Ioana Javier Katarzyna Kenji Khadija Kwame Lakshmi Linh Matteo Mehmet Mihai Minh Ngozi Nivi
Oksana Olena Oluwaseun Piotr Priya Rajesh Shirin Tariq Tesfaye Thiago Thuy Wojciech Ximena Xiaoling
Yuki Yusuf Zainab Zeynep
"""
_OTHER_NAMES: Final = tuple(_NAMES_OF_OTHER_ORIGINS.split())
_OCR_RATE: Final = 0.03
_MISSPELLING_RATE: Final = 0.1
_MISSPELLED_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_HYPHENATED_WORD: Final = re.compile(r"[^\W\d_]{10,}")
_SYLLABLE: Final = re.compile(r"(?=[^\W\d_aeiouyæøå][aeiouyæøå])", re.IGNORECASE)
_SHORTEST_PART: Final = 3
_NAME: Final = re.compile(r"\b[A-ZÆØÅ][^\W\d_]+")
_OCR_SITE: Final = re.compile(
    "|".join(sorted(_OCR_CONFUSIONS, key=lambda site: (-len(site), site)))
)


def lower_case(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """Text and context in small letters."""
    return [_everywhere(sentence, str.lower) for sentence in sentences]


def capitals(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """Text and context in capitals."""
    return [_everywhere(sentence, str.upper) for sentence in sentences]


def lost_headings(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """No title, lead-in or column heading above any sentence."""
    return [replace(one, item_title=None, lead_in=None, column=None) for one in sentences]


def lost_context(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """No neighbour before or after any sentence."""
    return [replace(one, previous=None, following=None) for one in sentences]


def ocr_noise(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """About three letters in a hundred misread as a scan misreads them."""
    return _by_string(sentences, generator, _misread)


def broken_hyphenation(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """Long words split as at the end of a line: `ord- deling`."""
    return _by_string(sentences, generator, _hyphenated)


def misspellings(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """One in ten words of five letters or more with two letters swapped or one left out."""
    return _by_string(sentences, generator, _misspelled)


def foreign_names(sentences: Sentences, generator: random.Random) -> list[SentenceInContext]:
    """Danish first names replaced by others, each by the same one throughout the document."""
    known = frozenset(resource("first_names")["names"].split())
    others = generator.sample(_OTHER_NAMES, len(_OTHER_NAMES))
    given: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        genitive = word not in known and word.endswith("s") and word[:-1] in known
        name, ending = (word[:-1], "s") if genitive else (word, "")
        if name not in known:
            return word
        return given.setdefault(name, others[len(given) % len(others)]) + ending

    return [_everywhere(one, lambda text: _NAME.sub(other, text)) for one in sentences]


DEGRADATIONS: Final[Mapping[str, Degradation]] = {
    "lower_case": lower_case,
    "capitals": capitals,
    "lost_headings": lost_headings,
    "lost_context": lost_context,
    "ocr_noise": ocr_noise,
    "broken_hyphenation": broken_hyphenation,
    "misspellings": misspellings,
    "foreign_names": foreign_names,
}


@dataclass(frozen=True, slots=True)
class DegradedTagger:
    """A tagger that is shown each document degraded, always in the same way."""

    tagger: Tagger
    degradation: str
    seed: int = 0

    @property
    def name(self) -> str:
        """Name of the tagger and of the degradation."""
        return f"{self.tagger.name} on {self.degradation}"

    @property
    def thresholds(self) -> Mapping[Tag, float]:
        """The thresholds of the tagger, chosen on clean text."""
        return self.tagger.thresholds

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """The probability of each tag for each sentence of one document once degraded."""
        degrade = DEGRADATIONS[self.degradation]
        return self.tagger.score(degrade(sentences, random.Random(self.seed)))


def _everywhere(one: SentenceInContext, rewrite: Callable[[str], str]) -> SentenceInContext:
    return replace(
        _in_text(one, rewrite),
        item_title=None if one.item_title is None else rewrite(one.item_title),
        lead_in=None if one.lead_in is None else rewrite(one.lead_in),
        column=None if one.column is None else rewrite(one.column),
    )


def _in_text(one: SentenceInContext, rewrite: Callable[[str], str]) -> SentenceInContext:
    return replace(
        one,
        text=rewrite(one.text),
        previous=None if one.previous is None else rewrite(one.previous),
        following=None if one.following is None else rewrite(one.following),
    )


def _by_string(
    sentences: Sentences,
    generator: random.Random,
    rewrite: Callable[[str, random.Random], str],
) -> list[SentenceInContext]:
    seed = generator.getrandbits(64)

    def rewritten(text: str) -> str:
        # A sentence is also its neighbours' context: chance depends on the string alone.
        digest = hashlib.sha256(f"{seed}:{text}".encode("utf-8", "surrogatepass")).digest()
        return rewrite(text, random.Random(int.from_bytes(digest)))

    return [_in_text(one, rewritten) for one in sentences]


def _misread(text: str, chance: random.Random) -> str:
    sites = len(_OCR_SITE.findall(text))
    rate = _OCR_RATE * sum(map(str.isalpha, text)) / sites if sites else 0.0
    return _OCR_SITE.sub(lambda m: _OCR_CONFUSIONS[m[0]] if chance.random() < rate else m[0], text)


def _hyphenated(text: str, chance: random.Random) -> str:
    def split(match: re.Match[str]) -> str:
        word = match[0]
        inner = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        at = chance.choice(syllables(word) or inner)
        return f"{word[:at]}- {word[at:]}"

    return _HYPHENATED_WORD.sub(split, text)


def syllables(word: str) -> list[int]:
    """Where a word may be split: roughly between syllables, no part shorter than three letters."""
    inner = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return [match.start() for match in _SYLLABLE.finditer(word) if match.start() in inner]


def _misspelled(text: str, chance: random.Random) -> str:
    def misspell(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() >= _MISSPELLING_RATE:
            return word
        at = chance.randrange(1, len(word) - 1)
        swapped = word[at + 1] + word[at] if chance.random() < 0.5 else word[at + 1]
        return word[:at] + swapped + word[at + 2 :]

    return _MISSPELLED_WORD.sub(misspell, text)
