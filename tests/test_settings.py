import pytest

from referat.errors import UsageError
from referat.settings import Limits, limits_from


def test_limits_are_changed_by_name() -> None:
    changed = limits_from(["max_pages=7", "max_line=12"])
    assert (changed.max_pages, changed.max_line) == (7, 12)
    assert changed.max_bytes == Limits().max_bytes
    assert limits_from([], changed) == changed


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("pages=7", "'pages' is no limit; there are max_bytes"),
        ("max_pages", "not a whole number"),
        ("max_pages=0", "not a whole number"),
        ("max_pages=-1", "not a whole number"),
        ("max_pages=mange", "not a whole number"),
    ],
)
def test_a_wrong_limit_is_named(setting: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        limits_from([setting])
