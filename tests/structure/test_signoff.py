import pytest

from .test_sections import sections

ITEMS = "Referat\n1. Taget\nDet er tæt.\n2. Evt.\nIntet nyt fra de andre.\n"


@pytest.mark.parametrize(
    "closing",
    [
        ["Dirigent og referent:", "Ida Holm", "Formand:", "Ole Ravn"],
        ["Referat ved sekretær Ida Holm."],
        ["Referent: Ida Holm"],
        ["Ida Holm, referent"],
    ],
)
def test_offices_at_the_end_are_header(closing: list[str]) -> None:
    found = sections(ITEMS + "\n".join(closing))
    assert {found[line] for line in closing} == {"header"}
    assert found["Intet nyt fra de andre."] == "outcome"


def test_names_alone_at_the_end_are_no_offices() -> None:
    assert sections(ITEMS + "Ida Holm\nOle Ravn")["Ida Holm"] == "outcome"


def test_lines_to_sign_are_other() -> None:
    assert sections(ITEMS + "____________\nIda Holm, dirigent")["Ida Holm, dirigent"] == "other"
