from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referat.extraction.responsible import responsible
from referat.minutes import Document, Meeting, Sentence, Span

Place = Callable[..., tuple[Sentence, Document]]
METTE, KIM, ERIK = "Mette Holm", "Kim Dahl Bech", "Erik Vang"


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Mette indhenter tilbud på tag inden påske.", [("Mette", METTE)]),
        ("MH kontakter kommunen.", [("MH", METTE)]),
        ("KDB skal ringe til Mette.", [("KDB", KIM)]),
        ("Kim og Erik maler skuret.", [("Kim", KIM), ("Erik", ERIK)]),
        ("Formanden får mandat til at sende svar.", [("Formanden", METTE)]),
        ("Punktet udsættes, og kassereren indhenter et nyt tilbud.", [("kassereren", ERIK)]),
        ("Lars følger op.", [("Lars", None)]),
        ("Lars Toft følger op.", [("Lars Toft", "Lars Toft")]),
        ("Sekretariatet laver et notat til næste møde.", [("Sekretariatet", None)]),
        ("Teknik og Miljø undersøger vejen.", [("Teknik og Miljø", None)]),
        ("Bygherre & Søn A/S skal udbedre fejlen.", [("Bygherre & Søn A/S", None)]),
        ("Alle rydder op.", [("Alle", None)]),
        ("Der købes maling (Kim og Erik).", [("Kim", KIM), ("Erik", ERIK)]),
        ("Ny plakat (Charlotte?)", [("Charlotte", None)]),
        ("Ny plakat (Kim, uge 24).", [("Kim", KIM)]),
        ("Kaffe og kage - Erik (senest onsdag)", [("Erik", ERIK)]),
        ("Mødet pålagde kassereren at spørge banken.", [("kassereren", ERIK)]),
        ("KIM KOMMER IGEN OG SER PÅ DET.", [("KIM", KIM)]),
        ("MH + KDB", [("MH", METTE), ("KDB", KIM)]),
        ("Ansvarlig: MH", [("MH", METTE)]),
        ("Tovholder: Kim, frist ultimo april.", [("Kim", KIM)]),
        ("Notatet udarbejdes af forvaltningen.", [("forvaltningen", None)]),
        ("Herefter kontakter Mette kommunen.", [("Mette", METTE)]),
        ("Det klarer Erik.", [("Erik", ERIK)]),
        ("Kim: bestille kaffe", [("Kim", KIM)]),
        ("@kim: nøgler til de nye", [("kim", KIM)]),
        ("Kaffe og kage – Erik", [("Erik", ERIK)]),
        ("uge 45 Kim", [("Kim", KIM)]),
        ("Forslaget henvises til byggeudvalget.", [("byggeudvalget", None)]),
        ("Bibliotekaren bemyndiges til at købe inventar.", [("Bibliotekaren", None)]),
        ("Asbjørn kigger på det.", [("Asbjørn", None)]),
        ("Palle, som er ny, forhører sig i banken.", [("Palle", None)]),
        ("Bestyrelsen", [("Bestyrelsen", None)]),
        ("Regnskabet rettes af kasserer Erik Vang.", [("kasserer Erik Vang", ERIK)]),
        ("Skødet berigtiges af advokat Stampe.", [("advokat Stampe", None)]),
        ("Niels Holm ringer til banken.", [("Niels Holm", None)]),
        ("Kommunens vejafdeling fylder hullet.", [("Kommunens vejafdeling", None)]),
        ("Regionens jurister ser på aftalen.", [("Regionens jurister", None)]),
        ("Farven afklares mellem arkitekt og bygherre.", [("arkitekt", None), ("bygherre", None)]),
        ("Alle instruktører melder tilbage.", [("Alle instruktører", None)]),
        ("Alle tænker over et tal.", [("Alle", None)]),
        ("Og Lars Toft spørger naboen.", [("Lars Toft", "Lars Toft")]),
        ("Kim måler dem og tager billeder.", [("Kim", KIM)]),
        ("Kassereren inden søndag.", [("Kassereren", ERIK)]),
        ("Plakater op på tavlen, MH", [("MH", METTE)]),
        ("MH har lovet at skrive.", [("MH", METTE)]),
        ("Vi køber nye stole.", []),
        ("Man skal huske at låse.", []),
        ("Der indhentes tilbud på tag.", []),
        ("Vi sender blomster til Mette.", []),
        ("Kontrakten udløber til maj.", []),
        ("Kommunen skal kontaktes.", []),
        ("Godkendt.", []),
    ],
)
def test_holders(
    text: str, holders: list[tuple[str, str | None]], meeting: Meeting, place: Place
) -> None:
    found = responsible(*place(text), meeting)
    assert [(holder.text, holder.participant) for holder in found] == holders


@pytest.mark.parametrize("cell", ["Kim/Erik", "Kim og Erik", "Kim, Erik"])
def test_a_cell_holds_names_alone(cell: str, meeting: Meeting, place: Place) -> None:
    found = responsible(*place(cell, column="Ansvarlig"), meeting)
    assert [holder.participant for holder in found] == [KIM, ERIK]


def test_an_unknown_holder_of_a_cell_is_taken_as_written(meeting: Meeting, place: Place) -> None:
    (holder,) = responsible(*place("nr. 14", column="Hvem"), meeting)
    assert (holder.text, holder.participant) == ("nr. 14", None)


def test_canonical_offsets_over_a_wrapped_line(meeting: Meeting, place: Place) -> None:
    text = "Det blev aftalt, at Kas-\nsereren rykker."
    broken = text.index("-\n")
    (holder,) = responsible(*place(text, hidden=(Span(broken, broken + 2),)), meeting)
    assert (holder.text, text[holder.start : holder.end]) == ("Kassereren", "Kas-\nsereren")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), column=st.sampled_from([None, "Ansvarlig"]))
def test_offsets_stay_inside(text: str, column: str | None, meeting: Meeting, place: Place) -> None:
    for holder in responsible(*place(text, column=column), meeting):
        assert 0 <= holder.start < holder.end <= len(text)


@pytest.mark.parametrize("piece", ["Mette og ", "Kim ", "a", "(Kim) ", "A", "Formand", "af "])
def test_long_input_is_read_in_linear_time(piece: str, meeting: Meeting, place: Place) -> None:
    # a quadratic rule would take minutes here
    responsible(*place(piece * 2000), meeting)
