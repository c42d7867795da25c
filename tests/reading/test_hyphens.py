"""Words broken over the end of a line."""

import pytest

from referat.reading.hyphens import joint


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
        ("vi venter -", "det går nok", None),
        ("slut.", "Nyt punkt", None),
    ],
)
def test_joints(first: str, then: str, joined: str | None) -> None:
    text = f"{first}\n  {then}"
    span = joint(text, len(first), len(first) + 3)
    made = None if span is None else text[: span.start] + text[span.end :]
    assert made == joined
