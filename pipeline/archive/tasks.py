"""What goes to those who do the work, and what comes back."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from referat.archive.limits import ArchiveLimits
from referat.settings import Limits

CHANGED: Final = "has changed since the run began; start again"
"""A reason that the next run does not wait for `--retry` with."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for all documents of a run."""

    model: str | None = None
    spacy_model: str | None = None
    ocr: bool = False
    limits: Limits = field(default_factory=Limits)
    archive: ArchiveLimits = field(default_factory=ArchiveLimits)


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be worked on; `path` has its bytes, which must have this `sha256`."""

    id: int
    sha256: str
    path: bytes
    suffix: str
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document failed, and at what: read, structure, tag, extract or worker."""

    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: a failure, or a packed payload with the year of the first meeting.

    After one that is `spent` the process has lost its footing and is to be replaced; `unsure` says
    that another process may do better.
    """

    id: int
    failure: Failure | None = None
    data: bytes = b""
    digest: str = ""
    sentences: int = 0
    year: int | None = None
    spent: bool = False
    unsure: bool = False
