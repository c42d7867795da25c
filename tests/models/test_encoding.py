from hypothesis import given
from hypothesis import strategies as st

from referat.labels import Section
from referat.minutes import BlockKind, SentenceInContext
from referat.models.encoding import SEPARATOR, encode

FULL = SentenceInContext(
    text="der skal være lås på skuret",
    section=Section.OUTCOME,
    item_title="Legepladsen",
    lead_in="Det blev desuden aftalt, at:",
    column=None,
    previous="Farven er rød.",
    following="JK køber låsen.",
    kind=BlockKind.LIST_ITEM,
)


def test_context_names_section_kind_and_neighbours() -> None:
    text, context = encode(FULL)
    assert text == "der skal være lås på skuret"
    assert context == (
        "referat liste | Legepladsen | Det blev desuden aftalt, at: | Farven er rød. | "
        "JK køber låsen."
    )


def test_column_head_stands_with_the_kind() -> None:
    cell = SentenceInContext(
        "uge 30", Section.OUTCOME, column="Deadline", kind=BlockKind.TABLE_CELL
    )
    assert encode(cell)[1] == "referat tabel: Deadline |  |  |  | "


def test_long_sentence_keeps_head_and_tail() -> None:
    text = "Det blev besluttet, at " + "ord " * 200 + "senest den 1. april"
    shown = encode(SentenceInContext(text, Section.OTHER))[0]
    assert shown.startswith("Det blev besluttet, at")
    assert shown.endswith("senest den 1. april")


optional = st.none() | st.text(max_size=400)


@given(st.text(max_size=1000), st.sampled_from(Section), optional, optional, optional, optional)
def test_input_is_short_and_has_five_fields(
    text: str,
    section: Section,
    title: str | None,
    lead_in: str | None,
    previous: str | None,
    following: str | None,
) -> None:
    sentence = SentenceInContext(text, section, title, lead_in, None, previous, following)
    shown, context = encode(sentence)
    assert len(shown) <= 310
    assert len(context) <= 310
    assert context.count(SEPARATOR.strip()) >= 4
