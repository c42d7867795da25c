from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.minutes import Block, BlockKind, Document
from referat.structure.enumerations import run_in_entries
from referat.structure.sentences import sentence_spans, split
from referat.surface import surface

from .documents import document_of

NLP = spacy.blank("da")


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text, NLP)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi mødes tirsdag den 7. feb. kl. 19 i klubhuset.",
        "Der er f.eks. kaffe, bl.a. til Hr. Holm, jf. pkt. 4 og § 5. stk. 2 i vedtægterne.",
        "J. P. Hansen og K.B. Lund er 1. og 2. suppleant for cand.mag. Else Ravn.",
        "Prisen er ca. 3.000 kr. pr. år inkl. moms.",
        "Mødet holdes den 3. maj 2021 fra kl. 14.30 til 16.00.",
        "Se www.eksempel.dk/ny eller skriv til post@eksempel.dk.",
        "Det kom i stand (jf. bilag 3. Se side 4) i går.",
        "Han sagde: ”Vi venter. Det er bedst.” til mødet.",
        "Taget er tæt; gulvet er ikke.",
        "Bo er på ferie ... men kommer igen.",
        "LJ. Oplyser, at banen er klar.",
        "Udlejning - MS. Tager kontakt til kommunen.",
        "Mødet er torsdag d. 18/3. Kl. 19 i klubhuset.",
        "Annoncen skal i avisen tirsdag. 26/3.",
        "Holm & Co. Blev valgt som revisor.",
        "Ida Bro, 3. th. Bestyrelsesmedlem fra i dag.",
        "Bo blev valgt som 1. Suppleant for et år.",
        "Rabatten er 1,5 mio. kr. om året.",
        "Kassen er på kr. 100.00 i alt.",
        "Skriv til ida@eksempel.dk. med svar.",
        "»Hvorfor nu?« spurgte Ole.",
        "Er det for dyrt? spurgte Ida.",
        "Der er vin, øl + vand. + kager.",
        "Se filen i Utility.SlowPrint eller i koden.",
        "Ida (der er ny. Velkommen!) tager kassen.",
        "4.a. Forslag om hegn",
    ],
)
def test_stays_in_one_piece(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["Det fremgår af bilag 3.", "Næste møde er den 7. feb.", "Godkendt."],
        ["Prisen er 500 kr.", "Bestyrelsen siger ja."],
        ["Vi mødes kl. 19.", "Bo henter nøglen."],
        ["Der kom borde, stole m.v.", "Herefter var der kaffe."],
        ["Er det muligt?!", "Ja.", "(Måske.)", "Ok"],
        ["Beslutning:", "Godkendt."],
        ["Sagen blev fremlagt.", "Indstilling:", "At budgettet godkendes."],
        ["Vi venter …", "Det er bedst."],
        ["Vi betaler 40.000.", "Kommunen betaler resten."],
        ["Kontrakten er underskrevet.", "vi går i gang nu."],
        ["Kan vi selv betale?", "vi får ingen moms."],
        ["Foreningen har fået en ny bro - HURRA.", "Der skal males i maj."],
        ["De har spillet i en del år.", "2 spillere er holdt op."],
        ["Salget gav 60.000 kr.", "2 borde er solgt."],
        ["Vi har 50.000 kr. i kassen.", "(Incl. fastlåste 20.000)."],
        ["Vi mødes kl. 19.00.", "Næste møde er i maj."],
        ["Se bilag nr. 3.", "Ida fremlagde tallene."],
        ["Kontakt til skolen.", "(Ny opgave)"],
        ["Vi glæder os :-)", "Kom i god tid."],
        ["Se www.eksempel.dk/ny.", "Der er kort på siden."],
        ["Regningen er på 1.200,-.", "Ida betaler."],
        ["Vi venter på svar fra banken...", "Bo rykker."],
        ["Formand: Bo Lund", "Kasserer: Ida Holm"],
    ],
)
def test_splits(parts: list[str]) -> None:
    assert pieces(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Godkendt.", "Næste punkt."],
        ["Det koster 500 kr.", "Vi køber to."],
        ["Skuret er fra 2019.", "Det males nu."],
        ["Der er kaffe, te m.v.", "Bo henter kage."],
    ],
)
def test_splits_where_the_space_is_missing(parts: list[str]) -> None:
    assert pieces("".join(parts)) == parts


def test_lists_that_run_on_lose_their_numbers() -> None:
    assert pieces("Vi skal: 1) male skuret 2) Køb af sand") == [
        "Vi skal:",
        "male skuret",
        "Køb af sand",
    ]


def test_a_title_keeps_who_presents_it() -> None:
    text = "Fremlæggelse af regnskab. Ved kasserer Ida Holm."
    assert len(split(text, NLP, titled=True)) == 1
    assert len(split("Fremlæggelse af regnskab. Ved det blev godkendt.", NLP, titled=True)) == 2


def test_a_numbered_title_is_not_cut_behind_a_label() -> None:
    text = "Forslag til beslutning: Nyt hegn mod syd"
    assert len(split(text, NLP)) == 2
    assert len(split(text, NLP, titled=True)) == 1


def test_links_on_lines_of_their_own_are_units() -> None:
    text = "Nyt kort\nhttps://www.eksempel.dk/kort\nhttps://www.eksempel.dk/mere"
    block = Block(0, len(text), BlockKind.PARAGRAPH)
    document = Document("a.txt", "", "text/plain", text, (), (block,))
    found = [words for _, words in sentence_spans(document, block, NLP)]
    assert found == text.split("\n")


@pytest.mark.parametrize(
    "text", ["Referat: Bo Lund.", "Dato: 3. maj 2021", "Ansvarlig: MH", "Økonomi: der er penge"]
)
def test_labels_of_fields_stay_with_their_value(text: str) -> None:
    assert pieces(text) == [text]


def test_a_field_label_on_a_new_line_starts_a_unit() -> None:
    document = document_of("Sted: Klubhuset Dato: 3. maj")
    block = document.blocks[0]
    text = document.text.replace(" Dato", "\nDato")
    broken = type(document)(document.source, "", "text/plain", text, (), (block,))
    spans = [span for span, _ in sentence_spans(broken, block, NLP)]
    assert [text[span.start : span.end] for span in spans] == ["Sted: Klubhuset", "Dato: 3. maj"]


WORDS = st.sampled_from(
    [
        "Bo",
        "kr.",
        "den",
        "3.",
        "maj",
        "Godkendt",
        ".",
        "?",
        "!",
        "...",
        "(",
        ")",
        "”",
        "Beslutning:",
        "f.eks.",
        "7",
        ",",
        ";",
        ":",
        "A.",
        "ja.",
        "**",
        "Referat:",
        "Dato:",
        "é",
        "\xa0",
        "\u2028",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_sentences_cover_all_that_is_visible(text: str) -> None:
    document = document_of(text.replace("|", "/"))
    for block in document.blocks:
        spans = [span for span, _ in sentence_spans(document, block, NLP)]
        assert all(one.end <= two.start for one, two in pairwise(spans))
        assert all(block.start <= span.start < span.end <= block.end for span in spans)
        inside = {place for span in spans for place in range(span.start, span.end)}
        shown = surface(document, block.start, block.end)
        visible = {
            place
            for character, place in zip(shown.text, shown.offsets, strict=True)
            if not character.isspace() and character not in "•·▪◦●■‣➢➤"
        }
        markers = {
            shown.offsets[place]
            for entry in run_in_entries(shown.text)
            for place in range(entry.start, entry.words)
        }
        assert visible <= inside | markers
        for span in spans:
            assert surface(document, span.start, span.end).text.strip()
