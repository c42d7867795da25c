import pytest

from referat.exporting.passages import Paragraph, Part, PointList, Table, parts
from referat.extractor import Extractor
from referat.models.baselines.keywords import KeywordTagger
from referat.structure import load_tokenizer

MINUTES = """# Møde i Lyngby Roklub

Dato: 12. marts 2019

## 1. Skuret

Taget er tæt. Døren binder.

- [ ] maling
  - rød eller blå
- [x] lås

1) Først gulvet

| Hvad | Kroner |
| --- | --- |
| Maling | 300 |
| | 0 |
| Lås | 120 |
"""


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Part:
    path = tmp_path_factory.mktemp("minutes") / "skuret.md"
    path.write_text(MINUTES, encoding="utf-8")
    [tagged] = Extractor(KeywordTagger(), load_tokenizer()).extract(path).meetings
    outside, part = parts(tagged)
    assert outside.heading is None
    return part


def test_title_stands_as_the_heading_alone(part: Part) -> None:
    assert part.heading == "1. Skuret"
    assert part.title is not None
    assert all(
        part.title not in passage.sentences
        for run in part.runs
        for passage in run.passages
        if isinstance(passage, Paragraph)
    )


def test_sentences_of_a_paragraph_stay_together(part: Part) -> None:
    first = part.runs[0].passages[0]
    assert isinstance(first, Paragraph)
    assert [one.sentence.text for one in first.sentences] == ["Taget er tæt.", "Døren binder."]


def test_points_keep_numbers_boxes_and_depth_but_no_bullets(part: Part) -> None:
    points = [
        point
        for run in part.runs
        for passage in run.passages
        if isinstance(passage, PointList)
        for point in passage.points
    ]
    assert [point.marker for point in points] == ["[ ]", None, "[x]", "1)"]
    assert points[1].level == 1


def test_a_table_is_whole_and_empty_cells_are_kept(part: Part) -> None:
    [table] = [
        passage for run in part.runs for passage in run.passages if isinstance(passage, Table)
    ]
    shown = [[" ".join(one.sentence.text for one in cell) for cell in r.cells] for r in table.rows]
    assert shown == [["Hvad", "Kroner"], ["Maling", "300"], ["", "0"], ["Lås", "120"]]
    assert [row.head for row in table.rows] == [True, False, False, False]
