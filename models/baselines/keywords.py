"""Tags by a fixed list of words: what a search in the archive would find."""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping, Sequence

import numpy as np

from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.tagging import Scores


class KeywordTagger:
    """Gives a sentence each tag that one of its words stands for, whatever the context."""

    name = "keywords"
    thresholds: Mapping[Tag, float] = dict.fromkeys(TAGS, 0.5)

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """Ones and zeros, shape (n, 4)."""
        patterns = _patterns()
        found = [
            [patterns[tag].search(sentence.text) is not None for tag in TAGS]
            for sentence in sentences
        ]
        return np.array(found, dtype=np.float32).reshape(len(sentences), len(TAGS))


@functools.cache
def _patterns() -> Mapping[Tag, "re.Pattern[str]"]:
    resource = importlib.resources.files("referat.resources") / "keywords.toml"
    table = tomllib.loads(resource.read_text(encoding="utf-8"))
    return {
        tag: re.compile(r"(?i)\b(?:" + "|".join(map(re.escape, table[tag])) + r")\b")
        for tag in TAGS
    }
