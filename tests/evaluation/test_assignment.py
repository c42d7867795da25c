from dataclasses import replace

from referat.evaluation.extraction import Ratio, SpanScore
from referat.evaluation.reading import compare
from referat.labels import Section
from referat.minutes import AgendaItem

from .readings import UNITS, gold_of, perfect, with_units

GOLD = gold_of()
READING = perfect(GOLD)
COUNT = len(READING.units)


def test_a_wrong_section_counts_at_both_sections() -> None:
    units = [replace(one, section=Section.OUTCOME) for one in READING.units]
    found = compare(GOLD, with_units(READING, units)).sections
    assert found.accuracy == Ratio(4, COUNT)
    assert found.confusion[Section.PROPOSAL, Section.OUTCOME] == 1
    assert found.of(Section.OUTCOME) == SpanScore(4, COUNT, 4)
    assert found.of(Section.HEADER) == SpanScore(0, 0, 4)


def test_a_missed_unit_is_in_no_section_and_no_item() -> None:
    found = compare(GOLD, with_units(READING, [*READING.units[:-1]]))
    assert found.sections.accuracy == Ratio(COUNT - 1, COUNT)
    assert found.sections.confusion[Section.OUTCOME, None] == 1
    assert found.items == Ratio(COUNT - 1, COUNT)


def test_a_unit_has_the_section_of_the_one_it_shares_most_with() -> None:
    units = [*READING.units]
    units[7:9] = [replace(units[7], end=units[8].end)]
    found = compare(GOLD, with_units(READING, units)).sections
    assert found.confusion[Section.PROPOSAL, Section.OTHER] == 1


def test_units_in_another_item_or_in_none_are_wrong() -> None:
    units = [*READING.units]
    units[-1] = replace(units[-1], item=0)
    units[0] = replace(units[0], item=0)
    units[6] = replace(units[6], item=None)
    # the first item now begins with the title of the minutes, and is known by its name
    assert compare(GOLD, with_units(READING, units)).items == Ratio(COUNT - 3, COUNT)


def test_an_item_is_known_by_its_place_where_its_title_is_misread() -> None:
    economy, shed = READING.items
    misread = replace(READING, items=(replace(economy, number="7"), replace(shed, title="Skur")))
    found = compare(GOLD, misread)
    assert found.items == Ratio(COUNT, COUNT)
    assert found.item_titles == SpanScore(0, 2, 2)


def test_an_item_that_is_none_of_the_golds_is_wrong() -> None:
    units = [replace(one, item=2) if one.item == 1 else one for one in READING.units]
    units[7] = replace(units[7], item=None)
    invented = AgendaItem("9", "Hegnet", 0, 9)
    found = compare(GOLD, replace(with_units(READING, units), items=(*READING.items, invented)))
    assert found.items == Ratio(COUNT - 4, COUNT)
    assert found.item_titles == SpanScore(2, 3, 2)


def test_marks_and_capitals_of_numbers_and_titles_make_no_difference() -> None:
    economy, shed = READING.items
    marked = (
        replace(economy, number="Pkt. 1.", title="ØKONOMI:"),
        replace(shed, number="(2)", title="Skuret –"),
    )
    assert compare(GOLD, replace(READING, items=marked)).item_titles == SpanScore(2, 2, 2)


def test_what_stands_below_the_last_item_may_be_in_it_or_not() -> None:
    tail = "h|Referent: Ida Holm\nx|Underskrevet digitalt\n"
    text = GOLD.document.text + "Referent: Ida Holm\nUnderskrevet digitalt\n"
    gold = gold_of(UNITS + tail, text)
    reading = perfect(gold)
    outside = [*reading.units[:-2], *(replace(one, item=None) for one in reading.units[-2:])]
    for units in (reading.units, outside):
        assert compare(gold, with_units(reading, [*units])).items == Ratio(COUNT, COUNT)


def test_header_inside_an_item_counts() -> None:
    units = UNITS.replace("i 2|Skuret", "h|Bo Lund kom til\ni 2|Skuret")
    text = GOLD.document.text.replace("2. Skuret", "Bo Lund kom til\n2. Skuret")
    gold = gold_of(units, text)
    assert compare(gold, perfect(gold)).items == Ratio(COUNT + 1, COUNT + 1)
