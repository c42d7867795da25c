"""The model of a run by its name: a folder or hub id, a baseline, or a Python callable."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from referat.errors import ModelError

if TYPE_CHECKING:
    from referat.tagging import Tagger

_CALLABLE: Final = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


def tagger_named(name: str | None) -> "Tagger":
    """The tagger of that name, on one thread, so that workers do not fight for cores.

    Args:
        name: A baseline that needs no training ("keywords"), a callable
            ("package.module:function"), a model folder or hub id; the embedded model if None.

    Raises:
        ModelError: There is no such model, or it is broken.
        UsageError: There is no such callable.
    """
    from referat.models.baselines import UNTRAINED
    from referat.models.loading import load_tagger

    if name is not None and name in UNTRAINED:
        return UNTRAINED[name]()
    if name is not None and _CALLABLE.fullmatch(name):
        from referat.evaluation.systems import load_callable

        return load_callable(name)
    return load_tagger(name, threads=1)


def fingerprint(name: str | None) -> str:
    """What tells without loading it that a model is the one used before: its files' stamps.

    Args:
        name: As for `tagger_named`.
    """
    from referat.models.loading import DEFAULT_MODEL, embedded_models

    folder = Path(str(embedded_models() / DEFAULT_MODEL)) if name is None else Path(name)
    try:
        inside = sorted(path for path in folder.rglob("*") if path.is_file())
        stamps = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in inside]
    except OSError as error:
        raise ModelError(f"the model folder {folder} cannot be read: {error.strerror}") from None
    return repr((name, stamps))
