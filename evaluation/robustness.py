"""What a system loses on the same documents with dirtier text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.evaluation.degradations import DEGRADATIONS, DegradedTagger
from referat.evaluation.file_degradations import FILE_DEGRADATIONS, degraded, is_text
from referat.evaluation.harness import Evaluation, compare, evaluate
from referat.evaluation.systems import Level, ReadDocument, TaggerSystem, read_documents


@dataclass(frozen=True, slots=True)
class Loss:
    """Macro-F1 on degraded text, how much lower that is, and the p of the difference."""

    degradation: str
    evaluation: Evaluation
    loss: float
    p: float


def losses(
    system: TaggerSystem,
    documents: Sequence[ReadDocument],
    split: str,
    *,
    level: Level = "files",
    seed: int = 1,
) -> Iterator[Loss]:
    """The loss of macro-F1 under each degradation.

    Most degradations change the text after reading, so sentence boundaries and sections stay as
    they were. Those of files change the file, which is read again; they are of text documents
    alone, beside the same ones clean, and of level `files`.

    Args:
        system: The system.
        documents: The documents of the split.
        split: Name of the split, for the record.
        level: Whose sentences are tagged.
        seed: Of the degradations, the bootstrap and the test.
    """
    clean = evaluate(system, documents, split, level=level, seed=seed)
    for name in DEGRADATIONS:
        tagger = DegradedTagger(system.tagger, name, seed)
        dirty = evaluate(
            TaggerSystem(tagger, system.section_rule), documents, split, level=level, seed=seed
        )
        difference = compare(clean, dirty, seed)
        yield Loss(name, dirty, difference.value, difference.p)
    if level == "files":
        for name in FILE_DEGRADATIONS:
            yield from _file_loss(system, documents, split, name, seed)


def _file_loss(
    system: TaggerSystem, documents: Sequence[ReadDocument], split: str, name: str, seed: int
) -> Iterator[Loss]:
    """The loss under a degradation of files, if there is a text document."""
    pairs = [
        (one, dirty)
        for one in documents
        if is_text(one) and (dirty := degraded(one, name, seed)) is not None
    ]
    if not pairs:
        return
    clean = evaluate(system, [one for one, _ in pairs], split, seed=seed)
    read = read_documents(dirty for _, dirty in pairs)
    found = evaluate(system, read, f"{split} on {name}", seed=seed)
    difference = compare(clean, found, seed)
    yield Loss(f"{name} ({len(pairs)} files)", found, difference.value, difference.p)


def loss_lines(found: Sequence[Loss]) -> list[str]:
    """A table of losses, one row a degradation, with the signatures below."""
    head = f"{'degradation':<28} {'macro-F1':>9} {'loss':>7} {'p':>7}"
    rows = [
        f"{one.degradation:<28} {one.evaluation.scores.macro_f1:9.3f} {one.loss:+7.3f} {one.p:7.4f}"
        for one in found
    ]
    return [head, *rows, *(one.evaluation.signature for one in found)]
