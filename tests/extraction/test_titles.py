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
        ("Kim laver et skriv og mailer det rundt.", " laver et skriv og mailer det rundt.",
         "Lav et skriv og mail det rundt"),
        ("Legehuset males rødt.", None, "Mal legehuset rødt"),
        ("Annoncer optages ikke.", None, "Annoncer optages ikke"),
        ("Regnskabet fastsattes.", None, "Regnskabet fastsattes"),
        ("Bemærkninger modtages .", None, "Bemærkninger modtages"),
        ("Hunden skal have vores mad.", None, "Hunden skal have vores mad"),
        ("Palle fylder hullet i nr. 40 .", " fylder hullet i nr. 40 .", "Fyld hullet i nr. 40"),
        ("Kim: ringe til banken", ": ringe til banken", "Ring til banken"),
        ("Lave plakat", None, "Lav plakat"),
        ("Formanden lovede at skrive til dem", " lovede at skrive til dem", "Skriv til dem"),
        ("Enighed om at droppe festen", None, "Drop festen"),
        ("Vi blev enige om, at taget skal være tæt", None, "Taget skal være tæt"),
    ],
)  # fmt: skip
def test_title(text: str, after_holder: str | None, expected: str) -> None:
    assert title(text, after_holder) == expected


def test_a_long_title_is_cut_between_words() -> None:
    assert title("ord " * 60, None).endswith("ord …")
