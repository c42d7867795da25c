import pytest

from .documents import minutes_of

ITEMS = "\n1. Taget\nDet er tæt.\n2. Eventuelt\nIntet."


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Skovby Bådelaug\nReferat af bestyrelsesmøde\nDato: 3. maj 2019",
            "Referat af bestyrelsesmøde",
        ),
        (
            "Bestyrelsesmøde mandag 5 maj 2014 kl.17.\nDagsorden",
            "Bestyrelsesmøde mandag 5 maj 2014 kl.17",
        ),
        ("Dagsorden og referat\nStyregruppemøde 4", "Styregruppemøde 4"),
        (
            "# Referat af generalforsamling\n# i E/F Skoven",
            "Referat af generalforsamling i E/F Skoven",
        ),
        (
            "Referat af generalforsamling 2024, afholdt den 3. maj.",
            "Referat af generalforsamling 2024, afholdt den 3. maj",
        ),
        ("# Logbog\n## Logbog uge 37\n### Tirsdag - Vejledermøde", "Tirsdag - Vejledermøde"),
        ("Referat bestyrelsesmøde mødt: Bo, Ida", "Referat bestyrelsesmøde"),
        ("Emne: Referat af mødet i maj\nSendt: 3. maj 2019", "Referat af mødet i maj"),
        ("BESLUTNINGSPROTOKOL\nSkovby Råd", "BESLUTNINGSPROTOKOL"),
        ("Skovby Bådelaug\nDato: 3. maj 2019", None),
        ("Formanden bød velkommen til mødet.", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert minutes_of(head + ITEMS).meeting.title == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Referat af bestyrelsesmøde i Skovby Bådelaug den 3. maj 2021", "Skovby Bådelaug"),
        ("Udvalg: Teknisk Udvalg\nReferat", "Teknisk Udvalg"),
        (
            "Mødenavn: Skovby styregruppemøde\n# SKOVBY styregruppemøde 04.06.2026",
            "SKOVBY styregruppe",
        ),
        ("Ejerforeningen Lindekrogen\nReferat af møde", "Ejerforeningen Lindekrogen"),
        ("SKOVBY KOMMUNE\nTeknik- og Miljøudvalget\nReferat", "Teknik- og Miljøudvalget"),
        ("E/F Skoven 2\nBestyrelsesmøde 5/2017", "E/F Skoven 2"),
        ("Åløbsfestivalen\nReferat af møde nr. 4", "Åløbsfestivalen"),
        ("Skovby Gymnastik - referat bestyrelsesmøde", "Skovby Gymnastik"),
        ("Referat fra Skovbys generalforsamling 2019", "Skovby"),
        (
            "Udskrift af forhandlingsprotokollen for Nørre Sogns Menighedsråd",
            "Nørre Sogns Menighedsråd",
        ),
        ("Bestyrelsesmøde hos Bo Lund", None),
        ("Referat\nBo Lund trådte ind i bestyrelsen", None),
        ("Referat\nDeltagere:\nBo Lund, Skovby Bådelaug", None),
    ],
)
def test_body(head: str, body: str | None) -> None:
    assert minutes_of(head + ITEMS).meeting.body == body
