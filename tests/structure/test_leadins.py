from referat.minutes import BlockKind, contexts

from .documents import minutes_of


def lead_ins(text: str) -> dict[str, str | None]:
    return {sentence.text: sentence.lead_in for sentence in minutes_of(text).sentences}


def test_the_line_above_a_list_introduces_each_bullet() -> None:
    found = lead_ins(
        "1. Taget\nDet blev besluttet, at\n- taget skiftes\n- Bo ringer\n2. Evt.\n- Intet"
    )
    assert found["taget skiftes"] == found["Bo ringer"] == "Det blev besluttet, at"
    assert found["Intet"] is None


def test_a_bullet_introduces_those_set_in_below_it() -> None:
    found = lead_ins(
        "1. Taget\nOpgaver:\n- Bo:\n  - ringer til tømreren\n- Else:\n  - køber maling"
    )
    assert found["ringer til tømreren"] == "Bo:"
    assert found["køber maling"] == "Else:"
    assert found["Else:"] == "Opgaver:"


def test_a_sentence_does_not_introduce_the_list_below() -> None:
    assert lead_ins("1. Taget\nVi talte om taget og om kælderen.\n- Bo ringer")["Bo ringer"] is None


def test_lines_that_go_on_with_at_belong_to_the_lead_in() -> None:
    found = lead_ins("1. Taget\nDet blev vedtaget:\nat taget skiftes\nat Bo ringer")
    assert found["at Bo ringer"] == "Det blev vedtaget:"


def test_contexts_carry_the_lead_in_and_the_kind() -> None:
    minutes = minutes_of("1. Taget\nDet blev besluttet, at\n- taget skiftes")
    context = contexts(minutes)[-1]
    assert context.lead_in == "Det blev besluttet, at"
    assert context.item_title == "Taget"
    assert context.kind is BlockKind.LIST_ITEM
