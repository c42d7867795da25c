"""Measure a shipped model, and write what was measured where it is shown.

`python -m referat.evaluation.publish` in the root of a checkout, with the real minutes at hand,
evaluates `models/weights/referat-base` beside the trivial baselines and writes the report, the
model card and the table of the README from the same figures; the corpus and its card likewise.
"""

import argparse
import csv
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from referat.annotations.agreement_report import HEADS, rows
from referat.annotations.converting.parquet import write_tables
from referat.annotations.corpus import load_corpus
from referat.annotations.statistics import sizes
from referat.annotations.twice import twice_annotated
from referat.evaluation.corpus_tables import agreement_table, sizes_table
from referat.evaluation.reading_report import record as reading_record
from referat.evaluation.reading_run import run as run_reading
from referat.evaluation.report import record
from referat.evaluation.run import run
from referat.evaluation.tables import f1_table, reading_table, replaced
from referat.models.card import CARD, CardSource, model_card
from referat.models.manifest import read_manifest

SPLITS: Final = ("real", "test")


def publish(root: Path, name: str = "referat-base") -> list[dict[str, Any]]:
    """Evaluate a model of the checkout and write its figures into it; the records.

    Args:
        root: The checkout.
        name: Folder of the model under `models/weights`.
    """
    folder = root / "models" / "weights" / name
    records = [
        record(evaluation)
        for evaluations in run([str(folder)], SPLITS)
        for evaluation in evaluations
    ]
    report = root / "evaluation" / "reports" / f"{name}.json"
    report.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_card(folder, records)
    _show(root, "scores", f1_table(records))
    return records


def publish_reading(root: Path) -> list[dict[str, Any]]:
    """Evaluate how real documents are read, and write the figures into a checkout; the records.

    Args:
        root: The checkout.
    """
    records = [row for one in run_reading() for row in reading_record(one)]
    report = root / "evaluation" / "reports" / "reading.json"
    report.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _show(root, "reading", reading_table(records))
    return records


def publish_corpus(root: Path) -> None:
    """Count the corpus, measure agreement, and write both and the Parquet files into a checkout.

    Args:
        root: The checkout.
    """
    folder = root / "annotations"
    corpus = load_corpus()
    found = [asdict(one) for one in sizes(corpus)]
    reports = root / "evaluation" / "reports"
    (reports / "corpus.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    _show(folder, "sizes", sizes_table(found))
    measured = list(rows([one.coding() for one in twice_annotated()]))
    with (reports / "agreement.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADS, *measured])
    table = agreement_table([dict(zip(HEADS, row, strict=True)) for row in measured])
    _show(folder, "agreement", table)
    composed = [one for one in corpus if not one.real]
    write_tables(composed, folder / "data")


def _show(folder: Path, marker: str, table: str) -> None:
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(replaced(text, marker, table), encoding="utf-8")


def write_card(folder: Path, records: Sequence[dict[str, Any]]) -> None:
    """Write the model card of a folder from evaluation records, the baselines' among them.

    Args:
        folder: The model folder.
        records: Of the model, whose name starts with the folder's, and of other systems.
    """
    own = [row for row in records if row["system"].startswith(f"{folder.name}@")]
    source = CardSource(folder.name, read_manifest(folder), own, f1_table(records))
    (folder / CARD).write_text(model_card(source), encoding="utf-8")


def main() -> None:
    """Publish the default model of the checkout in the current folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--only", choices=("corpus", "reading", "tags"))
    arguments = parser.parse_args()
    parts = {"corpus": publish_corpus, "reading": publish_reading, "tags": publish}
    for name, part in parts.items():
        if arguments.only in (None, name):
            part(arguments.root)


if __name__ == "__main__":
    main()
