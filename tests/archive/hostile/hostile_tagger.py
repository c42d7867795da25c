"""A tagger that does to its process what the text says; else the keyword baseline."""

import os
import signal
import time
from collections.abc import Sequence

from referat.minutes import SentenceInContext
from referat.models.baselines.keywords import KeywordTagger
from referat.tagging import Scores


def score(sentences: Sequence[SentenceInContext]) -> Scores:
    text = " ".join(sentence.text for sentence in sentences)
    if "Styrt ned" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "Sov længe" in text:
        time.sleep(1000)
    while "Regn videre" in text:
        pass
    if "Fyld op" in text:
        bytearray(20_000_000_000)
    if "Tag fejl" in text:
        raise KeyError("fejl")
    return KeywordTagger().score(sentences)
