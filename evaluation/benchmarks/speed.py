"""Sentences a second from text to records, beside the same model in fp32 through transformers.

Run as `python -m referat.evaluation.benchmarks.speed FILE…` on an idle machine. Both systems see
the same sentences in one run; the second needs the extra `train`.
"""

import argparse
import importlib.resources
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from referat.exporting.records import sentence_records
from referat.extractor import Extractor, load_extractor
from referat.minutes import SentenceInContext, contexts
from referat.models.encoding import encode


@dataclass(frozen=True, slots=True)
class Speed:
    """Wall-clock figures of one run, in sentences a second."""

    sentences: int
    text_to_records: float
    transformers_fp32: float
    transformers_fp32_batched: float


def measure(files: Sequence[Path], sample: int = 400) -> Speed:
    """Time `referat` over all the files, and `transformers.pipeline` over a sample of sentences.

    Args:
        files: Minutes.
        sample: How many sentences the slower system is timed on, spread over all of them.
    """
    extractor = load_extractor()
    extractor.extract(files[0])
    started = time.perf_counter()
    sentences = [sentence for path in files for sentence in _records(extractor, path)]
    ours = len(sentences) / (time.perf_counter() - started)
    step = max(1, len(sentences) // sample)
    inputs = [encode(sentence) for sentence in sentences[::step]]
    pairs = [{"text": text, "text_pair": pair} for text, pair in inputs]
    return Speed(len(sentences), ours, *(_transformers(pairs, batch) for batch in (1, 32)))


def _records(extractor: Extractor, path: Path) -> list[SentenceInContext]:
    extraction = extractor.extract(path)
    for tagged in extraction.meetings:
        for record in sentence_records(tagged):
            json.dumps(record, ensure_ascii=False)
    return [context for tagged in extraction.meetings for context in contexts(tagged.minutes)]


def _transformers(pairs: Sequence[dict[str, str]], batch: int) -> float:
    import torch
    from transformers import pipeline

    folder = importlib.resources.files("referat.models") / "weights" / "referat-base"
    with importlib.resources.as_file(folder) as path:
        classifier = pipeline(
            "text-classification",
            model=str(path),
            top_k=None,
            dtype=torch.float32,
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
    speed = measure(parser.parse_args().files)
    row = {name: round(getattr(speed, name), 1) for name in Speed.__slots__}
    sys.stdout.write(json.dumps(row, indent=1) + "\n")


if __name__ == "__main__":
    main()
