"""Limits by name."""

import pytest

from referat.archive.limits import ArchiveLimits, batch_limits
from referat.errors import UsageError
from referat.settings import Limits


def test_limits_of_both_kinds_are_changed_by_name() -> None:
    reading, archive = batch_limits(["max_pages=7", "max_seconds=5"])
    assert reading == Limits(max_pages=7)
    assert archive == ArchiveLimits(max_seconds=5)


@pytest.mark.parametrize("setting", ["max_seconds=0", "max_seconds=x", "max_seconds", "seconds=5"])
def test_what_is_no_limit_is_misuse(setting: str) -> None:
    with pytest.raises(UsageError, match="limit"):
        batch_limits([setting])
