"""A sentence of the marked-up page: highlighted, with tags, scores and what was read out of it."""

from collections.abc import Iterator, Mapping, Sequence

from referat.exporting.page_marks import html, icon, marked, marks
from referat.exporting.page_wording import meaning, percent, word
from referat.exporting.registers import Entry, MeetingPage
from referat.labels import TAGS, Tag
from referat.minutes import TaggedSentence


def sentence_html(
    one: TaggedSentence, page: MeetingPage, entries: Sequence[Entry], people: Mapping[str, int]
) -> str:
    """The sentence; where it is tagged or in a register, with what is known of it.

    Args:
        one: The sentence.
        page: Its meeting.
        entries: The lines of the registers that it went into.
        people: The number of each holder, for the filter.
    """
    anchor = page.anchor(one.sentence.index)
    if not one.tags and not entries:
        return f'<span id="{anchor}" class="unit">{html(one.sentence.text)}</span>'
    data = filter_data(*_filtered(one, entries), people)
    if not one.tags:
        # a cell of a row that others are tagged in
        return f'<span id="{anchor}" class="unit" {data}>{html(one.sentence.text)}</span>'
    text = marked(one.sentence.text, marks(one, page.tagged.minutes.document))
    kinds = " ".join(tag.value for tag in one.tags)
    return (
        f'<div id="{anchor}" class="unit" {data}>'
        f'<span class="sentence {kinds}">{text}</span> '
        f"<details><summary>{_chips(one)}</summary>{_told(one, entries)}</details></div>"
    )


def filter_data(tags: Sequence[Tag], holders: Sequence[str], people: Mapping[str, int]) -> str:
    """The attributes that the filter goes by.

    Args:
        tags: Tags of a sentence or a line.
        holders: Holders of it.
        people: The number of each holder.
    """
    numbers = " ".join(str(people[name]) for name in holders if name in people)
    return f'data-tags="{" ".join(tag.value for tag in tags)}" data-holders="{numbers}"'


def _filtered(one: TaggedSentence, entries: Sequence[Entry]) -> tuple[list[Tag], list[str]]:
    """Tags and holders of the sentence and of all that it was joined with."""
    given = {*one.tags, *(tag for entry in entries for tag in entry.tags)}
    names = [holder.participant or holder.text for holder in one.responsible]
    joined = [*names, *(name for entry in entries for name in entry.holders)]
    return [tag for tag in TAGS if tag in given], list(dict.fromkeys(joined))


def chip(tag: Tag, score: float | None = None) -> str:
    """A tag by shape and word, with its score where there is one."""
    shown = "" if score is None else f' <span class="score">{percent(score)}</span>'
    return f'<span class="chip {tag.value}">{icon(tag)}{word("tags", tag.value)}{shown}</span>'


def _chips(one: TaggedSentence) -> str:
    scores = dict(zip(TAGS, one.scores, strict=True))
    return "".join(chip(tag, scores[tag]) for tag in one.tags)


def _told(one: TaggedSentence, entries: Sequence[Entry]) -> str:
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(one))
    links = ", ".join(
        f'<a href="#{entry.anchor}">{html(entry.title)}</a>'
        for entry in {entry.item.id: entry for entry in entries}.values()
    )
    if links:
        rows += f"<div><dt>{word('sentence', 'registered')}</dt><dd>{links}</dd></div>"
    return f'<dl class="told">{rows}</dl>'


def _facts(one: TaggedSentence) -> Iterator[tuple[str, str]]:
    """Names and escaped values of all that was read out of the sentence."""
    for deadline in one.deadlines:
        told = f"{html(deadline.text)} → {html(meaning(deadline))}"
        yield word("sentence", "deadline"), told
    for holder in one.responsible:
        named = holder.participant not in (None, holder.text)
        full = f" → {html(holder.participant or '')}" if named else ""
        yield word("sentence", "holder"), f"{html(holder.text)}{full}"
    yield (
        word("sentence", "scores"),
        ", ".join(
            f"{word('tags', tag.value)}&nbsp;{percent(score)}"
            for tag, score in zip(TAGS, one.scores, strict=True)
        ),
    )
    sentence = one.sentence
    page = "" if sentence.page is None else word("sentence", "page").format(page=sentence.page)
    offsets = word("sentence", "offsets").format(start=sentence.start, end=sentence.end)
    yield word("sentence", "place"), page + offsets
