"""A language model behind an OpenAI-compatible address on this machine, as a tagger."""

import hashlib
import http.client
import importlib.resources
import ipaddress
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import numpy as np

from referat.errors import ModelError, UsageError
from referat.labels import TAGS, Tag
from referat.minutes import SentenceInContext
from referat.tagging import Scores

_LOGGER = logging.getLogger(__name__)
_BATCH: Final = 20
_SECONDS: Final = 120
_LARGEST_ANSWER: Final = 1_000_000


class LanguageModelTagger:
    """Asks a served model for the tags of numbered sentences, some at a time.

    An answer that is not the JSON asked for gives its sentences no tag; `failures` counts them.
    """

    thresholds: Mapping[Tag, float] = dict.fromkeys(TAGS, 0.5)

    def __init__(self, address: str, model: str) -> None:
        """Set up the tagger; nothing is asked yet.

        Args:
            address: Such as "http://127.0.0.1:8080/v1"; of this machine, no other.
            model: Name of the model there.

        Raises:
            UsageError: The address is none, or of another machine: no text leaves this one.
        """
        self._address = _local(address)
        self._model = model
        self.prompt = _prompt()
        self.failures = 0
        digest = hashlib.sha256(self.prompt.encode()).hexdigest()[:8]
        self.name = f"{model} at {address}, prompt {digest}"

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        """Ones and zeros, shape (n, 4).

        Raises:
            ModelError: The server cannot be reached or refuses.
        """
        rows: list[list[float]] = []
        for start in range(0, len(sentences), _BATCH):
            rows.extend(self._asked(sentences[start : start + _BATCH]))
        return np.array(rows, dtype=np.float32).reshape(len(sentences), len(TAGS))

    def _asked(self, sentences: Sequence[SentenceInContext]) -> Iterator[list[float]]:
        numbered = {str(number): _shown(one) for number, one in enumerate(sentences, start=1)}
        answer = self._answer(json.dumps(numbered, ensure_ascii=False))
        found = _tags(answer)
        if found is None:
            self.failures += 1
            _LOGGER.warning("%s gave no JSON object of tags", self._model)
        for number in numbered:
            given = (found or {}).get(number, [])
            yield [float(tag.value in given) for tag in TAGS]

    def _answer(self, question: str) -> str:
        body = {
            "model": self._model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": self.prompt},
                {"role": "user", "content": question},
            ],
        }
        # not urllib: it would follow redirects and proxies off this machine
        connection = http.client.HTTPConnection(
            self._address.hostname or "", self._address.port, timeout=_SECONDS
        )
        path = self._address.path.rstrip("/") + "/chat/completions"
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            response = connection.getresponse()
            data = response.read(_LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise ModelError(f"{self._address.geturl()} does not answer: {error}") from error
        finally:
            connection.close()
        if response.status != 200:
            raise ModelError(f"{self._address.geturl()} answers with status {response.status}")
        return _content(data)


def load_language_model(name: str) -> LanguageModelTagger:
    """The tagger of "http://127.0.0.1:8080/v1#model".

    Args:
        name: Address and model.

    Raises:
        UsageError: The model is missing, or the address is not of this machine.
    """
    address, _, model = name.partition("#")
    if not model:
        raise UsageError(f"{name} names no model; write http://127.0.0.1:8080/v1#model")
    return LanguageModelTagger(address, model)


def _local(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme != "http" or not parts.hostname:
        raise UsageError(f"{address} is no http address of a server on this machine")
    try:
        loopback = ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        loopback = parts.hostname == "localhost"
    if not loopback:
        raise UsageError(f"{address} is of another machine; no text is sent off this one")
    return parts


def _prompt() -> str:
    resource = importlib.resources.files("referat.resources") / "prompt.txt"
    return resource.read_text(encoding="utf-8")


def _shown(one: SentenceInContext) -> dict[str, str]:
    fields = {
        "section": one.section.value,
        "item": one.item_title,
        "lead_in": one.lead_in,
        "column": one.column,
        "sentence": one.text,
    }
    return {name: value for name, value in fields.items() if value}


def _content(data: bytes) -> str:
    try:
        return str(json.loads(data)["choices"][0]["message"]["content"])
    except (ValueError, KeyError, IndexError, TypeError):
        return ""


def _tags(answer: str) -> dict[str, list[Any]] | None:
    """The object in an answer, None where there is none of the shape asked for."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        found = json.loads(answer[start : end + 1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(isinstance(one, list) for one in found.values()):
        return None
    return found
