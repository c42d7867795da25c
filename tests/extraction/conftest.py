"""A meeting of invented people, and sentences of its minutes."""

import datetime as dt
from collections.abc import Callable

import pytest

from referat.labels import Section
from referat.minutes import Document, Meeting, Participant, Sentence, Span
from referat.surface import surface

Placed = tuple[Sentence, Document]


@pytest.fixture
def meeting() -> Meeting:
    return Meeting(
        body="Bestyrelsen",
        date=dt.date(2022, 3, 10),
        next_meeting=dt.date(2022, 4, 7),
        participants=(
            Participant("Mette Holm", role="formand", initials="MH"),
            Participant("Kim Dahl Bech"),
            Participant("Erik Vang", role="kasserer"),
            Participant("Lars Toft"),
        ),
        absentees=(Participant("Lars Krog"),),
    )


@pytest.fixture
def place() -> Callable[..., Placed]:
    def make(text: str, *, column: str | None = None, hidden: tuple[Span, ...] = ()) -> Placed:
        document = Document("prøve.txt", "0" * 64, "text/plain", text, (), (), hidden)
        line = surface(document, 0, len(text)).text
        return Sentence(0, 0, len(text), line, Section.OUTCOME, column=column), document

    return make
