import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from referat.annotations.reading_store import ReadingCorpus
from referat.errors import UsageError
from referat.evaluation.counts import FieldScore, pooled
from referat.evaluation.extraction import Ratio, SpanScore
from referat.evaluation.reading import (
    PARTS,
    PlacedDocument,
    compare,
    evaluate,
    gold_hash,
    is_empty,
    placed,
    value,
)
from referat.evaluation.reading_errors import errors_of, reading_errors
from referat.evaluation.reading_report import lines, record
from referat.evaluation.reading_run import SplitRun, run
from referat.evaluation.reading_systems import Reading, referat, sentencizer, systems
from referat.labels import Section
from referat.minutes import Document, Meeting, Participant

from .readings import CHAIR, TEXT, UNITS, gold_of, perfect, with_meeting, with_units

GOLD = gold_of()
MEETING = Meeting(
    title="Referat af bestyrelsesmøde i Lyngby Roklub",
    body="Lyngby Roklub",
    date=dt.date(2019, 3, 12),
    next_meeting=dt.date(2019, 4, 9),
    participants=(CHAIR, Participant("Jens Kudsk")),
    absentees=(Participant("Bo Lund"),),
)
OTHER = gold_of(
    "==\no|Hegnet males.\no|Ida Holm køber maling.\n", "Hegnet males. Ida Holm køber maling."
)
UNREAD = placed(replace(GOLD.gold, data=b"%PDF-1.7\n1 0 obj"))


def oracle(document: Document) -> Reading:
    known = next(one for one in (GOLD, OTHER) if one.document.sha256 == document.sha256)
    return with_meeting(perfect(known), MEETING if known is GOLD else Meeting())


def run_of(*documents: PlacedDocument) -> SplitRun:
    evaluations = [
        evaluate(name, system, documents, "development") for name, system in systems().items()
    ]
    return SplitRun("development", documents, tuple(evaluations), ("alslug-02: there is no file",))


@pytest.fixture(scope="module")
def small() -> SplitRun:
    return run_of(GOLD, OTHER, UNREAD)


def test_the_gold_scores_one_against_itself() -> None:
    found = evaluate("oracle", oracle, [GOLD, OTHER], "development")
    for name, of in PARTS.items():
        part = of(found.scores)
        assert is_empty(part) or value(part) == 1.0, name
        assert is_empty(part) or found.intervals[name].low == 1.0, name


def test_scores_are_summed_over_documents_before_ratios_are_taken() -> None:
    two = pooled(
        [compare(GOLD, oracle(GOLD.document)), compare(OTHER, with_units(perfect(OTHER), []))]
    )
    count = len(GOLD.places)
    assert two.units == SpanScore(count, count, count + 2)
    assert two.sections.accuracy == Ratio(count, count + 2)
    assert two.sections.confusion[Section.OUTCOME, None] == 2
    assert two.header.date == FieldScore(right=1, silent=1)


def test_a_document_that_cannot_be_read_is_one_in_which_nothing_is_found() -> None:
    found = evaluate("referat", referat, [UNREAD], "development")
    (one,) = found.documents
    assert one.failure is not None
    assert "damaged" in one.failure
    count = len(GOLD.places)
    assert one.scores.text == Ratio(0, count)
    assert one.scores.units == SpanScore(0, 0, count)
    assert one.scores.header.date == FieldScore(abstained=1)


def test_an_interval_is_over_the_documents_that_count() -> None:
    found = evaluate("oracle", oracle, [GOLD, OTHER], "development")
    assert (found.intervals["date"].low, found.intervals["date"].high) == (1.0, 1.0)
    assert (found.intervals["organisation"].low, found.intervals["organisation"].high) == (0.0, 0.0)


def test_the_signature_tells_what_differs() -> None:
    one = evaluate("referat", referat, [GOLD], "development").signature
    assert "|task:reading|" in one
    assert "|seed:1" in one
    assert gold_hash([GOLD.gold]) in one
    changed = gold_of(UNITS.replace("p|", "o|"))
    for other in (
        evaluate("lines", sentencizer, [GOLD], "development"),
        evaluate("referat", referat, [GOLD], "held-out"),
        evaluate("referat", referat, [changed], "development"),
        evaluate("referat", referat, [GOLD], "development", seed=2),
    ):
        assert other.signature != one


def test_referat_reads_composed_minutes(small: SplitRun) -> None:
    scores = compare(GOLD, referat(GOLD.document))
    assert scores.units.f1 == scores.boundaries.f1 == scores.items.share == 1.0
    assert scores.header.date == FieldScore(right=1)
    assert scores.header.participants == SpanScore(3, 3, 3)


def test_baselines_stand_beside(small: SplitRun) -> None:
    by_name = {one.system: one for one in small.evaluations}
    assert list(by_name)[:2] == ["referat", "sentencizer, whole text"]
    by_line = next(one for one in by_name["one unit a line"].documents if one.id == GOLD.id)
    # two lines hold two sentences each, and the file two documents
    assert by_line.scores.boundaries == SpanScore(9, 9, 11)
    for name, one in by_name.items():
        if name != "referat":
            assert one.scores.header.date == FieldScore(right=1, abstained=1, silent=1)
            assert one.scores.sections.of(Section.HEADER).hits == 0


def test_the_record_is_plain_and_holds_no_text(small: SplitRun) -> None:
    rows = json.loads(json.dumps(record(small)))
    first = rows[0]
    assert first["system"] == "referat"
    units = small.evaluations[0].scores.units
    assert first["parts"]["units"]["f1"] == pytest.approx(units.f1, abs=1e-4)
    assert {one["id"] for one in first["documents"]} == {GOLD.id}
    assert first["formats"]["text/plain"]["documents"] == 3
    assert first["confusion"]["proposal"]["missed"] == 1
    stored = json.dumps(rows, ensure_ascii=False)
    for word in ("Mette", "Skuret", "Hegnet"):
        assert word not in stored


def test_lines_show_the_figures_of_the_record(small: SplitRun) -> None:
    shown = "\n".join(lines(small))
    row = record(small)[0]["parts"]
    for part in ("units", "boundaries", "participants"):
        assert f"{row[part]['f1']:.3f}" in shown
    assert "left out: alslug-02: there is no file" in shown
    assert f"not read: {GOLD.id}: " in shown
    assert "quoted" in shown
    assert all(one.signature in shown for one in small.evaluations)


def test_errors_name_what_is_wrong_and_where() -> None:
    units = [*perfect(GOLD).units]
    units[5:7] = [replace(units[5], end=units[6].end)]
    units[6] = replace(units[6], section=Section.OUTCOME)
    del units[7]
    found = [error.line() for error in reading_errors(GOLD, with_units(perfect(GOLD), units))]
    missed = TEXT.index(". Godkendt")
    assert any(line.startswith(f"alslug-06 {missed:>7} boundary missed: ") for line in found)
    assert any("gennemgået ¦ . Godkendt" in line for line in found)
    assert any("proposal read as nothing: Bestyrelsen foreslår" in line for line in found)
    assert any("other read as outcome: Skuret" in line for line in found)
    assert reading_errors(GOLD, perfect(GOLD)) == []


def test_errors_tell_which_units_are_not_in_the_text_and_steer_no_terminal() -> None:
    gold = gold_of(text=TEXT.replace("gennemgået", "gennemg\x1b?et"))
    lost = next(error for error in reading_errors(gold, perfect(gold)) if "not in" in error.kind)
    assert "unit 5 (24 letters) not in the text" in lost.line()
    assert "\x1b" not in lost.line()
    assert list(errors_of(SplitRun("development", (UNREAD,), (), ()))) == []


def test_unknown_splits_and_missing_documents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no split real of reading"):
        run(["real"])
    with pytest.raises(UsageError, match=r"development, held-out; real minutes need --shared"):
        run(shared=tmp_path)


def test_splits_with_nothing_here_are_passed_over_unless_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def corpus(splits: list[str], shared: Path | None) -> ReadingCorpus:
        return ReadingCorpus((GOLD.gold,) if "development" in splits else (), ())

    monkeypatch.setattr("referat.evaluation.reading_run.load_reading_corpus", corpus)
    (only,) = run()
    assert (only.split, len(only.documents)) == ("development", 1)
    with pytest.raises(UsageError, match="held-out"):
        run(["development", "held-out"])
