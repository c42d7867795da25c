"""The spaCy pipeline that tokenizes: the one named, the large Danish one, or a blank one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from referat.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

LARGE_DANISH: Final = "da_core_news_lg"
SENTENCE_PIPES: Final = ("senter", "parser", "sentencizer")
_UNUSED_PIPES: Final = ("tagger", "morphologizer", "lemmatizer", "attribute_ruler", "ner")


@cache
def load_tokenizer(name: str | None = None) -> Language:
    """The pipeline of that name or path; else `da_core_news_lg` if installed; else a blank one.

    Only what finds tokens and sentences is loaded. The pipeline is kept for later calls.

    Args:
        name: Name of an installed spaCy package, or path of a pipeline folder.

    Raises:
        ModelError: If a named pipeline cannot be loaded.
    """
    import spacy

    if name is not None:
        return _load(name)
    if spacy.util.is_package(LARGE_DANISH):
        return _load(LARGE_DANISH)
    return spacy.blank("da")


def has_sentences(nlp: Language) -> bool:
    """Whether the pipeline marks where sentences start."""
    return any(pipe in SENTENCE_PIPES for pipe in nlp.pipe_names)


def _load(name: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(name, exclude=_UNUSED_PIPES)
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(f"cannot load the spaCy pipeline {name!r}: {reason}") from error
    if "senter" in nlp.disabled:
        # the pipelines of spaCy ship their sentence recognizer beside the slower parser
        nlp.enable_pipe("senter")
        if "parser" in nlp.pipe_names:
            nlp.remove_pipe("parser")
    return nlp
