"""JSON that others wrote, read key by key: by type, within bounds, with nothing left unread."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from referat.errors import AnnotationError
from referat.settings import Limits

MOST: Final = 2**31 - 1
"""The largest whole number that is read; no offset or index comes near it."""
_Choice = TypeVar("_Choice", bound=StrEnum)


class Fields:
    """The keys of one object, each to be read once; `done` refuses what was not asked for.

    Every reading method raises `AnnotationError` where the key is missing or of another type.
    """

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise AnnotationError(f"{where}: an object is needed, here is {_shown(value)}")
        self.where = where
        self._left: dict[str, Any] = dict(value)

    def __contains__(self, key: str) -> bool:
        return self._left.get(key) is not None

    def error(self, message: str) -> AnnotationError:
        """An error that says where it was."""
        return AnnotationError(f"{self.where}: {message}")

    def take(self, key: str) -> object:
        """The value of a key, of any type."""
        if key not in self._left:
            raise self.error(f"there is no {key!r}")
        return self._left.pop(key)

    def text(self, key: str) -> str:
        """A string."""
        return self._string(key, self.take(key))

    def optional_text(self, key: str) -> str | None:
        """A string, or None where the key is null or missing."""
        value = self._left.pop(key, None)
        return None if value is None else self._string(key, value)

    def whole(self, key: str, most: int = MOST) -> int:
        """A whole number from 0 on."""
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise self.error(f"{key!r} must be a whole number to {most}, it is {_shown(value)}")
        return value

    def optional_whole(self, key: str, most: int = MOST) -> int | None:
        """A whole number from 0 on, or None where the key is null or missing."""
        if key in self:
            return self.whole(key, most)
        self._left.pop(key, None)
        return None

    def flag(self, key: str) -> bool:
        """A truth value, false where the key is null or missing."""
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, bool):
            raise self.error(f"{key!r} must be true or false, it is {_shown(value)}")
        return bool(value)

    def rows(self, key: str) -> list[object]:
        """A list, empty where the key is null or missing."""
        value = self._left.pop(key, None)
        if value is None:
            return []
        if not isinstance(value, (list, tuple)):
            raise self.error(f"{key!r} must be a list, it is {_shown(value)}")
        return list(value)

    def texts(self, key: str) -> list[str]:
        """A list of strings, empty where the key is null or missing."""
        return [self._string(key, value) for value in self.rows(key)]

    def fields(self, key: str) -> "Fields":
        """An object."""
        return Fields(self.take(key), f"{self.where}: {key}")

    def each(self, key: str) -> Iterator["Fields"]:
        """The objects of a list, which is empty where the key is null or missing."""
        for number, value in enumerate(self.rows(key)):
            yield Fields(value, f"{self.where}: {key} {number}")

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        """One of a set of words."""
        return self.member(self.text(key), choices)

    def choices(self, key: str, choices: type[_Choice]) -> list[_Choice]:
        """A list of words of a set, empty where the key is null or missing."""
        return [self.member(word, choices) for word in self.texts(key)]

    def member(self, word: str, choices: type[_Choice]) -> _Choice:
        """The member of a set that a word read elsewhere names."""
        try:
            return choices(word)
        except ValueError:
            known = ", ".join(choices)
            raise self.error(f"{_shown(word)} is not known; there are {known}") from None

    def date(self, key: str) -> dt.date | None:
        """A date in ISO 8601, None where the key is null or missing."""
        value = self.optional_text(key)
        try:
            return None if value is None else dt.date.fromisoformat(value)
        except ValueError:
            raise self.error(
                f"{key!r} must be a date like 2022-03-31, not {_shown(value)}"
            ) from None

    def leave(self, *keys: str) -> None:
        """Pass over keys that say nothing of the annotation."""
        for key in keys:
            self._left.pop(key, None)

    def done(self) -> None:
        """Refuse keys that nothing has read."""
        if self._left:
            names = ", ".join(_shown(key) for key in list(self._left)[:5])
            raise self.error(f"unknown: {names}; take it out, nothing here can keep it")

    def _string(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.error(f"{key!r} must be text, it is {_shown(value)}")
        if not encodable(value):
            raise self.error(f"{key!r} holds half of a surrogate pair")
        return value


def encodable(text: str) -> bool:
    """Whether a text can be written as UTF-8: lone surrogates cannot."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def read_bytes(path: Path) -> bytes:
    """A file of a tool, within the limit on files."""
    if path.stat().st_size > Limits().max_bytes:
        raise AnnotationError(f"{path}: is larger than {Limits().max_bytes:,} bytes; split it")
    return path.read_bytes()


def read_text(path: Path) -> str:
    """A text file of a tool, byte for byte but for its encoding."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}: is not UTF-8 at byte {error.start}") from error


def parse_json(text: str, where: str) -> object:
    """A JSON text, in which no key may stand twice and no number be infinite."""
    try:
        return json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_unique, parse_constant=_no_number
        )
    except RecursionError as error:
        raise AnnotationError(f"{where}: is nested too deeply") from error
    except ValueError as error:
        raise AnnotationError(f"{where}: is not JSON: {error}") from error


def json_lines(path: Path) -> Iterator[Fields]:
    """The objects of a file with one JSON object a line."""
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            where = f"{path}, line {number}"
            yield Fields(parse_json(line, where), where)


def dump_line(row: Mapping[str, Any]) -> str:
    """An object as one line of JSON in ASCII: some tools guess encodings, and guess wrong."""
    return json.dumps(row, separators=(", ", ": ")) + "\n"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


def _shown(value: object) -> str:
    """A value short enough for a message, whatever it is."""
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:37] + "...")
    if value is None or isinstance(value, (bool, float)):
        return repr(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else "a number too large"
    return "a list" if isinstance(value, (list, tuple)) else "an object"
