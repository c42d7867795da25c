from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

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
    ],
)
def test_splits(parts: list[str]) -> None:
    assert pieces(" ".join(parts)) == parts


def test_splits_where_the_space_is_missing() -> None:
    assert pieces("Godkendt.Næste punkt.") == ["Godkendt.", "Næste punkt."]


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
        assert visible <= inside
        for span in spans:
            assert surface(document, span.start, span.end).text.strip()
