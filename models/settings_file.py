"""Settings of a training run out of a TOML file, as `TrainingArguments` are kept in one."""

import dataclasses
import tomllib
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from referat.errors import UsageError
from referat.models.settings import TrainingSettings


def read_settings(
    path: Path | None = None, given: Mapping[str, Any] | None = None
) -> TrainingSettings:
    """The settings of a file, with some given anew; the defaults for all others.

    Args:
        path: A TOML file with the names of `TrainingSettings`; None for the defaults.
        given: Settings that go before those of the file.

    Raises:
        UsageError: The file is no TOML, or a setting does not exist or has a wrong type or value.
    """
    found: dict[str, Any] = {}
    if path is not None:
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{path} is no TOML file: {error}") from error
    hints = typing.get_type_hints(TrainingSettings)
    where = "the options" if path is None else str(path)
    for name, value in {**found, **(given or {})}.items():
        if name not in hints:
            known = ", ".join(one.name for one in dataclasses.fields(TrainingSettings))
            raise UsageError(f"{where}: there is no setting {name}; there are {known}")
        found[name] = _fitted(where, name, value, hints[name])
    return TrainingSettings(**found)


def _fitted(where: str, name: str, value: object, wanted: object) -> object:
    """The value in the type that is wanted: lists become tuples, whole numbers fractions."""
    if isinstance(value, list):
        value = tuple(value)
    if wanted is float or (isinstance(wanted, types.UnionType) and float in wanted.__args__):
        value = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not _is(value, wanted):
        raise UsageError(f"{where}: {name} cannot be {value!r}")
    return value


def _is(value: object, wanted: object) -> bool:
    origin, parts = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is typing.Literal:
        return value in parts
    if isinstance(wanted, types.UnionType):
        return any(_is(value, part) for part in parts)
    if origin is tuple and isinstance(value, tuple):
        if parts[-1] is Ellipsis:
            return all(_is(one, parts[0]) for one in value)
        return len(value) == len(parts) and all(map(_is, map(float, value), parts))
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(wanted, type) and isinstance(value, wanted)
