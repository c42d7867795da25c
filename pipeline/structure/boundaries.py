"""Whether a sentence ends at a mark: abbreviations, ordinals, initials, addresses and brackets."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from referat.structure.words import abbreviation_words, month_numbers, weekday_names

CLOSERS: Final = ")]}\"'”“’»«"
OPENERS: Final = "([{\"'”“„‘»«-–—•"
DASHES: Final = "-–—"
MARKS: Final = ".!?…"
_TERMINATED: Final = re.compile(r"[.!?…]+$")
_ELLIPSIS: Final = re.compile(r"…|\.{2,}")
_ADDRESS: Final = re.compile(r"://|www\.|\w@\w")
_FILE: Final = re.compile(r"\w\.(?:pdf|docx?|xlsx?|pptx?|odt|txt|md|jpe?g|png)\.$", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"(?:§\s?)?(\d{1,3})\.")
_INITIALS: Final = re.compile(r"(?:[A-ZÆØÅ]\.|(?:[A-ZÆØÅ][a-zæøå]?\.){2,})(?:-[A-ZÆØÅ]\.)*")
_SIGNATURE: Final = re.compile(r"[A-ZÆØÅ]{2,4}\.")
_ACTS: Final = re.compile(r"[A-ZÆØÅ][a-zæøå]*(?:er|år|ar)|(?i:skal|kan|vil|bør|må|blev)")
_VERBS: Final = frozenset({"Er", "Har", "Skal", "Kan", "Vil", "Blev", "Bliver"})
_NO_VOWEL: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,5}\.", re.IGNORECASE)
_DOTTED: Final = re.compile(r"(?:[^\W\d]{1,4}\.){2,}")
_ROMAN: Final = re.compile(r"[IVX]+\.")
_WORDLIKE: Final = re.compile(r"[^\W\d]{3,}")
_YEAR_OR_TIME: Final = re.compile(r"\d{4}|\d{1,2}[.:]\d\d")
_WHOLE_WORD: Final = re.compile(r"[^\W\d]*(?:[aeiouyæøå][^\W\d]?|[^\W\d]t)\.")
_DAY: Final = re.compile(r"\d{1,2}[./]\d")
_CURRENCY: Final = frozenset({"kr", "kroner", "dkk", "eur", "euro"})
_COUNTS: Final = re.compile(r"(?:\d{1,2}\.)+(?:[a-h]\.)?")
_GOES_ON: Final = "+&=%/,;:)"


class Verdict(Enum):
    """Whether a sentence ends; `MAYBE` leaves it to further evidence."""

    NO = auto()
    MAYBE = auto()
    YES = auto()


@dataclass(frozen=True, slots=True)
class Stop:
    """A possible end of a sentence and what stands around it.

    `word` is the run of characters up to and with the mark ("bilag", "3.", "f.eks."), `closed`
    whether closing brackets or quotes follow it; `before` the word before, `after` the word that
    follows, `bracketed` whether that stands in brackets; `spaced` whether white space stands
    between; `first` whether `word` opens its sentence or a piece of it behind a comma or colon.
    """

    word: str
    closed: bool
    before: str
    after: str
    spaced: bool
    first: bool
    bracketed: bool = False


def judge(stop: Stop) -> Verdict:
    """Whether a sentence ends at the stop."""
    mark = _TERMINATED.search(stop.word)
    if mark is None or _TERMINATED.match(stop.after):
        return Verdict.NO
    if not stop.spaced:
        return _judge_unspaced(stop, mark.start())
    if stop.after[0] in _GOES_ON:
        return Verdict.NO
    if _ADDRESS.search(stop.word) or _FILE.search(stop.word):
        return _yes_if(stop.after[0].isupper())
    if _ELLIPSIS.fullmatch(mark.group()) or (stop.closed and mark.group() == "."):
        return _yes_if(_opens(stop.after))
    if mark.group() == ".":
        return _judge_dot(stop)
    return _yes_if(_opens(stop.after) or not (stop.closed or _reports(stop.after)))


def _judge_unspaced(stop: Stop, mark: int) -> Verdict:
    """A missing space: "Godkendt.Næste punkt", "500 kr.Vi køber"."""
    bare = stop.word[:mark]
    words = abbreviation_words()
    whole = _WORDLIKE.fullmatch(bare) is not None and bare[-1].islower() and bare != "www"
    counted = _YEAR_OR_TIME.fullmatch(bare) is not None or stop.word.lower() in words.closing
    follows = len(stop.after) > 1 and stop.after[0].isupper() and stop.after[1:].islower()
    return _yes_if((whole or counted) and follows and stop.word.lower() not in words.continuing)


def _judge_dot(stop: Stop) -> Verdict:
    words = abbreviation_words()
    word = stop.word.lstrip(OPENERS)
    lower = word.lower()
    if lower in words.continuing or _continues_date(lower, stop.after):
        return Verdict.NO
    if not stop.before and _COUNTS.fullmatch(lower):
        return Verdict.NO
    if _ORDINAL.fullmatch(word):
        return _judge_ordinal(word, stop)
    if _INITIALS.fullmatch(word) or _ROMAN.fullmatch(word) or len(word) == 2:
        return _judge_letter(stop)
    if _SIGNATURE.fullmatch(word) and (stop.first or stop.before in DASHES) and _acts(stop.after):
        return Verdict.NO
    if lower in words.naming:
        return _yes_if(_starts(stop.after))
    if lower in words.closing:
        return _judge_closing(lower, stop)
    if _DOTTED.fullmatch(word) or _is_clipped(word):
        return Verdict.YES if stop.after in words.starters else Verdict.MAYBE
    return _judge_word(word, stop)


def _continues_date(lower: str, after: str) -> bool:
    """Whether a time follows a day ("d. 18/3. Kl. 19"), or a date its weekday ("tirsdag. 26/3")."""
    if lower[-2:-1].isdigit() and after.lower() == "kl":
        return True
    return lower[:-1] in weekday_names() and _DAY.match(after) is not None


def _acts(after: str) -> bool:
    """Whether a word says what somebody does ("MS. Oplyser ..."), capitalised by mistake."""
    return after in _VERBS or (_ACTS.fullmatch(after) is not None and not _starts(after))


def _starts(after: str) -> bool:
    """Whether a capitalised word surely starts a sentence, and is no verb without its subject."""
    return after in abbreviation_words().starters and after not in _VERBS


def _judge_ordinal(word: str, stop: Stop) -> Verdict:
    """Ordinals and dates go on ("den 3. maj", "1. suppleant"), "bilag 3. Næste" ends."""
    words = abbreviation_words()
    before, after = stop.before.lower(), stop.after.lower()
    named = before == "§" or word[0] == "§"
    if named and (stop.first or stop.after not in words.starters):
        return Verdict.NO
    if stop.first or not stop.after[0].isupper() or after in month_numbers():
        return Verdict.NO
    if after in words.counted and before not in words.numbered:
        return Verdict.NO
    if before in words.determiners and before not in words.numbered and _number(word) <= 31:
        return Verdict.YES if stop.after in words.starters else Verdict.MAYBE
    return Verdict.YES


def _judge_closing(lower: str, stop: Stop) -> Verdict:
    if stop.after.lower() in _CURRENCY:
        return Verdict.NO
    if stop.after in abbreviation_words().starters:
        return Verdict.YES
    if stop.after[0].isdigit():
        # "60.000 kr. 2 stole købes" counts anew, "kr. 100" does not
        paid = stop.before[-1:].isdigit() and len(stop.after) < 3 and not stop.bracketed
        return _yes_if(lower == "kr." and paid)
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
        long = len(word) > 4 or word[:-1].lower() in abbreviation_words().short
        return _yes_if(not stop.after[0].isdigit() or long or not word[0].isalpha())
    sloppy = len(word) > 4 and bool(_WHOLE_WORD.fullmatch(word))
    return _yes_if(sloppy and stop.after[0].isalpha())


def _reports(after: str) -> bool:
    """Whether a word goes on with the sentence behind a question ("Hvad? spurgte hun")."""
    return after.lower() in abbreviation_words().going_on


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
