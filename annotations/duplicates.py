"""Near duplicates in the corpus: documents that share 8-grams, sentences that stand in many.

The similarity of two documents is the Jaccard coefficient of their distinct 8-grams of words
(Broder 1997), exact, where MinHash estimates it: a corpus of this size needs no estimate. Only
pairs that share an 8-gram are compared, found by an inverted index.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from referat.annotations.leakage import shingles

MOST_SIMILAR: Final = 0.15
"""The similarity from which on two composed documents count as alike."""
MOST_DOCUMENTS: Final = 3
"""In how many composed documents a sentence of `LEAST_WORDS` may stand."""
LEAST_WORDS: Final = 5
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two documents and the similarity of their 8-grams."""

    first: str
    second: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Repeated:
    """A sentence, its words in lower case, and the documents it stands in."""

    sentence: str
    documents: tuple[str, ...]


def similar_documents(texts: Mapping[str, str]) -> list[Alike]:
    """All pairs of documents that share an 8-gram, the most similar first.

    Args:
        texts: Texts by the documents' ids.
    """
    grams = {name: shingles(text) for name, text in texts.items()}
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, own in grams.items():
        for gram in own:
            holders[gram].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        shared.update(combinations(names, 2))
    found = [
        Alike(one, other, count / (len(grams[one]) + len(grams[other]) - count))
        for (one, other), count in shared.items()
    ]
    return sorted(found, key=lambda pair: (-pair.similarity, pair.first, pair.second))


def repeated_sentences(sentences: Iterable[tuple[str, str]]) -> list[Repeated]:
    """Sentences of five words or more that stand in more documents than they may.

    Args:
        sentences: Pairs of a document's id and a sentence of it.
    """
    places: defaultdict[str, set[str]] = defaultdict(set)
    for document, sentence in sentences:
        words = _WORD.findall(sentence.casefold())
        if len(words) >= LEAST_WORDS:
            places[" ".join(words)].add(document)
    return [
        Repeated(sentence, tuple(sorted(documents)))
        for sentence, documents in sorted(places.items())
        if len(documents) > MOST_DOCUMENTS
    ]


def copied(
    sentences: Iterable[tuple[str, str]], originals: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The sentences that share an 8-gram with an original text, with their document's id.

    Args:
        sentences: Pairs of a document's id and a sentence of it.
        originals: Texts that nothing may be copied from.
    """
    known = frozenset(gram for text in originals for gram in shingles(text))
    for document, sentence in sentences:
        if not known.isdisjoint(shingles(sentence)):
            yield document, sentence
