"""Words broken over the end of a line."""

import pytest

from referat.reading import read_bytes
from referat.reading.hyphens import joint
from referat.surface import surface


@pytest.mark.parametrize(
    ("first", "then", "joined"),
    [
        ("ud-", "sende brevet", "udsende brevet"),
        ("ud\u00ad", "sende brevet", "udsende brevet"),
        ("drifts-", "og anlægsbudget", None),
        ("drifts-", "eller anlægsbudget", None),
        ("EU-", "midler søges", "EU-midler søges"),
        ("2026-", "budgettet", "2026-budgettet"),
        ("e-", "mail", "e-mail"),
        ("Nord-", "Als", "Nord-Als"),
        ("it-", "udvalget", "it-udvalget"),
        ("p-", "pladserne", "p-pladserne"),
        ("MobilePay-", "kontoen", "MobilePay-kontoen"),
        ("Facebook-", "gruppen", "Facebook-gruppen"),
        ("mødeleder/-", "referent", "mødeleder/-referent"),
        ("og/", "eller", "og/eller"),
        ("drifts\u2011", "budgettet", "drifts\u2011budgettet"),
        ("for-", "eningen", "foreningen"),
        ("eks-", "empel", "eksempel"),
        ("5-", "6 personer", "5-6 personer"),
        ("vi venter -", "det går nok", None),
        ("slut.", "Nyt punkt", None),
    ],
)
def test_joints(first: str, then: str, joined: str | None) -> None:
    text = f"{first}\n  {then}"
    span = joint(text, len(first), len(first) + 3)
    made = None if span is None else text[: span.start] + text[span.end :]
    assert made == joined


@pytest.mark.parametrize(
    ("elsewhere", "hidden"), [("sommerfest-udvalget", "\n"), ("sommerfestudvalget", "-\n")]
)
def test_a_word_is_joined_as_it_is_written_elsewhere(elsewhere: str, hidden: str) -> None:
    text = f"I {elsewhere} mødes vi. Det er sommerfest-\nudvalget."
    span = joint(text, text.index("\n"), text.index("\n") + 1)
    assert span is not None
    assert text[span.start : span.end] == hidden


def test_soft_hyphens_inside_a_line_are_not_shown() -> None:
    document = read_bytes("Ejer\u00adforeningen blev god\u00ad\nkendt.".encode(), "a.txt")
    block = document.blocks[0]
    assert surface(document, block.start, block.end).text == "Ejerforeningen blev godkendt."
