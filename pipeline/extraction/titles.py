"""Short imperative titles: "Mette indhenter tilbud inden påske" gives "Indhent tilbud"."""

import re
from functools import cache

from referat.extraction.vocabulary import alternation, resource

_LONGEST = 90
_PLAIN_INFINITIVE = re.compile(r"[a-zæøå]{2,30}[eåyøo]")
_OBJECT_THEN_PASSIVE = re.compile(
    r"^(?P<object>(?:[\w/-]+\s+){0,4}[\w/-]+)\s+(?:skal|må)\s+(?:\w+\s+)??(?P<verb>[a-zæøå]{3,30}es)"
    r"(?!\w)(?P<rest>.*)$",
    re.IGNORECASE,
)
_AGENTLESS = re.compile(
    r"^der\s+(?:(?:skal|må)\s+)?(?:også\s+|derfor\s+|så\s+)?(?P<verb>[a-zæøå]{3,30}s)(?!\w)(?P<rest>.*)$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"^at\s+(?P<verb>[a-zæøå]{2,30}e)(?P<rest>\s.*)$", re.IGNORECASE)
_LEAD = re.compile(r"^.{0,80}?\b(?:blev|er)\b.{0,40}?,?\s+at\s+", re.IGNORECASE)
_NO_OBJECT = re.compile(
    r"^(?:der|det|den|de|vi|man|jeg|han|hun|hvis|når|at|og|som)\b", re.IGNORECASE
)
_THIRD_PERSON = re.compile(r"\b(?:sin|sit|sine)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.!?;]\s|,\s+(?:og|men|så|mens|da|hvorefter)\s")


def title(text: str, after_holder: str | None) -> str:
    """A title for an action: imperative where a rule gives one, else the text, trimmed.

    Args:
        text: The sentence, without its deadlines.
        after_holder: What follows its holder, if the holder is the subject of the task.
    """
    rest = None if after_holder is None else _from_predicate(after_holder)
    imperative = rest or _from_passive(text)
    return _shorten(imperative or tidy(text))


def imperative(verb: str) -> str | None:
    """The imperative of a present tense, infinitive or passive; None if it has none.

    Args:
        verb: The verb, lower case.
    """
    irregular: dict[str, str] = resource("verbs")["imperatives"]
    if verb in irregular:
        return irregular[verb] or None
    for ending in ("es", "er", "r", "e", "s"):
        stem = verb.removesuffix(ending)
        if stem != verb and len(stem) > 1 and _VOWEL.search(stem):
            return _single(stem) if ending in ("es", "er", "e") else stem
    return None


_VOWEL = re.compile("[aeiouyæøå]")


def tidy(text: str) -> str:
    """The text without stray white space and closing marks, its first letter a capital."""
    text = " ".join(text.split()).strip(" .,;:–-|")
    text = re.sub(r"\s+([,.;:)])", r"\1", re.sub(r"\(\s*\)", "", text))
    return text[:1].upper() + text[1:]


def _single(stem: str) -> str:
    # Danish writes no double consonant at the end of a word: "opretter", "opret"
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiouyæøå"
    return stem[:-1] if doubled else stem


@cache
def _predicate() -> re.Pattern[str]:
    adverbs = alternation(resource("verbs")["task"]["adverbs"])
    return re.compile(
        rf"^(?:\s*\([^()]{{1,40}}\))?\s+(?:(?:{adverbs})\s+){{0,2}}"
        rf"(?P<modal>(?:skal|vil|må)\s+)?(?:(?:{adverbs})\s+){{0,2}}(?P<verb>[a-zæøå]{{2,30}})(?P<rest>(?!\w).*)$",
        re.DOTALL,
    )


def _from_predicate(after_holder: str) -> str | None:
    match = _predicate().match(after_holder)
    if match is None:
        return None
    verb = match["verb"]
    if match["modal"] and not _PLAIN_INFINITIVE.fullmatch(verb):
        return None
    if not match["modal"] and (not verb.endswith("r") or len(verb) < 3):
        return None
    return _compose(imperative(verb), match["rest"])


def _from_passive(text: str) -> str | None:
    text = _LEAD.sub("", tidy(text), count=1)
    match = _INFINITIVE.match(text)
    if match is not None:
        return _compose(imperative(match["verb"]), match["rest"])
    match = _AGENTLESS.match(text)
    if match is not None:
        return _compose(_passive(match["verb"]), match["rest"])
    match = _OBJECT_THEN_PASSIVE.match(text)
    if match is None or _NO_OBJECT.match(match["object"]):
        return None
    thing = match["object"]
    thing = thing if thing[1:2].isupper() else thing[:1].lower() + thing[1:]
    return _compose(_passive(match["verb"]), f" {thing}{match['rest']}")


def _passive(verb: str) -> str | None:
    return imperative(verb.lower()) if verb.lower().endswith("es") else None


def _compose(verb: str | None, rest: str) -> str | None:
    rest = _BREAK.split(rest, maxsplit=1)[0]
    if not verb or _THIRD_PERSON.search(rest):
        return None
    return tidy(verb + re.sub(r"\bsig\b", "dig", rest))


def _shorten(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[: text.rfind(" ", 0, _LONGEST)].rstrip(" ,;:–-") + " …"
