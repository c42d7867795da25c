"""Short imperative titles: "Mette indhenter tilbud inden påske" gives "Indhent tilbud"."""

import re
from functools import cache

from referat.extraction.vocabulary import alternation, resource

_LONGEST = 90
_PLAIN_INFINITIVE = re.compile(r"[a-zæøå]{2,30}[eåyøo]")
_OBJECT_THEN_PASSIVE = re.compile(
    r"^(?P<object>(?:(?!skal\b|må\b)[\w/-]+\s+){0,4}?(?!skal\b|må\b)[\w/-]+)\s+(?P<modal>(?:skal|må)\s+(?:\w+\s+)??)?"
    r"(?P<verb>[a-zæøå]{3,30}es)(?!\w)(?P<rest>.*)$",
    re.IGNORECASE,
)
_AGENTLESS = re.compile(
    r"^der\s+(?:(?:skal|må)\s+)?(?:også\s+|derfor\s+|så\s+)?(?P<verb>[a-zæøå]{3,30}s)(?!\w)(?P<rest>.*)$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"^at\s+(?P<verb>[a-zæøå]{2,30}e)(?P<rest>\s.*)$", re.IGNORECASE)
_LEAD = re.compile(r"^.{0,80}?\b(?:blev|er)\b.{0,40}?,?\s+at\s+", re.IGNORECASE)
_NO_OBJECT = re.compile(
    r"^(?:der|det|den|de|vi|man|jeg|han|hun|hvis|når|at|og|som|disse|dette|denne|indtil|derefter|herefter"
    r"|desuden|derfor|samtidig|senest|inden|i|på|til|for|fra|ved|efter|med|under|om|fremover|endvidere|så"
    r"|nu|her|ligeledes|hvor|hvem|hvad|ingen|intet)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"^\s+(?:\w+\s+)?(?:ikke|aldrig|heller)\b", re.IGNORECASE)
_PAST = re.compile(r"(?:(?<!ber)(?<!br)(?<!l)(?<!b)edes|[bdgklmv]tes|nntes|istes|attes)$")
_THIRD_PERSON = re.compile(r"\b(?:sin|sit|sine)\b", re.IGNORECASE)
_ABBREVIATED = "".join(
    rf"(?<!\b{word})"
    for word in (
        "nr",
        "kl",
        "ca",
        "pkt",
        "stk",
        "evt",
        "inkl",
        "kr",
        "jf",
        "kap",
        "afd",
        "vedr",
        "dr",
        "st",
    )
)
_BREAK = re.compile(
    rf"{_ABBREVIATED}[.!?]\s+(?=[A-ZÆØÅ])|;\s|,\s+(?:og|men|så|mens|da|hvorefter|de|den|det|vi|han|hun|der)\s"
    r"|\s+og\s+(?:er|har|bliver|kan|skal|vil)\s"
)
_SUBORDINATE = re.compile(r"^\s*at\s+(?![a-zæøå]+e\s)(?!(?:\S+\s+){1,4}ikke\b)", re.IGNORECASE)
_AGREED = re.compile(
    r"^(?:(?:vi|man)\s+(?:blev|er|var)\s+enige\s+om|(?:der\s+(?:var|er)\s+)?enighed\s+om)\s+at\s+"
    r"(?!(?:de|denne|dette|alle|disse|det)\b)(?P<verb>[a-zæøå]{2,30}[eåøy])(?P<rest>\s.*)$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:vi|man)\s+(?:blev|er|var)\s+enige\s+om|(?:der\s+(?:var|er)\s+)?enighed\s+om|aftalt|besluttet"
    r"|det\s+(?:blev|er)\s+(?:besluttet|aftalt|vedtaget)|beslutning\s+om|det\s+besluttedes)\s*[,:]?\s+at\s+",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\s*(?::|–|—|-\s)\s*(?P<rest>\S.*)$", re.DOTALL)
_AND_PASSIVE = re.compile(r"\bog\s+(?P<verb>[a-zæøå]{3,20}es)(?!\w)")
_AND_VERB = re.compile(
    r"\bog\s+(?P<verb>[a-zæøå]{2,20}r)(?=\s+(?P<next>\w+))(?P<pronoun>\s+(?:det|den|dem|ham|hende|op|ned|ud|rundt|ind)\b)?"
)


def title(text: str, after_holder: str | None, *, passive: bool = True) -> str:
    """A title for an action: imperative where a rule gives one, else the text, trimmed.

    Args:
        text: The sentence, without its deadlines.
        after_holder: What follows its holder, if the holder is the subject of the task.
        passive: Whether "hegnet males" may become "mal hegnet"; false of what was put off.
    """
    rest = None if after_holder is None else _from_predicate(after_holder)
    if not passive:
        return _shorten(tidy(text))
    text = _SUBORDINATE.sub("", text, count=1)
    told = rest or _from_passive(text) or _from_infinitive(text) or _from_agreement(text)
    return _shorten(told or tidy(_OPENING.sub("", tidy(text), count=1)) or tidy(text))


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


_LETTERED = re.compile(r"^(?:Ad\s+)?[a-zæøå][.)]\s+(?=[A-ZÆØÅ])")
_VOWEL = re.compile("[aeiouyæøå]")


def tidy(text: str) -> str:
    """The text without stray white space and closing marks, its first letter a capital."""
    text = " ".join(text.split()).lstrip("?!").strip(" .,;:–-|")
    text = re.sub(r"\s+([,.;:!?)])", r"\1", re.sub(r"\(\s*\)", "", text))
    text = _LETTERED.sub("", re.sub(r"\s*,\s*,\s*", " ", text)).strip(" .,;:–-|")
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
    head = _HEAD.match(after_holder)
    if head is not None:
        return _from_passive(head["rest"]) or _from_infinitive(head["rest"]) or tidy(head["rest"])
    charged = _charged().match(after_holder)
    if charged is not None:
        return _compose(imperative(charged["verb"]), _coordinated(charged["rest"]))
    match = _predicate().match(after_holder)
    if match is None:
        return None
    verb = match["verb"]
    if match["modal"] and not _PLAIN_INFINITIVE.fullmatch(verb):
        return None
    if not match["modal"] and (not verb.endswith("r") or len(verb) < 3):
        return None
    return _compose(imperative(verb), _coordinated(match["rest"]))


@cache
def _charged() -> re.Pattern[str]:
    """What a holder is charged with: "lovede at skrive …", "bemyndiges til at købe …"."""
    charges = alternation(resource("verbs")["charges"]["words"])
    return re.compile(
        rf"^\s+(?:(?:(?:{charges})\s+)?at|bedes)\s+(?P<verb>[a-zæøå]{{2,30}}[eåyø])(?P<rest>(?!\w).*)$",
        re.DOTALL,
    )


def _coordinated(rest: str) -> str:
    """Later verbs of the same subject as imperatives too: "… og mailer det rundt"."""
    known = resource("verbs")["common"]["infinitives"]

    def change(match: re.Match[str]) -> str:
        verb = imperative(match["verb"])
        told = match["pronoun"] is not None or match["verb"].removesuffix("r") in known
        return f"og {verb}{match['pronoun'] or ''}" if verb and told else match[0]

    return _AND_VERB.sub(change, rest)


def _from_infinitive(text: str) -> str | None:
    """A bare infinitive of a list of things to do: "Indhente overslag"."""
    first, _, rest = text.strip().partition(" ")
    common = resource("verbs")["common"]["infinitives"]
    if first.lower() not in common or not rest or rest.startswith("af "):
        return None
    return _compose(imperative(first.lower()), f" {rest}")


def _from_agreement(text: str) -> str | None:
    match = _AGREED.match(tidy(text))
    return None if match is None else _compose(imperative(match["verb"]), match["rest"])


def _from_passive(text: str) -> str | None:
    text = _LEAD.sub("", tidy(text), count=1)
    match = _INFINITIVE.match(text)
    if match is not None:
        return _compose(imperative(match["verb"]), match["rest"])
    match = _AGENTLESS.match(text)
    if match is not None:
        return _compose(_passive(match["verb"]), match["rest"])
    match = _OBJECT_THEN_PASSIVE.match(text)
    if match is None or _NO_OBJECT.match(match["object"]) or _NEGATED.match(match["rest"]):
        return None
    if not match["modal"] and match["verb"].lower() in resource("verbs")["settling"]["words"]:
        return None
    thing = match["object"]
    named = thing[1:2].isupper() or any(word[:1].isupper() for word in thing.split()[1:])
    thing = thing if named else thing[:1].lower() + thing[1:]
    rest = _AND_PASSIVE.sub(lambda one: f"og {_passive(one['verb']) or one['verb']}", match["rest"])
    return _compose(_passive(match["verb"]), f" {thing}{rest}")


def _passive(verb: str) -> str | None:
    present = verb.lower().endswith("es") and _PAST.search(verb.lower()) is None
    return imperative(verb.lower()) if present else None


def _compose(verb: str | None, rest: str) -> str | None:
    rest = _BREAK.split(rest, maxsplit=1)[0]
    if not verb or _THIRD_PERSON.search(rest):
        return None
    return tidy(verb + re.sub(r"\bsig\b", "dig", rest))


def _shorten(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[: text.rfind(" ", 0, _LONGEST)].rstrip(" ,;:–-") + " …"
