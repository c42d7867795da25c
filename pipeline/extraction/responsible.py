"""Holders of a task: the people, roles and units that a sentence puts it in the hands of."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from referat.extraction.expressions import find_times
from referat.extraction.people import Mention, People, groups, people
from referat.extraction.vocabulary import alternation, resource
from referat.minutes import Document, Meeting, Responsible, Sentence
from referat.surface import Surface, surface


@dataclass(frozen=True, slots=True)
class _Context:
    """A list of mentions and the words on either side of it."""

    mentions: tuple[Mention, ...]
    before: str
    after: str
    preceded: int
    """Where the mentions before these end that may be the subject; 0 if there are none."""
    followed: bool
    """Whether another list of mentions comes next, with only a mark between."""


@dataclass(frozen=True, slots=True)
class _HolderRule:
    """A place in the sentence where holders stand."""

    name: str
    accepts: Callable[[_Context], bool]


def responsible(
    sentence: Sentence, document: Document, meeting: Meeting
) -> tuple[Responsible, ...]:
    """The holders named in a sentence that is tagged with one.

    Args:
        sentence: The sentence.
        document: The document it stands in.
        meeting: The header's facts, whose participants the holders are linked to.
    """
    line = surface(document, sentence.start, sentence.end)
    known = people((*meeting.participants, *meeting.absentees))
    found = _cell(line, known) if is_holder_column(sentence.column) else _holders(line.text, known)
    return tuple(_placed(mention, rule, line, known) for mention, rule in found)


def is_holder_column(head: str | None) -> bool:
    """Whether a table column of this head holds those responsible."""
    return head is not None and head.strip(" :*").lower() in resource("roles")["labels"]["columns"]


def _placed(mention: Mention, rule: str, line: Surface, known: People) -> Responsible:
    text = line.text[mention.start : mention.end]
    span = line.span(mention.start, mention.end)
    return Responsible(text, span.start, span.end, known.participant(text), rule)


def _cell(line: Surface, known: People) -> list[tuple[Mention, str]]:
    mentions = known.mentions(line.text)
    if mentions:
        return [(mention, "column") for mention in mentions]
    pieces = _CELL_PIECE.finditer(line.text)
    return [(Mention(piece.start(), piece.end(), True, True), "column") for piece in pieces]


def _holders(text: str, known: People) -> list[tuple[Mention, str]]:
    contexts = list(_contexts(text, _mentions(text, known)))
    weak = {id(context) for context in contexts if any(m.weak for m in context.mentions)}
    tiers = ((False, _firm_rules()), (True, _firm_rules()), (True, _weak_rules()))
    for with_weak, rules in tiers:
        found = [
            (mention, rule)
            for context in contexts
            if with_weak or id(context) not in weak
            if (rule := _first_rule(context, rules)) is not None
            for mention in context.mentions
        ]
        if found:
            return found
    return _short_line(text)


def _mentions(text: str, known: People) -> list[Mention]:
    mentions = known.mentions(text)
    if not text.isupper() or len(text.split()) < _CELL_WORDS:
        return mentions
    # where everything is in capitals, a short word is initials only if somebody has them
    return [
        one
        for one in mentions
        if one.end - one.start > _INITIALS or known.participant(text[one.start : one.end])
    ]


def _subject_end(text: str, run: list[Mention]) -> int:
    after_preposition = _PREPOSITION.search(text[max(0, run[0].start - 12) : run[0].start])
    return 0 if after_preposition else run[-1].end


def _short_line(text: str) -> list[tuple[Mention, str]]:
    # a loose cell of a column: "Team Data"
    match = _FEW_WORDS.fullmatch(text)
    return [] if match is None else [(Mention(*match.span("words"), True, False), "short_line")]


def _first_rule(context: _Context, rules: tuple[_HolderRule, ...]) -> str | None:
    return next((rule.name for rule in rules if rule.accepts(context)), None)


def _contexts(text: str, mentions: list[Mention]) -> Iterator[_Context]:
    runs = groups(text, mentions)
    words = text.lower() if text.isupper() else text  # verbs are known by their small letters
    for position, run in enumerate(runs):
        end = run[-1].end
        upcoming = runs[position + 1][0].start if position + 1 < len(runs) else None
        followed = upcoming is not None and not _WORD.search(text, end, upcoming)
        earlier = [other for other in runs[:position] if not any(one.weak for one in other)]
        preceded = _subject_end(text, earlier[-1]) if earlier else 0
        yield _Context(tuple(run), words[: run[0].start], words[end:], preceded, followed)


@cache
def _firm_rules() -> tuple[_HolderRule, ...]:
    return (
        _HolderRule("label", _after_label),
        _HolderRule("subject", _before_verb),
        _HolderRule("passive", _after_agent),
        _HolderRule("parenthesis", _in_parenthesis),
        _HolderRule("head", _surely_opens_line),
        _HolderRule("after_colon", _after_colon),
        _HolderRule("whole", _is_whole),
        _HolderRule("rota", _is_rota),
        _HolderRule("tail", _closes_line),
        _HolderRule("office", _has_office),
        _HolderRule("receiver", _receives),
        _HolderRule("inverted", _after_verb),
    )


@cache
def _weak_rules() -> tuple[_HolderRule, ...]:
    return (
        _HolderRule("reporting_subject", _before_any_verb),
        _HolderRule("uncertain_head", _opens_line),
        _HolderRule("after_comma", _ends_after_comma),
        _HolderRule("with_time", _with_time_alone),
        _HolderRule("between", _between),
    )


def _certain(context: _Context) -> bool:
    return all(mention.certain for mention in context.mentions)


def _after_label(context: _Context) -> bool:
    return _label().search(context.before[-60:]) is not None


def _before_verb(context: _Context) -> bool:
    verb = _verb(context)
    return verb is not None and verb not in resource("verbs")["reporting"]["words"]


def _before_any_verb(context: _Context) -> bool:
    verb = _verb(context)
    if all(mention.person for mention in context.mentions):
        return verb is not None
    return verb is not None and verb not in resource("verbs")["reporting"]["deciding"]


def _verb(context: _Context) -> str | None:
    if _PREPOSITION.search(context.before[-12:]):
        return None
    match = _subject_verb().match(context.after)
    if match is None or match["verb"] in resource("verbs")["no_verbs"]["words"]:
        return None
    return str(match["verb"])


def _after_agent(context: _Context) -> bool:
    return _AGENT.search(context.before[-80:]) is not None


def _in_parenthesis(context: _Context) -> bool:
    opened = context.before.rstrip().endswith("(") and bool(context.before.strip(" ("))
    if not opened or _CLOSED.match(context.after) is not None:
        return opened
    timed = _TIMED_CLOSE.match(context.after)
    return timed is not None and _certain(context) and bool(find_times(timed["time"], None))


def _opens_line(context: _Context) -> bool:
    opens = not context.before.strip(" @-•*") and not context.followed
    return opens and _HEAD.match(context.after) is not None and not _any_uncertain_noun(context)


def _surely_opens_line(context: _Context) -> bool:
    return _certain(context) and _opens_line(context)


def _ends_after_comma(context: _Context) -> bool:
    personal = _certain(context) and all(mention.person for mention in context.mentions)
    return personal and context.before.endswith(", ") and _ENDING.match(context.after) is not None


def _with_time_alone(context: _Context) -> bool:
    rest = context.after
    if context.before.strip(" @-•*") or not _certain(context):
        return False
    for time in find_times(rest, None):
        rest = rest.replace(time.when.text, "", 1)
    return rest != context.after and not any(character.isalnum() for character in rest)


def _between(context: _Context) -> bool:
    return len(context.mentions) > 1 and _AMONG.search(context.before[-60:]) is not None


def _any_uncertain_noun(context: _Context) -> bool:
    return any(mention.weak for mention in context.mentions)


def _after_colon(context: _Context) -> bool:
    return _certain(context) and _COLON_BEFORE.fullmatch(context.before) is not None


def _is_whole(context: _Context) -> bool:
    return not any(character.isalnum() for character in context.before + context.after)


def _is_rota(context: _Context) -> bool:
    timed = _TIMES.fullmatch(context.before) is not None
    return timed and _certain(context) and not any(c.isalnum() for c in context.after)


def _closes_line(context: _Context) -> bool:
    ends = _ENDING.match(context.after) is not None or _ends_with_time(context.after)
    return ends and _certain(context) and _DASH_BEFORE.search(context.before[-4:]) is not None


def _ends_with_time(rest: str) -> bool:
    timed = _TIME_IN_BRACKETS.fullmatch(rest)
    return timed is not None and bool(find_times(timed["time"], None))


def _has_office(context: _Context) -> bool:
    return _OFFICE.match(context.after) is not None


def _receives(context: _Context) -> bool:
    match = _receiver().search(context.before[-80:])
    personal = all(mention.person for mention in context.mentions)
    # things are brought back to people, cases to bodies
    return match is not None and not (personal and match[0].lower().startswith("retur"))


def _after_verb(context: _Context) -> bool:
    if not _certain(context):
        return False
    clause = _CLAUSE.split(context.before)[-1]
    match = _inverted().search(clause)
    if match is None or match["verb"] in _not_inverting():
        return False
    if match["opening"].strip().lower() in _OBJECTS:
        return True
    if context.preceded > len(context.before) - len(clause):
        return False
    return _SUBJECT.search(match["opening"]) is None


@cache
def _not_inverting() -> frozenset[str]:
    verbs = resource("verbs")
    return frozenset((*verbs["reporting"]["words"], *verbs["no_verbs"]["words"]))


@cache
def _label() -> re.Pattern[str]:
    words = alternation(resource("roles")["labels"]["words"])
    return re.compile(
        rf"(?:^|[\s(|,;.–-])(?:{words})(?:\s+(?:er|bliver|for\s+\w+\s*(?:er)?))?\s*[:=–-]?\s*$",
        re.IGNORECASE,
    )


@cache
def _subject_verb() -> re.Pattern[str]:
    task = resource("verbs")["task"]
    adverbs = rf"(?:(?:{alternation(task['adverbs'])})\s+){{0,2}}"
    fixed = alternation([*task["modals"], *task["pledges"], *task["passives"]])
    # "kommunen skal kontaktes": the municipality has nothing to do
    active = r"(?<!skal(?=\s[\w-]{3,30}es\b))(?<!må(?=\s[\w-]{3,30}es\b))"
    aside = r"(?:\s*\([^()]{1,40}\)|,\s(?:som|der)\s[^,]{1,60},)?"
    return re.compile(rf"{aside}\s+{adverbs}(?P<verb>{fixed}|[a-zæøå]{{2,30}}r)(?!\w){active}")


@cache
def _inverted() -> re.Pattern[str]:
    task = resource("verbs")["task"]
    fixed = alternation([*task["modals"], *task["pledges"]])
    return re.compile(
        rf"^(?P<opening>.*?)\b(?P<verb>{fixed}|[a-zæøå]{{2,30}}r)\s+(?:så\s+|også\s+)?$"
    )


@cache
def _receiver() -> re.Pattern[str]:
    task = resource("verbs")["task"]
    to = r"(?:\s+[\w-]+){0,4}?\s+(?:til|hos|i|af)\s+"
    return re.compile(
        rf"\b(?:(?:{alternation(task['receivers'])}){to}|(?:{alternation(task['mandators'])})\s+)"
        r"(?:den\s+|det\s+|en\s+|et\s+)?$",
        re.IGNORECASE,
    )


_INITIALS, _CELL_WORDS = 4, 4
_WORD = re.compile(r"\w")
_CELL_PIECE = re.compile(r"[^\s,/&+;][^,/&+;]{0,60}?(?=\s*(?:[,/&+;]|\bog\b|$))")
_PREPOSITION = re.compile(
    r"(?:^|\s)(?:af|til|fra|med|for|hos|på|om|i|ved|mellem|via|v/|efter|mod)\s+$", re.IGNORECASE
)
_TIMES = re.compile(r"(?:uge|ugen|den|d|kl|[^\W\d]{3,5}dag|[\W\d])*", re.IGNORECASE)
_AGENT = re.compile(
    r"\b(?:\w{2,30}s|(?:er|bliver|blive|være|blev)(?:\s+\w{1,30})?\s+\w{2,30}t)"
    r"(?:\s+[\w,]{1,30}){0,4}?\s+af\s+(?:den\s+|det\s+)?$"
)
_AMONG = re.compile(r"\b\w{2,30}s(?:\s+\w{1,30}){0,3}?\s+mellem\s+$")
_CLOSED = re.compile(r"\s?\??\s?\)")
_TIME_IN_BRACKETS = re.compile(r"\s\((?P<time>[^()]{2,40})\)\.?\s*")
_TIMED_CLOSE = re.compile(r",\s(?P<time>[^()]{2,40})\)")
_HEAD = re.compile(r"\s*(?::|[-–—]\s|,?\s+at\s|=)")
_DASH_BEFORE = re.compile(r"(?:[-–—:→>|/]|\.\.)\s*$")
_OFFICE = re.compile(
    r"\s+(?:er|bliver|har|står|tager)\s+(?:\w+\s+){0,2}?"
    r"(?:ansvarlige?|tovholdere?|ansvaret?|bolden|opgaven|for)\b"
)
_CLAUSE = re.compile(r"[,;:.!?]\s+|\bat\s|\bog\s|\bmen\s|\bså\s")
_OBJECTS = frozenset({"det", "den", "dem", "dette"})
_COLON_BEFORE = re.compile(r"[^:]{1,80}:\s*(?:det\s+(?:klarer|gør|ordner)\s+)?", re.IGNORECASE)
_ENDING = re.compile(r"\s*\??\s*(?:[,.;)]|$)")
_FEW_WORDS = re.compile(
    r"\s*(?P<words>[A-ZÆØÅ][\w&/-]{1,30}(?:\s(?:og\s|&\s)?[A-ZÆØÅ][\w/-]{1,30}){0,2})\s*"
)
_SUBJECT = re.compile(r"\b(?i:vi|man|jeg|du|han|hun|de|der|det|den)\b|\b[A-ZÆØÅ]{2,4}\b")
