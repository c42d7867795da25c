import random

from referat.labels import Section
from referat.minutes import SentenceInContext
from referat.models.augmentation import vary

SENTENCE = SentenceInContext(
    "Per ringer.", Section.OUTCOME, "Budget", "Det blev besluttet, at", "Hvem", "Før.", "Efter."
)


def test_nothing_changes_without_chance() -> None:
    generator = random.Random(1)
    assert vary(SENTENCE, generator, context_dropout=0.0, augmentation=0.0) == SENTENCE


def test_lead_in_and_section_are_never_dropped() -> None:
    generator = random.Random(1)
    for _ in range(50):
        varied = vary(SENTENCE, generator, context_dropout=0.99, augmentation=0.99)
        assert varied.lead_in == SENTENCE.lead_in
        assert varied.section == SENTENCE.section


def test_text_is_rewritten_in_three_ways() -> None:
    generator = random.Random(1)
    texts = {
        vary(SENTENCE, generator, context_dropout=0.0, augmentation=0.999).text for _ in range(50)
    }
    assert texts == {"PER RINGER.", "per ringer.", "Per ringer"}
