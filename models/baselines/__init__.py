"""Trivial systems that every score is shown beside."""

from collections.abc import Callable, Mapping
from typing import Final

from referat.models.baselines.everything import EverythingTagger
from referat.models.baselines.keywords import KeywordTagger
from referat.models.baselines.nothing import MajorityTagger
from referat.tagging import Tagger

BASELINES: Final[Mapping[str, Callable[[], Tagger]]] = {
    "everything": EverythingTagger,
    "keywords": KeywordTagger,
}
"""Those shown beside every score."""

UNTRAINED: Final[Mapping[str, Callable[[], Tagger]]] = {**BASELINES, "majority": MajorityTagger}
"""All that need no training, by name."""
