"""Whether a sentence ends at a full stop: abbreviations, ordinals, initials and brackets."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from referat.structure.words import abbreviation_words, month_numbers

CLOSERS: Final = ")]}\"'”“’»«"
OPENERS: Final = "([{\"'”“„‘»«-–—•"
_TERMINATED: Final = re.compile(r"[.!?…]+$")
_ORDINAL: Final = re.compile(r"(?:§\s?)?(\d{1,3})\.")
_INITIALS: Final = re.compile(r"(?:[A-ZÆØÅ]\.|(?:[A-ZÆØÅ][a-zæøå]?\.){2,})(?:-[A-ZÆØÅ]\.)*")
_NO_VOWEL: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,5}\.", re.IGNORECASE)
_DOTTED: Final = re.compile(r"(?:[^\W\d]{1,4}\.){2,}")
_ROMAN: Final = re.compile(r"[IVX]+\.")
_WORDLIKE: Final = re.compile(r"[^\W\d]{2,}")
_WHOLE_WORD: Final = re.compile(r"[^\W\d]*(?:[aeiouyæøå][^\W\d]?|[^\W\d]t)\.")


class Verdict(Enum):
    """Whether a sentence ends; `MAYBE` leaves it to further evidence."""

    NO = auto()
    MAYBE = auto()
    YES = auto()


@dataclass(frozen=True, slots=True)
class Stop:
    """A possible end of a sentence and what stands around it.

    `word` is the run of characters up to and with the stop ("bilag", "3.", "f.eks."), `closed`
    whether closing brackets or quotes follow it; `before` the word before, `after` the word that
    follows; `spaced` whether white space stands between; `first` whether `word` opens its sentence
    or a piece of it behind a comma or colon.
    """

    word: str
    closed: bool
    before: str
    after: str
    spaced: bool
    first: bool


def judge(stop: Stop) -> Verdict:
    """Whether a sentence ends at the stop."""
    mark = _TERMINATED.search(stop.word)
    if mark is None or _TERMINATED.match(stop.after):
        return Verdict.NO
    if not stop.spaced:
        return _judge_unspaced(stop, mark.start())
    if mark.group() != ".":
        return _yes_if(_opens(stop.after))
    if stop.closed:
        return _yes_if(_opens(stop.after))
    return _judge_dot(stop)


def _judge_unspaced(stop: Stop, mark: int) -> Verdict:
    """A missing space: "Godkendt.Næste punkt"."""
    whole = _WORDLIKE.fullmatch(stop.word[:mark]) and stop.word[:mark][-1].islower()
    follows = len(stop.after) > 1 and stop.after[0].isupper() and stop.after[1:2].islower()
    return _yes_if(bool(whole and follows and mark >= 3))


def _judge_dot(stop: Stop) -> Verdict:
    words = abbreviation_words()
    word = stop.word.lstrip(OPENERS)
    lower = word.lower()
    if lower in words.continuing:
        return Verdict.NO
    if _ORDINAL.fullmatch(word):
        return _judge_ordinal(word, stop)
    if _INITIALS.fullmatch(word) or _ROMAN.fullmatch(word) or len(word) == 2:
        return _judge_letter(stop)
    if lower in words.closing:
        return _judge_closing(stop)
    if _DOTTED.fullmatch(word) or _is_clipped(word):
        return Verdict.YES if stop.after in words.starters else Verdict.MAYBE
    return _judge_word(word, stop)


def _judge_ordinal(word: str, stop: Stop) -> Verdict:
    """Ordinals and dates go on ("den 3. maj", "1. suppleant"), "bilag 3. Næste" ends."""
    words = abbreviation_words()
    before = stop.before.lower()
    if before == "§" and stop.after not in words.starters:
        return Verdict.NO
    if stop.first or not stop.after[0].isupper() or stop.after.lower() in month_numbers():
        return Verdict.NO
    if before in words.determiners and before not in words.numbered and _number(word) <= 31:
        return Verdict.YES if stop.after in words.starters else Verdict.MAYBE
    return Verdict.YES


def _judge_closing(stop: Stop) -> Verdict:
    if stop.after in abbreviation_words().starters:
        return Verdict.YES
    return _yes_if(stop.after[0].isupper() and not stop.first)


def _judge_letter(stop: Stop) -> Verdict:
    """Initials go on ("J. P. Hansen"), "bilag A. Næste" ends."""
    words = abbreviation_words()
    if stop.first or not stop.after[0].isupper():
        return Verdict.NO
    if stop.before.lower() in words.numbered or stop.after in words.starters:
        return Verdict.YES
    return Verdict.MAYBE


def _judge_word(word: str, stop: Stop) -> Verdict:
    if _opens(stop.after):
        # an unknown abbreviation before a number ("lok. 3") is short
        return _yes_if(not stop.after[0].isdigit() or len(word) > 4 or not word[0].isalpha())
    sloppy = len(word) > 4 and bool(_WHOLE_WORD.fullmatch(word))
    return _yes_if(sloppy and stop.after[0].isalpha())


def _is_clipped(word: str) -> bool:
    """Whether a word without vowels is cut short ("Grf."), and no initials ("TS.")."""
    return _NO_VOWEL.fullmatch(word) is not None and not word.isupper()


def _opens(after: str) -> bool:
    """Whether a sentence may open with the word."""
    return after[0].isupper() or after[0].isdigit() or not after[0].isalnum()


def _number(word: str) -> int:
    match = _ORDINAL.fullmatch(word)
    return int(match.group(1)) if match else 0


def _yes_if(condition: bool) -> Verdict:
    return Verdict.YES if condition else Verdict.NO
