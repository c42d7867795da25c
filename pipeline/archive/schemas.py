"""The columns of the datasets; the names are those of the sentence and action records."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from referat.errors import ReferatError

if TYPE_CHECKING:
    import pyarrow as pa

DATASETS: Final = ("documents", "sentences", "deadlines", "responsible", "actions", "errors")


def check_installed() -> None:
    """Raise if pyarrow is not installed, without the time that loading it takes.

    Raises:
        ReferatError: It is not.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise ReferatError("archives need pyarrow; pip install 'referat[archive]'")


def parts(out: Path, dataset: str) -> list[Path]:
    """The files of a dataset in their order.

    Args:
        out: The folder of the store.
        dataset: Its name.
    """
    return sorted((out / dataset).glob("*/*.parquet"))


@functools.cache
def schemas() -> Mapping[str, pa.Schema]:
    """The columns of each dataset."""
    import pyarrow as pa

    text, whole, day, score = pa.string(), pa.int32(), pa.date32(), pa.float32()
    holder = pa.struct(
        [("text", text), ("start", whole), ("end", whole), ("participant", text), ("rule", text)]
    )
    person = pa.struct([("name", text), ("role", text), ("organisation", text), ("initials", text)])
    item = pa.struct([("number", text), ("title", text)])
    scores = pa.struct(
        [(tag, score) for tag in ("decision", "deferral", "deadline", "responsible")]
    )
    meeting = pa.struct([("title", text), ("date", day), ("body", text), ("place", text)])
    whose = [("document", text), ("sha256", text), ("meeting", whole)]
    when = [("body", text), ("date", day), ("year", whole)]
    place = [("start", whole), ("end", whole)]
    columns = {
        "documents": [
            ("document", text), ("names", pa.list_(text)), ("sha256", text), ("state", text),
            ("media_type", text), ("pages", whole), ("characters", whole), ("meetings", whole),
            ("title", text), ("body", text), ("date", day), ("year", whole),
            ("next_meeting", day), ("place", text), ("participants", pa.list_(person)),
            ("absentees", pa.list_(person)), ("sentences", whole), ("actions", whole),
            ("warnings", pa.list_(text)), ("model", text),
        ],
        "sentences": [
            *whose, ("index", whole), *place, ("page", whole), ("text", text), ("section", text),
            ("item", item), ("tags", pa.list_(text)), ("scores", scores), *when,
        ],
        "deadlines": [
            *whose, ("index", whole), ("text", text), *place, ("value", text), ("due", day),
            ("relation", text), ("rule", text), ("sentence", text), *when,
        ],
        "responsible": [
            *whose, ("index", whole), ("text", text), *place, ("participant", text),
            ("rule", text), ("sentence", text), *when,
        ],
        "actions": [
            ("id", text), ("title", text), ("text", text), ("kind", text),
            ("responsible", pa.list_(holder)), ("due", day), ("deadline_text", text),
            ("meeting", meeting), ("item", item), ("document", text), ("sha256", text),
            ("page", whole), *place, ("score", score), ("sources", pa.list_(whole)), *when,
        ],
        "errors": [
            ("document", text), ("names", pa.list_(text)), ("sha256", text), ("stage", text),
            ("reason", text), ("year", whole),
        ],
    }  # fmt: skip
    return {name: pa.schema(fields) for name, fields in columns.items()}
