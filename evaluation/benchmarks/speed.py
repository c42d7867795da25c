"""Sentences a second from text to records, beside the same encoder in fp32 through transformers.

Run as `python -m referat.evaluation.benchmarks.speed FILE…` on an idle machine. Both systems see
the same sentences in one run; the second needs the extra `train`. It is what a user of
`transformers` would do: the same encoder with a head for sequences, each sentence with its line of
context as the second text, through `pipeline`, at each of several batch sizes. Its head is a fresh
one: it is timed, not scored.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from referat.exporting.records import sentence_records
from referat.extractor import Extractor, load_extractor
from referat.minutes import SentenceInContext, contexts
from referat.models.encoding import encode
from referat.models.loading import DEFAULT_MODEL, model_folder

BATCHES: Final = (1, 8, 32)


@dataclass(frozen=True, slots=True)
class Speed:
    """Wall-clock figures of one run, in sentences a second; memory in MB before transformers."""

    model: str
    sentences: int
    text_to_records: float
    peak_memory: float
    transformers_fp32: dict[int, float]
    """By batch size."""
    times_faster: float
    """Than transformers at its best batch size."""


def measure(files: Sequence[Path], model: str = DEFAULT_MODEL, sample: int = 400) -> Speed:
    """Time `referat` over all the files, and `transformers.pipeline` over a sample of sentences.

    Args:
        files: Minutes.
        model: Name or folder of the model.
        sample: How many sentences the slower system is timed on, spread over all of them.
    """
    extractor = load_extractor(model)
    extractor.extract(files[0])
    started = time.perf_counter()
    sentences = [sentence for path in files for sentence in _records(extractor, path)]
    ours = len(sentences) / (time.perf_counter() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    step = max(1, len(sentences) // sample)
    inputs = [encode(sentence) for sentence in sentences[::step]]
    pairs = [{"text": text, "text_pair": pair} for text, pair in inputs]
    theirs = {batch: round(_transformers(pairs, model, batch), 1) for batch in BATCHES}
    return Speed(
        extractor.tagger.name,
        len(sentences),
        round(ours, 1),
        round(memory, 1),
        theirs,
        round(ours / max(theirs.values()), 2),
    )


def _records(extractor: Extractor, path: Path) -> list[SentenceInContext]:
    extraction = extractor.extract(path)
    for tagged in extraction.meetings:
        for record in sentence_records(tagged):
            json.dumps(record, ensure_ascii=False)
    return [context for tagged in extraction.meetings for context in contexts(tagged.minutes)]


def _transformers(pairs: Sequence[dict[str, str]], model: str, batch: int) -> float:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline
    from transformers.utils import logging

    logging.set_verbosity_error()  # the fresh head is meant
    folder = str(model_folder(model))
    classifier = pipeline(
        "text-classification",
        model=AutoModelForSequenceClassification.from_pretrained(
            folder, num_labels=4, ignore_mismatched_sizes=True, dtype=torch.float32
        ),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        top_k=None,
        batch_size=batch,
    )
    classifier(list(pairs[:batch]))
    started = time.perf_counter()
    classifier(list(pairs))
    return len(pairs) / (time.perf_counter() - started)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    chosen = parser.parse_args()
    speed = measure(chosen.files, chosen.model)
    sys.stdout.write(json.dumps(asdict(speed), indent=1) + "\n")


if __name__ == "__main__":
    main()
