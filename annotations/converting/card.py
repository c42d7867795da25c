"""The card of the exported data: what `datasets` finds its configurations and splits by."""

import importlib.resources
from collections.abc import Sequence
from typing import Final

from referat.annotations.corpus import AnnotatedDocument
from referat.annotations.splits import Split

GUIDELINES: Final = "GUIDELINES.md"
_CONFIGURATIONS: Final = ("sentences", "documents")
_SIZES: Final = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))
_CARD: Final = """---
language: [da]
license: cc-by-4.0
pretty_name: referat-minutes
task_categories: [text-classification, token-classification]
task_ids: [multi-label-classification]
annotations_creators: [expert-generated]
source_datasets: [original]
size_categories: [{size}]
configs:
{configs}---

# referat-minutes: Danish minutes annotated for decisions, deferrals, deadlines and holders

```python
from datasets import load_dataset

load_dataset("path/to/this/folder", "sentences")  # one row a sentence, for training
load_dataset("path/to/this/folder", "documents")  # one row a document, with text and annotation
```

{table}

Every sentence carries any subset of `decision`, `deferral`, `deadline`, `responsible`;
[{guidelines}]({guidelines}) says what each means. `labels` has them as 0.0 and 1.0 in this order.
Offsets are half-open and count code points: of `text` in `documents`, of the whole document's text
in `sentences`. Dates and values are strings in ISO 8601. {real}
"""
_COMPOSED: Final = "All minutes were composed for this corpus: people and bodies are invented."
_REAL: Final = (
    "Rows with `real` true are public minutes that name private people: do not publish this folder."
)


def card(documents: Sequence[AnnotatedDocument], splits: Sequence[Split]) -> str:
    """The README of an exported folder.

    Args:
        documents: What was exported.
        splits: The splits that have documents.
    """
    sentences = sum(len(one.annotation.sentences) for one in documents)
    return _CARD.format(
        size=next((name for most, name in _SIZES if sentences < most), "100K<n<1M"),
        configs="".join(_configuration(name, splits) for name in _CONFIGURATIONS),
        table=_table(documents, splits),
        guidelines=GUIDELINES,
        real=_REAL if any(one.real for one in documents) else _COMPOSED,
    )


def guidelines() -> str:
    """The guidelines of the corpus."""
    return (importlib.resources.files("referat.annotations") / GUIDELINES).read_text("utf-8")


def _configuration(name: str, splits: Sequence[Split]) -> str:
    lines = [f"- config_name: {name}"]
    if name == _CONFIGURATIONS[0]:
        lines.append("  default: true")
    lines.append("  data_files:")
    for split in splits:
        lines += [f"  - split: {split}", f"    path: {name}/{split}.parquet"]
    return "".join(f"{line}\n" for line in lines)


def _table(documents: Sequence[AnnotatedDocument], splits: Sequence[Split]) -> str:
    lines = ["| split | documents | sentences |", "|---|---|---|"]
    for split in splits:
        inside = [one for one in documents if one.split == split]
        sentences = sum(len(one.annotation.sentences) for one in inside)
        lines.append(f"| {split} | {len(inside)} | {sentences} |")
    return "\n".join(lines)
