import pytest

from .documents import minutes_of


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Sted: Klubhuset", "Klubhuset"),
        ("Mødested: Lokale 2.14", "Lokale 2.14"),
        ("Sted\nKlubhuset", "Klubhuset"),
        ("Sted | Teams", "Teams"),
        ("Dato: 3. maj 2019 Sted: Skolen", "Skolen"),
        ("Tid og sted: 3. maj 2019 kl. 19 i klubhuset", "klubhuset"),
        ("Dato: 18/11-2009 hos Bodil", "hos Bodil"),
        ("Bestyrelsesmøde tirsdag den 7. maj 2019 på Solgården", "Solgården"),
        ("Tirsdag den 7. maj 2019 kl. 8.00-9.45, mødelokale Pap", "mødelokale Pap"),
        ("28. april 2025 kl. 14:00 i U49b", "U49b"),
        ("Afholdt 13.06.2020 på taget af fælleshuset.", "taget af fælleshuset"),
        ("Generalforsamling afholdt i klubhuset den 3. maj 2019", "klubhuset"),
        ("24.09.2025, Teams, 45 min", "Teams"),
        ("Lyngskolen, tirsdag 7.5.2019 kl. 13-15", "Lyngskolen"),
        ("Kl. 16.15, kælderen", "kælderen"),
        ("Bestyrelsesmøde i Skovby Bådelaug den 3. maj 2021", None),
        ("Tirsdag den 7. maj 2019 kl. 19", None),
        ("Tirsdag den 7. maj 2019 i uge 19", None),
        ("Dato: 3. maj 2019 i forbindelse med generalforsamlingen", None),
    ],
)
def test_place(head: str, place: str | None) -> None:
    text = f"Referat\n{head}\n1. Taget\nDet er tæt.\n2. Eventuelt\nMødet i Skovby var godt."
    assert minutes_of(text).meeting.place == place
