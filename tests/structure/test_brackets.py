import pytest

from referat.structure.brackets import SMILEY, protected_ranges


def inside(text: str) -> list[str]:
    return sorted(text[start:end] for start, end in protected_ranges(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bo (formand. Valgt i 2019.) kom.", ["(formand. Valgt i 2019.)"]),
        ("Bo (formand (ny). Valgt.) kom.", ["(formand (ny). Valgt.)"]),
        ("Hun sagde ”Ja. Vi gør det.” og gik.", ["”Ja. Vi gør det.”"]),
        ("»Nej. Aldrig.« sagde Ole.", ["»Nej. Aldrig.«"]),
        ('Skruer på 5" og 7" er købt. Og "Søm. Mange."', ['"Søm. Mange."']),
        ("a) hegn. b) låge.", []),
        ("Det blev sent (meget sent.", []),
        (f"Det blev sent ({'meget ' * 80}sent).", []),
    ],
)
def test_what_protects(text: str, found: list[str]) -> None:
    assert inside(text) == found


def test_a_smiley_opens_no_bracket() -> None:
    assert SMILEY.search("Vi glæder os :-) Kom i tide.")
    assert inside("Det regnede :-( Vi gik hjem. Bo (træt) blev.") == ["(træt)"]
