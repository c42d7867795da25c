"""The annotated corpus as a `datasets.DatasetDict`, one row a sentence."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referat.annotations.corpus import AnnotatedDocument, load_corpus
from referat.annotations.gold import gold
from referat.annotations.splits import SPLITS
from referat.labels import TAGS
from referat.minutes import contexts
from referat.structure import structure

if TYPE_CHECKING:
    from datasets import DatasetDict
    from pyarrow import Schema


def dataset_dict(shared: Path | None = None) -> "DatasetDict":
    """Every annotated sentence, in the splits that have documents here.

    `labels` is a vector of four floats in the order of `TAGS`, as
    `problem_type="multi_label_classification"` wants it. Dates stay strings: the JSON loader of
    `datasets` would turn them into time stamps, `from_list` with features does not.

    Args:
        shared: Folder of real minutes; `referat.annotations.corpus.shared_folder()` if None.
    """
    from datasets import Dataset, DatasetDict, Features

    features = Features.from_arrow_schema(sentence_schema())
    corpus = load_corpus(shared=shared)
    rows = {
        split: [row for one in corpus if one.split == split for row in sentence_rows(one)]
        for split in SPLITS
    }
    return DatasetDict(
        {
            split: Dataset.from_list(found, features=features)
            for split, found in rows.items()
            if found
        }
    )


def sentence_schema() -> "Schema":
    """The columns of `sentence_rows`; dates are strings."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    deadline = {"start": number, "end": number, "value": text, "due": text, "relation": text}
    holder = {"start": number, "end": number, "participant": text}
    columns = {
        "document": text,
        "kind": text,
        "real": pa.bool_(),
        "index": number,
        "start": number,
        "end": number,
        "text": text,
        "section": text,
        "item_title": text,
        "lead_in": text,
        "previous": text,
        "following": text,
        "tags": pa.list_(text),
        "labels": pa.list_(pa.float32()),
        "deadlines": pa.list_(pa.struct(list(deadline.items()))),
        "responsible": pa.list_(pa.struct(list(holder.items()))),
    }
    return pa.schema(list(columns.items()))


def sentence_rows(annotated: AnnotatedDocument) -> Iterator[dict[str, Any]]:
    """One row a sentence: what a tagger sees of it, its tags and its spans."""
    tagged = gold(annotated, structure(annotated.document))
    for one, context in zip(tagged.sentences, contexts(tagged.minutes), strict=True):
        yield {
            "document": annotated.annotation.id,
            "kind": annotated.annotation.kind,
            "real": annotated.real,
            "index": one.sentence.index,
            "start": one.sentence.start,
            "end": one.sentence.end,
            "text": one.sentence.text,
            "section": one.sentence.section.value,
            "item_title": context.item_title,
            "lead_in": context.lead_in,
            "previous": context.previous,
            "following": context.following,
            "tags": [tag.value for tag in one.tags],
            "labels": [float(tag in one.tags) for tag in TAGS],
            "deadlines": [
                {
                    "start": deadline.start,
                    "end": deadline.end,
                    "value": deadline.value,
                    "due": deadline.due.isoformat() if deadline.due else None,
                    "relation": deadline.relation,
                }
                for deadline in one.deadlines
            ],
            "responsible": [
                {"start": holder.start, "end": holder.end, "participant": holder.participant}
                for holder in one.responsible
            ],
        }
