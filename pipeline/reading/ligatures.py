"""Ligatures that came out as other letters: "konOngent" for kontingent, "dePe" for dette.

Some programs print a ligature with a glyph that claims to be another character, the same one all
through a document. What a character stands for is certain where words become known by it that
are none as they stand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_LIGATURES: Final = (
    "ffi", "ffl", "tti", "fti", "ff", "fi", "fl", "tt", "ti", "ft", "fh", "fj", "fb", "fk",
)  # fmt: skip
_DIRECT: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "Ɵ": "ti"}
)
"""Characters that are ligatures, or that no Danish text has but for a damaged one."""
_DAMAGED = re.compile(
    r"(?<![^\W_])[A-ZÆØÅ]?[a-zæøå]+[A-Z0-9ƀ-ƺ][a-zæøåA-Z0-9ƀ-ƺ]*[a-zæøå](?![^\W_])"
)
_OPENED = re.compile(r"(?<![^\W_])[A-Z0-9ƀ-ƺ][a-zæøå]+(?![^\W_])")
_ODD = re.compile(r"(?<=[a-zæøå])[A-Z0-9ƀ-ƺ](?=[a-zæøå])")
_SURE: Final = 3
"""How many different words must become known for a character to be repaired in all words."""
_LEAST_SHARE: Final = 0.34
"""Share of a character's words that must become known for that: other words are names."""
_MAX_WORD: Final = 30


@dataclass(frozen=True, slots=True)
class Repairs:
    """What damaged characters stand for in one document, and words repaired by themselves."""

    letters: Mapping[str, str]
    words: Mapping[str, str]
    direct: bool = False
    """Whether characters that are ligatures stand in the document."""

    @property
    def any(self) -> bool:
        """Whether there is anything to repair."""
        return self.direct or bool(self.letters) or bool(self.words)

    def apply(self, text: str) -> str:
        """The text with its ligatures as the letters that they stand for."""
        text = text.translate(_DIRECT)
        if not self.letters and not self.words:
            return text
        text = _DAMAGED.sub(lambda match: self._word(match.group()), text)
        return _OPENED.sub(lambda match: self._opened(match.group()), text)

    def _word(self, word: str) -> str:
        if word in self.words:
            return self.words[word]
        return _ODD.sub(lambda match: self.letters.get(match.group(), match.group()), word)

    def _opened(self, word: str) -> str:
        """A word that begins with a damaged letter, if it is known repaired and not as it is."""
        ligature = self.letters.get(word[0])
        if ligature is None or _is_known(word):
            return word
        return ligature + word[1:] if _is_known(ligature + word[1:]) else word


def find_repairs(texts: Iterable[str]) -> Repairs:
    """What can be repaired with certainty in the texts of one document.

    Args:
        texts: Its lines.
    """
    damaged: set[str] = set()
    direct = False
    for text in texts:
        plain = text if text.isascii() else text.translate(_DIRECT)
        direct = direct or plain != text
        damaged.update(match.group() for match in _DAMAGED.finditer(plain))
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in damaged:
        odd = set(_ODD.findall(word))
        if len(word) <= _MAX_WORD and len(odd) == 1:
            by_letter[odd.pop()].append(word)
    letters: dict[str, str] = {}
    words: dict[str, str] = {}
    for letter, own in by_letter.items():
        known = _known_by(letter, own)
        ligature, count = known.most_common(1)[0] if known else ("", 0)
        alone = len(known) == 1 or count > 2 * sum(known.values()) / 3
        if count >= _SURE and count >= _LEAST_SHARE * len(own) and alone:
            letters[letter] = ligature
            continue
        # too few to judge the character by: only words that can be one word alone
        words.update(_certain(letter, own))
    return Repairs(letters, words, direct)


def _known_by(letter: str, words: Iterable[str]) -> Counter[str]:
    """How many words each ligature makes known words of."""
    return Counter(
        ligature
        for word in words
        for ligature in _LIGATURES
        if _is_known(_filled(word, letter, ligature))
    )


def _certain(letter: str, words: Iterable[str]) -> dict[str, str]:
    """Words that exactly one ligature makes a known word of."""
    found: dict[str, str] = {}
    for word in words:
        repaired = [_filled(word, letter, ligature) for ligature in _LIGATURES]
        known = [candidate for candidate in repaired if _is_known(candidate)]
        if len(known) == 1:
            found[word] = known[0]
    return found


def _filled(word: str, letter: str, ligature: str) -> str:
    """The word with a ligature for its odd letter, a capital in front kept."""
    return word[0] + word[1:].replace(letter, ligature)


def _is_known(word: str) -> bool:
    return word.lower() in _known_words()


@cache
def _known_words() -> frozenset[str]:
    text = files("referat.resources").joinpath("ligature_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
