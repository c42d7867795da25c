"""The words of mails: fields, wrapped and quoted text."""

from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.reading.mail_parts import Leaf
from referat.reading.mail_text import fields_of, in_words, plain_text


def _leaf(text: str, kind: str = "text/plain") -> Leaf:
    head = Message()
    head["Content-Type"] = kind
    return Leaf(head, text.encode())


def test_fields_have_the_labels_of_danish_programs() -> None:
    head = Message()
    head["Subject"] = "=?iso-8859-1?Q?Referat_af_m=F8de?="
    head["From"] = "=?utf-8?b?U8O4cmVu?= <s@example.dk>"
    assert fields_of(head) == "Fra: Søren <s@example.dk>\nEmne: Referat af møde"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("=?utf-8?Q?Dags=\n?= orden", "=?utf-8?Q?Dags= ?= orden"),
        ("=?ukendt-8?Q?a?=", "=?ukendt-8?Q?a?="),
        ("=?zlib?Q?a?=", "=?zlib?Q?a?="),
        ("=?utf-8?Q?Sk?= =?utf-8?Q?ur?=", "Skur"),
        ("=?\x80?Q?a?=", "=? ?Q?a?="),
        ("Skuret\x00\u202e \t og", "Skuret og"),
        ("(" * 900, "(" * 900),
    ],
)
def test_broken_words_are_shown_as_they_stand(value: str, words: str) -> None:
    assert in_words(value) == words


@given(st.lists(st.sampled_from(["=?", "utf-8", "?Q?", "?B?", "?=", "=C3", "ø", "\x80", " "])))
def test_any_field_has_words(pieces: list[str]) -> None:
    assert in_words("".join(pieces)).isprintable()


def test_quote_marks_are_left_out_and_quotes_kept_apart() -> None:
    text = "Enig.\r\n> Taget lægges om.\r\n>> Hvornår?\r\n> Til maj.\r\nBo\r\n"
    assert plain_text(_leaf(text)) == ("Enig.\n\nTaget lægges om.\n\nHvornår?\n\nTil maj.\n\nBo\n")


def test_flowed_lines_run_on_up_to_the_signature() -> None:
    text = "Taget lægges \nom til maj.\nNyt\n-- \nIda"
    assert plain_text(_leaf(text, "text/plain; format=flowed")) == (
        "Taget lægges om til maj.\nNyt\n-- \nIda"
    )
    spaced = plain_text(_leaf("Fælles \nhuset", "text/plain; format=flowed; delsp=yes"))
    assert spaced == "Fælleshuset"


def test_a_charset_that_is_wrong_does_no_harm() -> None:
    assert plain_text(_leaf("Mødet på Ærø", "text/plain; charset=us-ascii")) == "Mødet på Ærø"
    assert plain_text(_leaf("Mødet", "text/plain; charset=unicode_escape")) == "Mødet"
