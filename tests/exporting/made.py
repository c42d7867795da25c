"""Tagged minutes made of any text, for the tests of the pages."""

import datetime as dt

from referat.actions import actions
from referat.labels import Section, Tag
from referat.minutes import (
    ActionItem,
    AgendaItem,
    Block,
    BlockKind,
    Deadline,
    Document,
    Meeting,
    Minutes,
    Participant,
    Responsible,
    Sentence,
    TaggedMinutes,
    TaggedSentence,
)
from referat.surface import surface


def made(text: str) -> tuple[TaggedMinutes, tuple[ActionItem, ...]]:
    """Minutes in which the text stands wherever text can: titles, names, sentences, holders."""
    blocks = (
        Block(0, len(text), BlockKind.PARAGRAPH),
        Block(len(text), 2 * len(text), BlockKind.LIST_ITEM, marker=text, marker_start=len(text)),
        Block(2 * len(text), 3 * len(text), BlockKind.TABLE_CELL, table=0, row=0, column=0),
    )
    document = Document(text, "0" * 64, "text/plain", 3 * text, (), blocks, warnings=(text,))
    holder = (Responsible(text, 0, len(text), text, "subject"),)
    deadline = (Deadline(text, 0, len(text), None, None, None, "made"),)
    sentences = tuple(
        TaggedSentence(
            Sentence(
                number,
                block.start,
                block.end,
                surface(document, block.start, block.end).text,
                Section.OUTCOME,
                block.kind,
                item=0,
                row=(0, 0) if block.table is not None else None,
            ),
            tuple(Tag),
            (0.9, 0.8, 0.7, 0.6),
            deadline,
            holder,
        )
        for number, block in enumerate(blocks)
    )
    meeting = Meeting(text, text, dt.date(2022, 4, 1), None, (Participant(text, text),), place=text)
    minutes = Minutes(
        document,
        meeting,
        (AgendaItem(text, text, 0, 3 * len(text)),),
        tuple(one.sentence for one in sentences),
    )
    tagged = TaggedMinutes(minutes, sentences)
    return tagged, actions(tagged)
