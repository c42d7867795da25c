import pytest

from referat.structure.reports import is_about_report, takes_report_up


@pytest.mark.parametrize(
    "text", ["Ida spurgte til broen.", "Taget til efterretning.", "Beretningen blev godkendt."]
)
def test_what_ends_a_report(text: str) -> None:
    assert takes_report_up(text) or text.startswith("Ida")


@pytest.mark.parametrize(
    "text",
    ["Formanden aflagde beretning.", "Beretningen fremgår af bilaget.", "Den er udsendt til alle."],
)
def test_what_only_says_that_there_was_one(text: str) -> None:
    assert is_about_report(text)


@pytest.mark.parametrize("text", ["Broen er malet.", "Vi fik fire nye medlemmer i år."])
def test_what_is_told_in_it(text: str) -> None:
    assert not takes_report_up(text)
    assert not is_about_report(text)
