"""The model card of a model folder, written from its manifest and its evaluation report."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from referat.labels import TAGS
from referat.models.manifest import Manifest
from referat.models.windows import WINDOW_FORMAT

CARD: Final = "README.md"
_TEMPLATE: Final = string.Template("""\
---
language: da
license: mit
library_name: transformers
pipeline_tag: $task
base_model: $base
metrics: [f1, precision, recall]
tags: [referat, meeting-minutes, multi-label]
model-index:
- name: $name
  results:
$index
---

# $name

Tags the sentences of Danish meeting minutes as `decision`, `deferral` (udsættelse), `deadline`
(frist) and `responsible` (ansvarlig); a sentence has any subset of the four, most have none.
Part of the Python package `referat`, which reads the minutes, splits them, and applies
calibration, thresholds and the section rule.

## Use

```python
from referat.extractor import load_extractor
extraction = load_extractor("$name").extract(path)
```

$use
Raw scores are not calibrated: `referat.json` holds scale and shift of each tag's logit, and the
thresholds below.

## Scores

End to end from the files: a unit found and an annotated one are the same where they share more than
half of their letters, and a tag on a unit without partner counts as spurious or missed. `real` is
real minutes, `test` composed ones by the same hands as most of the training minutes. F1 beside the
trivial baselines, with 95 % intervals over documents:

$comparison

$scores

## Thresholds and calibration

Fitted to the development documents, never to those above.

$thresholds

## Training

$training

## Limits

- Not a record in law: read the minutes themselves before acting on them.
- Danish only; the four tags are those of the guidelines of `referat` and no others. A proposal is
  not a decision, whatever its words; the section is given in the context, and the rule on sections
  is applied after scoring.
- Trained on minutes composed for the purpose and on real ones of a few associations; bodies,
  layouts and wordings that those do not have are tagged less well.
""")


_SENTENCES: Final = string.Template("""\
The weights are a plain `BertForSequenceClassification`; `onnx/model.onnx` is the same network in
int8. By itself it takes a pair of texts, the sentence and a line of context, rendered by
`referat.models.encoding.encode`:

```python
from transformers import pipeline
tagger = pipeline("text-classification", model="$name", top_k=None)
tagger({"text": "Godkendt.", "text_pair": "referat tekst | Budget |  |  | "})
```
""")
_WINDOWS: Final = string.Template("""\
The weights are a plain `BertForTokenClassification`; `onnx/model.onnx` is the same network in
int8. It reads a window of consecutive sentences, each behind a marker token that names its section
and layout, rendered by `referat.models.windows`. The first four outputs are the tags of a sentence:
half its marker's output, half the mean over its tokens (`referat.models.window_batches`). The
others say whether a deadline or a holder begins at a token (B) or goes on (I).

```python
from transformers import AutoModelForTokenClassification, AutoTokenizer
tokenizer = AutoTokenizer.from_pretrained("$name")
model = AutoModelForTokenClassification.from_pretrained("$name")
model(**tokenizer("<referat:tekst> Karin bestiller maling inden den 1. maj.", return_tensors="pt"))
```
""")


@dataclass(frozen=True, slots=True)
class CardSource:
    """What a card is written from."""

    name: str
    manifest: Manifest
    reports: Sequence[Mapping[str, Any]]
    """Evaluations as `referat.evaluation.report.record` gives them, this model's alone."""
    comparison: str = ""
    """A Markdown table of the same sets with the trivial baselines beside the model."""


def model_card(source: CardSource) -> str:
    """The card, with the YAML head that the hub reads.

    Args:
        source: Name, manifest and evaluations of the model.
    """
    training = source.manifest.training
    windows = source.manifest.input_format == WINDOW_FORMAT
    use = _WINDOWS if windows else _SENTENCES
    return _TEMPLATE.substitute(
        base=training.get("base_model", "unknown"),
        name=source.name,
        task="token-classification" if windows else "text-classification",
        use=use.substitute(name=source.name),
        index="\n".join(line for report in source.reports for line in _index(report)),
        comparison=source.comparison,
        scores="\n\n".join(_scores(report) for report in source.reports),
        thresholds=_thresholds(source.manifest),
        training=_training(training),
    )


def _index(report: Mapping[str, Any]) -> list[str]:
    """One result of the hub's model index."""
    metrics = [("macro F1", "f1", report["macro_f1"])]
    metrics += [(f"{tag} F1", "f1", report["tags"][tag.value]["f1"]) for tag in TAGS]
    lines = [
        "  - task: {type: text-classification, name: tags of sentences}",
        f"    dataset: {{type: referat, name: Danish minutes, split: {report['split']}}}",
        "    metrics:",
    ]
    lines += [
        f"    - {{type: {kind}, name: {name}, value: {value:.4f}}}" for name, kind, value in metrics
    ]
    return lines


def _scores(report: Mapping[str, Any]) -> str:
    """The table of one test set."""
    heading = (
        f"### {report['split']}: {len(report['documents'])} documents, {report['units']} units"
    )
    rows = ["| tag | precision | recall | F1 | gold |", "|---|---|---|---|---|"]
    for tag, score in report["tags"].items():
        rows.append(
            f"| {tag} | {score['precision']:.3f} | {score['recall']:.3f} | {score['f1']:.3f} "
            f"| {score['support']} |"
        )
    low, high = report["macro_f1_interval"]
    rows.append(f"| **macro** | | | **{report['macro_f1']:.3f}** ({low:.3f}-{high:.3f}) | |")
    return "\n".join([heading, "", *rows, "", f"`{report['signature']}`"])


def _thresholds(manifest: Manifest) -> str:
    rows = ["| tag | threshold | scale | shift |", "|---|---|---|---|"]
    for tag in TAGS:
        calibration = manifest.calibration[tag]
        rows.append(
            f"| {tag} | {manifest.thresholds[tag]:.3f} | {calibration.scale:.3f} "
            f"| {calibration.shift:.3f} |"
        )
    return "\n".join(rows)


def _training(training: Mapping[str, Any]) -> str:
    if not training:
        return "Not recorded."
    settings = ", ".join(f"{key} {value}" for key, value in training.get("settings", {}).items())
    seconds = sum(epoch["seconds"] for epoch in training.get("epochs", []))
    return (
        f"{training['examples']} sentences of {training['documents']} documents "
        f"(hash of the data {training['data_hash']}), from `{training['base_model']}`, "
        f"with referat {training['version']}, {seconds / 60:.0f} minutes. {settings}."
        + "".join(f"\n\n{note}" for note in training.get("notes", []))
    )
