from itertools import pairwise

import pytest

from referat.structure.labels import label_starts


def parts(text: str) -> list[str]:
    starts = [0, *label_starts(text), len(text)]
    return [text[start:end].strip() for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    "found",
    [
        ["Tid: 19.00", "Sted: Skolen"],
        ["Formand: Bo Lund", "Kasserer: Ida Holm", "Revisor: Ole Ravn"],
        ["Dato: 3. maj 2021", "Afbud: Ida"],
        ["Formand: Bo Lund", "Ansvarlig for hjemmesiden: Ida", "Kasserer: Ole"],
    ],
)
def test_labels_part_a_line(found: list[str]) -> None:
    assert parts(" ".join(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Dato: 3. maj 2021",
        "Økonomi: der er penge, men: de er bundet",
        "Bo sagde: Nu er det nok: vi går.",
        "Åbent: kl. 10:30 til 12:00",
    ],
)
def test_one_label_is_one_unit(text: str) -> None:
    assert parts(text) == [text]
