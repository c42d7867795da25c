import re

from hypothesis import given
from hypothesis import strategies as st

from referat.annotations.converting.offsets import Utf16, masked, unmasked


@given(st.text(alphabet="a🙂ø👩\n", max_size=12))
def test_units_are_those_of_utf_16(text: str) -> None:
    units = Utf16.of(text)
    for offset in range(len(text) + 1):
        unit = len(text[:offset].encode("utf-16-le")) // 2
        assert units.units(offset) == unit
        assert units.offset(unit) == offset


def test_no_character_begins_amid_a_pair_or_outside() -> None:
    units = Utf16.of("a🙂b")
    assert units.offset(2) is None
    assert units.offset(5) is None
    assert units.offset(10**30) is None


@given(st.text(alphabet="ab \r\x0c", max_size=12))
def test_masked_texts_come_back(text: str) -> None:
    safe, kept = masked(text, re.compile("[\r\x0c]"))
    assert len(safe) == len(text)
    assert not {"\r", "\x0c"} & set(safe)
    assert unmasked(safe, [(int(str(one["at"])), str(one["char"])) for one in kept]) == text


def test_masks_of_another_text_do_not_fit() -> None:
    assert unmasked("ab", [(0, "\r")]) is None
    assert unmasked("  ", [(2, "\r")]) is None
    assert unmasked("  ", [(0, "\r\n")]) is None
