import pytest

from referat.structure.endmatter import service_start, signing_start
from referat.structure.tokenization import load_tokenizer
from referat.structure.units import Line, lines_of, units_of

from .documents import document_of

MINUTES = "Referat\n1. Taget\nDet er tæt.\n2. Eventuelt\nBo undersøger MitID til foreningen."


def lines(text: str) -> list[Line]:
    document = document_of(text)
    return lines_of(document, units_of(document, load_tokenizer()))


@pytest.mark.parametrize(
    "signatures",
    [
        "Dette dokument er underskrevet digitalt via Penneo.com.\nBo Lund\nDirigent\nIP: 192.0.2.1",
        "Referatet er underskrevet af dirigenten via Penneo\nPenneo dokumentnøgle: AB-12\nBo Lund",
        "Visma Addo\nUnderskrevet med MitID\nBo Lund\nSerienummer: 1234",
        "This document is signed by the parties.\nThe signed data object is locked.\nBo Lund",
        "Dette dokument er underskrevet af nedenstående parter.\nBo Lund\nSom revisor\n"
        "Tidspunkt for underskrift: 03-05-2019 kl.: 10:40:25\nUnderskrevet med NemID",
        "Underskrift\nBo Lund\nIda Holm",
        "_________________ _________________\nBo Lund Ida Holm",
        "Dato: ..................\n____________________\nBo Lund, formand",
    ],
)
def test_signatures_begin_where_nothing_but_they_follows(signatures: str) -> None:
    found = lines(f"{MINUTES}\n{signatures}")
    assert signing_start(found) == len(lines(MINUTES))


def test_many_signatures_behind_short_minutes() -> None:
    signers = "\n".join(f"Bo Lund\nTidspunkt for underskrift: 0{n}-05-2019" for n in range(1, 9))
    text = f"Referat\nDet er tæt.\nUnderskrevet digitalt\n{signers}"
    assert signing_start(lines(text)) == 2


@pytest.mark.parametrize(
    "closing",
    [
        "Referatet underskrives digitalt via Penneo.\n3. Næste punkt\nTaget drøftes.",
        "Næste møde: 3. maj 2019",
        "Underskrifter:\nDirigent: Bo Lund\nReferent: Ida Holm",
        "Bo Lund\nIda Holm",
        "Dette dokument er underskrevet digitalt.\nNæste møde: 3. maj 2019",
    ],
)
def test_what_is_no_signature(closing: str) -> None:
    found = lines(f"{MINUTES}\n{closing}")
    assert signing_start(found) == len(found)


def test_a_block_to_sign_by_hand_is_no_service() -> None:
    by_hand = lines(f"{MINUTES}\n____________\nBo Lund")
    assert service_start(by_hand) == len(by_hand)
    served = lines(f"{MINUTES}\n____________\nBo Lund\nUnderskrevet med MitID")
    assert service_start(served) == len(served) - 1
