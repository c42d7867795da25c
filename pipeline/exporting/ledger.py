"""A ledger of the tasks pushed: ids and digests, no text, so that a deleted task stays deleted."""

import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from referat.errors import ReferatError
from referat.exporting.merging import Digests

_FORMAT: Final = "referat-ledger-1"


@dataclass(slots=True)
class Ledger:
    """What was pushed to each place, by id of the task."""

    places: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def written(self, place: str, uid: str) -> dict[str, str] | None:
        """The digests of what was last written into a task there; None if it never was there."""
        return self.places.get(place, {}).get(uid)

    def note(self, place: str, uid: str, written: Digests) -> None:
        """Remember a task that is there, with the digests of what was written into it."""
        self.places.setdefault(place, {})[uid] = dict(written)


def load_ledger(path: Path) -> Ledger:
    """The ledger in a file, an empty one where there is no file yet.

    Raises:
        ReferatError: The file is no ledger, or its folder does not exist.
    """
    if not path.parent.is_dir():
        raise ReferatError(f"{path}: the folder of the ledger does not exist")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Ledger()
    except (ValueError, RecursionError):
        content = None
    if not _is_ledger(content):
        raise ReferatError(f"{path}: is no ledger of referat; name another file")
    return Ledger(content["places"])


def save_ledger(ledger: Ledger, path: Path) -> None:
    """Write the ledger in one step: whoever reads the file sees the old one or the new one."""
    text = json.dumps({"format": _FORMAT, "places": ledger.places}, indent=1, sort_keys=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _is_ledger(content: Any) -> bool:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        return False
    places = content.get("places")
    return isinstance(places, dict) and all(
        isinstance(tasks, dict)
        and all(isinstance(marks, dict) and _are_texts(marks) for marks in tasks.values())
        for tasks in places.values()
    )


def _are_texts(marks: dict[str, Any]) -> bool:
    return all(isinstance(mark, str) for mark in marks.values())
