"""Registers of tasks, decisions and deferrals: action items with the way to their sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from referat.labels import TAGS, Tag
from referat.minutes import ActionItem, TaggedMinutes, TaggedSentence


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a register.

    `anchor` is its own name on the page, `target` that of its sentence; `title` is the item's, but
    the whole row of a table; `tags` are those of all sentences that it was joined from.
    """

    item: ActionItem
    anchor: str
    target: str
    title: str
    tags: tuple[Tag, ...]
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Lines of one kind, `name` being a key of the wording."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """The minutes of one meeting, the `number`-th on the page, with their registers."""

    number: int
    tagged: TaggedMinutes
    registers: tuple[Register, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines of all registers."""
        return tuple(entry for register in self.registers for entry in register.entries)

    def joined(self) -> dict[int, list[Entry]]:
        """The lines that each sentence went into, by its running number in the document."""
        found: dict[int, list[Entry]] = {}
        for entry in self.entries:
            for index in entry.item.sources:
                found.setdefault(index, []).append(entry)
        return found

    def anchor(self, sentence: int) -> str:
        """The name of a sentence on the page.

        Args:
            sentence: Its running number in the document.
        """
        return sentence_anchor(self.number, sentence)


def sentence_anchor(meeting: int, sentence: int) -> str:
    """The name of a sentence on the page.

    Args:
        meeting: Running number of the meeting on the page.
        sentence: Running number of the sentence in its document.
    """
    return f"s{meeting}-{sentence}"


def meeting_pages(
    meetings: Sequence[TaggedMinutes], actions: Sequence[ActionItem]
) -> tuple[MeetingPage, ...]:
    """Each meeting with its registers; a task that was decided stands in two of them.

    Args:
        meetings: Tagged minutes, of one document or of several.
        actions: The action items of all of them.
    """
    return tuple(
        MeetingPage(
            number, tagged, _registers(number, tagged, [i for i in actions if _of(i, tagged)])
        )
        for number, tagged in enumerate(meetings, start=1)
    )


def _of(item: ActionItem, tagged: TaggedMinutes) -> bool:
    # two meetings of a file may look alike, and two files may hold the same minutes
    return item.meeting is tagged.minutes.meeting


def _registers(
    number: int, tagged: TaggedMinutes, items: Sequence[ActionItem]
) -> tuple[Register, ...]:
    sentences = {one.sentence.index: one for one in tagged.sentences}
    carried = [(item, _tags(item, sentences)) for item in items]
    kept = {
        "tasks": [item for item, _ in carried if item.kind == "task"],
        "decisions": [item for item, own in carried if Tag.DECISION in own],
        "deferrals": [item for item, own in carried if Tag.DEFERRAL in own],
    }
    return tuple(
        Register(
            name,
            tuple(
                _entry(item, f"{name}{number}-{line}", number, sentences)
                for line, item in enumerate(part, start=1)
            ),
        )
        for name, part in kept.items()
    )


def _entry(
    item: ActionItem, anchor: str, number: int, sentences: Mapping[int, TaggedSentence]
) -> Entry:
    own = item.sources[0]
    row = sentences[own].sentence.row is not None
    return Entry(
        item,
        anchor,
        sentence_anchor(number, own),
        item.text.replace(" | ", " · ") if row else item.title,
        _tags(item, sentences),
        tuple(dict.fromkeys(holder.participant or holder.text for holder in item.responsible)),
    )


def _tags(item: ActionItem, sentences: Mapping[int, TaggedSentence]) -> tuple[Tag, ...]:
    given = {tag for index in item.sources for tag in sentences[index].tags}
    return tuple(tag for tag in TAGS if tag in given)
