import pytest

from referat.extraction.titles import imperative, title


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("indhenter", "indhent"),
        ("bestiller", "bestil"),
        ("opretter", "opret"),
        ("gennemgår", "gennemgå"),
        ("indhentes", "indhent"),
        ("koordinere", "koordiner"),
        ("gør", "gør"),
        ("er", None),
    ],
)
def test_imperative(verb: str, expected: str | None) -> None:
    assert imperative(verb) == expected


@pytest.mark.parametrize(
    ("text", "after_holder", "expected"),
    [
        ("Mette indhenter tilbud på tag .", " indhenter tilbud på tag .", "Indhent tilbud på tag"),
        ("Kim skal også sætte sig ind i sagen", " skal også sætte sig ind i sagen",
         "Sæt dig ind i sagen"),
        ("Der indhentes tilbud på tag.", None, "Indhent tilbud på tag"),
        ("Kontrakten skal opdateres .", None, "Opdater kontrakten"),
        ("Det blev besluttet, at der indkøbes stole.", None, "Indkøb stole"),
        ("Erik sender sin liste.", " sender sin liste.", "Erik sender sin liste"),
        ("Godkendt.", None, "Godkendt"),
    ],
)  # fmt: skip
def test_title(text: str, after_holder: str | None, expected: str) -> None:
    assert title(text, after_holder) == expected


def test_a_long_title_is_cut_between_words() -> None:
    assert title("ord " * 60, None).endswith("ord …")
