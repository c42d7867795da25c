"""The title of an action item: its sentence without holder and deadline, as an imperative."""

import re
from functools import cache

from referat.extraction.titles import tidy, title
from referat.extraction.vocabulary import alternation, resource
from referat.labels import Tag
from referat.minutes import Minutes, TaggedSentence
from referat.surface import Surface, surface

_BRACKETS = re.compile(r"\([^()]*\)")
_ONLY_JOINERS = re.compile(r"(?:[\s(),/&+?]|\bog\b)*")
_JOINED = re.compile(r"\s*(?:,|/|&|\+|\bog\b|\bsamt\b)\s*")
_MARK = re.compile(r"(?<=\w)\s*[,–—-]\s+$")
_VERB = re.compile(r"\b(?P<verb>[a-zæøå]{3,30}r)\s+(?:så\s+|også\s+)?$")
_BY = re.compile(r"(?<=\w)\s+af\s+$")
_LONGEST_TOPIC = 50
_CONTEXT_WORDS = 3
_EMPTY = re.compile(
    r"(?i)\S+(?:\s+(?:tilbage|op|ud|videre|rundt|ind|ned|igen))?"
    r"|\S+\s+(?:det|den|dem|dette|disse|denne)(?:\s+.*)?"
    r"|(?:enstemmigt|ja,|nej,|ok,)\s\S+|\S+\senstemmigt"
)


def headline(sentence: TaggedSentence, minutes: Minutes) -> str:
    """A short title for what a sentence says is to be done, was decided or put off.

    A title that says too little by itself ("Godkendt", "Meld tilbage") is followed by the title of
    its agenda item in brackets.

    Args:
        sentence: The sentence, with its holders and deadlines.
        minutes: The minutes it stands in.
    """
    topic = _topic(sentence, minutes)
    line = surface(minutes.document, sentence.sentence.start, sentence.sentence.end)
    kept = _kept(sentence, line)
    if not _says_something(sentence, line):
        return topic or tidy(sentence.sentence.text)
    text = "".join(line.text[position] for position in kept)
    words = title(
        _without_label(text), _after_holder(sentence, line, kept), passive=_is_to_do(sentence)
    )
    if _EMPTY.fullmatch(words) and not _opens_with_holder(sentence, line):
        words = title(_without_label(text), None, passive=False)
    words = words or tidy(sentence.sentence.text)
    return f"{words} ({topic})" if topic and _says_little(words) else words


def stripped(sentence: TaggedSentence, minutes: Minutes) -> str:
    """The sentence without its deadlines and holders."""
    line = surface(minutes.document, sentence.sentence.start, sentence.sentence.end)
    spans = _spans(sentence)
    return "".join(
        character
        for character, offset in zip(line.text, line.offsets, strict=True)
        if not any(start <= offset < end for start, end in spans)
    )


def _spans(sentence: TaggedSentence) -> list[tuple[int, int]]:
    times = [(one.start, one.end) for one in sentence.deadlines]
    return times + [(one.start, one.end) for one in sentence.responsible]


def _kept(sentence: TaggedSentence, line: Surface) -> list[int]:
    """The places of the line that a title keeps: no deadlines, no holders in brackets."""
    times = [_places(line, one.start, one.end) for one in sentence.deadlines]
    cut = [time for time in times if not _dangling().search(line.text[: time.start])]
    holders = [_places(line, one.start, one.end) for one in sentence.responsible]
    for bracket in _BRACKETS.finditer(line.text):
        inside = range(*bracket.span())
        rest = [p for p in inside if not any(p in holder for holder in holders)]
        if len(rest) < len(inside) and _ONLY_JOINERS.fullmatch("".join(line.text[p] for p in rest)):
            cut.append(inside)
    cut += [range(mark, holder.stop) for holder in holders if (mark := _tail(line, holder, cut))]
    cut += [
        range(agent.start(), holder.stop) for holder in holders if (agent := _agent(line, holder))
    ]
    return [p for p in range(len(line.text)) if not any(p in gone for gone in cut)]


def _tail(line: Surface, holder: range, cut: list[range]) -> int | None:
    """Where the mark before a holder stands that only closes the line: "plakater, Lasse"."""
    mark = _MARK.search(line.text[: holder.start]) if holder else None
    rest = [p for p in range(holder.stop, len(line.text)) if not any(p in gone for gone in cut)]
    closes = mark is not None and not any(line.text[place].isalnum() for place in rest)
    return mark.start() if mark is not None and closes else None


def _agent(line: Surface, holder: range) -> re.Match[str] | None:
    return _BY.search(line.text[: holder.start]) if holder else None


def _places(line: Surface, start: int, end: int) -> range:
    inside = [place for place, offset in enumerate(line.offsets) if start <= offset < end]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


@cache
def _dangling() -> re.Pattern[str]:
    # without what comes next these words say nothing: "afleveringen er [den 6. januar]"
    words = alternation(resource("verbs")["dangling"]["words"])
    return re.compile(rf"\b(?:{words})\s*$", re.IGNORECASE)


def _after_holder(sentence: TaggedSentence, line: Surface, kept: list[int]) -> str | None:
    """What the sentence says after its holder, where one list of holders is all its subject."""
    holders = [_places(line, one.start, one.end) for one in sentence.responsible]
    if not holders or not all(holders) or _is_inverted(line.text[: holders[0].start]):
        return None
    end = holders[0].stop
    for holder in holders[1:]:
        if not _JOINED.fullmatch(line.text[end : holder.start]):
            return None
        end = holder.stop
    return _without_label("".join(line.text[place] for place in kept if place >= end))


def _is_inverted(before: str) -> bool:
    # "forsiden tager Poul billeder til": what comes after Poul is not the verb
    verb = _VERB.search(before)
    return verb is not None and verb["verb"] not in resource("verbs")["no_verbs"]["words"]


def _opens_with_holder(sentence: TaggedSentence, line: Surface) -> bool:
    starts = [_places(line, one.start, one.end).start for one in sentence.responsible]
    return not starts or len(line.text[: min(starts)].split()) < _CONTEXT_WORDS


def _without_label(text: str) -> str:
    return _deadline_label().sub("", text)


@cache
def _deadline_label() -> re.Pattern[str]:
    nouns = alternation(resource("time_words")["labels"]["nouns"])
    soft = r"(?:(?:meget\s+)?(?:gerne|helst)(?:\s+(?:færdig|klar))?|færdig|klar)"
    return re.compile(
        rf"\s*[,(–-]\s*(?:(?:{nouns})(?:\s+er)?|{soft})\s*[:=]?\s*\)?[\s.]*$", re.IGNORECASE
    )


def _is_to_do(sentence: TaggedSentence) -> bool:
    return Tag.DEFERRAL not in sentence.tags


def _says_something(sentence: TaggedSentence, line: Surface) -> bool:
    spans = [_places(line, start, end) for start, end in _spans(sentence)]
    return any(
        character.isalnum() and not any(place in span for span in spans)
        for place, character in enumerate(line.text)
    )


def _topic(sentence: TaggedSentence, minutes: Minutes) -> str | None:
    number = sentence.sentence.item
    name = None if number is None else minutes.items[number].title
    name = tidy(name) if name else None
    return name if name and len(name) <= _LONGEST_TOPIC else None


def _says_little(words: str) -> bool:
    return _EMPTY.fullmatch(words) is not None
