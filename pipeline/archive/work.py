"""The work on one document: read, structured, tagged, and turned into what the ledger keeps."""

import hashlib
import json
import os
import signal
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from referat.archive.payload import payload
from referat.archive.taggers import tagger_named
from referat.archive.tasks import CHANGED, Failure, Outcome, Settings, Task
from referat.errors import ReferatError
from referat.extractor import Extractor
from referat.labels import Tag
from referat.minutes import Document, SentenceInContext
from referat.reading import read_bytes
from referat.tagging import Scores, Tagger

_LEVEL: Final = 6


class _TimeIsUp(BaseException):
    """Raised in the middle of the work; no reader catches it as one of its own errors."""


class _Watched:
    """A tagger that lets it be known when it is at work."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.stage = "read"

    @property
    def name(self) -> str:
        return self._tagger.name

    @property
    def thresholds(self) -> Mapping[Tag, float]:
        return self._tagger.thresholds

    def score(self, sentences: Sequence[SentenceInContext]) -> Scores:
        self.stage = "tag"
        scores = self._tagger.score(sentences)
        self.stage = "extract"
        return scores


class Processor:
    """A model, loaded once, and the limits of its work on one document after another."""

    def __init__(self, settings: Settings) -> None:
        """Load the model.

        Raises:
            ReferatError: There is no such model, or it is broken.
        """
        from referat.structure import load_tokenizer

        nlp = load_tokenizer(settings.spacy_model)  # first: it is quick to fail
        self._settings = settings
        self._tagger = _Watched(tagger_named(settings.model))
        self._extractor = Extractor(self._tagger, nlp)
        trained = (
            f" on {nlp.lang}_{nlp.meta['name']}-{nlp.meta['version']}" if nlp.pipe_names else ""
        )
        self._name = f"{self._tagger.name}{trained}"

    @property
    def name(self) -> str:
        """The name of the model, with its hash, and that of a trained spaCy pipeline."""
        return self._name

    def process(self, task: Task) -> Outcome:
        """Work on a document; whatever is wrong with it is told in the outcome.

        Args:
            task: The document.
        """
        self._tagger.stage = "read"
        seconds = self._settings.archive.max_seconds
        try:
            with _at_most(seconds):
                return self._done(task)
        except _TimeIsUp:
            reason = f"takes more than {seconds:,} seconds (limit max_seconds)"
            return self._failed(task, reason, spent=True)
        except MemoryError:
            reason = f"takes more than {self._settings.archive.max_memory:,} bytes of memory (limit"
            return self._failed(task, f"{reason} max_memory)", spent=True, unsure=True)
        except ReferatError as error:
            return self._failed(task, str(error))
        except Exception as error:  # noqa: BLE001 - a bug met in one file must not cost the others
            return self._failed(task, f"unexpected {type(error).__name__}: {error}")

    def _failed(
        self, task: Task, reason: str, *, spent: bool = False, unsure: bool = False
    ) -> Outcome:
        failure = Failure(self._tagger.stage, " ".join(reason.split()))
        return Outcome(task.id, failure, spent=spent, unsure=unsure)

    def _done(self, task: Task) -> Outcome:
        document = self._read(task)
        self._tagger.stage = "structure"
        extraction = self._extractor.extract_document(document, task.date)
        self._tagger.stage = "extract"
        content = payload(document, extraction)
        packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        first = extraction.meetings[0].minutes.meeting.date if extraction.meetings else task.date
        return Outcome(
            task.id,
            data=zlib.compress(packed, _LEVEL),
            digest=hashlib.sha256(packed).hexdigest(),
            sentences=len(extraction.sentences),
            year=first.year if first else None,
        )

    def _read(self, task: Task) -> Document:
        try:
            with Path(os.fsdecode(task.path)).open("rb") as stream:
                data = stream.read(self._settings.limits.max_bytes + 1)
        except FileNotFoundError:
            raise ReferatError(CHANGED) from None
        except OSError as error:
            raise ReferatError(f"cannot be read: {error.strerror or error}") from None
        if hashlib.sha256(data).hexdigest() != task.sha256:
            raise ReferatError(CHANGED)
        # the name tells formats apart by its end alone, and one content may have many names
        name = f"document{task.suffix}"
        return read_bytes(data, name, self._settings.limits, ocr=self._settings.ocr)


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raise after so many seconds of processor time, where the system can do that."""
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise _TimeIsUp

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
