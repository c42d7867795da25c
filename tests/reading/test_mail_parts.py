"""The parts of mails, whole and broken."""

import base64
import time
from collections.abc import Callable
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.reading.mail_parts import Body, Leaf, parts_of
from referat.settings import Limits

HEAD = b"From: ida@example.dk\nMIME-Version: 1.0\n"


def _texts(mail: bytes) -> list[str]:
    """The texts of all bodies and attachments, the latter in brackets."""
    texts: list[str] = []
    for item in parts_of(mail, Limits()).items:
        if isinstance(item, Body):
            texts += [leaf.data.decode().strip() for leaf in item.plain + item.pages]
        elif isinstance(item, Leaf):
            texts.append(f"[{item.data.decode().strip()}]")
    return texts


def _multipart(kind: str, *parts: str, boundary: str = "b", end: str = "--b--") -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\nPreamble\n'
    return HEAD + (head + "".join(f"--b\n{part}\n" for part in parts) + end).encode()


def test_alternatives_are_one_body_and_what_follows_another() -> None:
    inner = (
        'Content-Type: multipart/alternative; boundary="i"\n\n'
        "--i\nContent-Type: text/plain\n\nTekst\n--i\nContent-Type: text/html\n\n<p>Side\n--i--\n"
    )
    mail = _multipart("mixed", inner, "\nSidst", "Content-Type: application/pdf\n\nPDF")
    items = parts_of(mail, Limits()).items
    assert isinstance(items[0], Message)
    assert [(len(b.plain), len(b.pages)) for b in items if isinstance(b, Body)] == [(1, 1), (1, 0)]
    assert _texts(mail) == ["Tekst", "<p>Side", "Sidst", "[PDF]"]


@pytest.mark.parametrize(
    "mail",
    [
        _multipart("mixed", "\nTekst", end=""),
        _multipart("mixed", "\nTekst", end="--b"),
        _multipart("mixed", "\nTekst", boundary="").replace(b"Preamble\n", b""),
        HEAD + b"Content-Type: multipart/mixed; boundary=x\n\nTekst",
        HEAD + b"Content-Type: multipart/mixed\n\nTekst",
        HEAD + b"Content-Type: x\n\nTekst",
        HEAD + b"\nTekst",
        b"\nTekst",
        b"Tekst",
        HEAD + b"Content-Disposition: attachment; filename*=utf-9''a%FF\n\nTekst",
    ],
)
def test_broken_structure_keeps_the_text(mail: bytes) -> None:
    assert [text.strip("[]") for text in _texts(mail) if text] == ["Tekst"]


@pytest.mark.parametrize(
    ("dress", "sent"),
    [
        ("base64", base64.b64encode("Mødet".encode()).decode()),
        ("BASE64", "TcO4\n ZGV0!"),
        ("base64", "TcO4ZGV0\n\n-- Sendt fra en liste"[:9]),
        ("base64", "TcO4ZGV0A"),
        ("quoted-printable", "M=C3=B8d=\net"),
        ("8bit", "Mødet"),
        ("ukendt", "Mødet"),
    ],
)
def test_the_dress_for_the_post_is_taken_off(dress: str, sent: str) -> None:
    mail = HEAD + f"Content-Transfer-Encoding: {dress}\n\n{sent}".encode()
    assert _texts(mail) == ["Mødet"]


def test_a_mail_inside_a_mail_gives_its_head_and_text() -> None:
    inner = base64.b64encode(HEAD + b"Subject: Inderst\n\nTekst").decode()
    part = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}"
    items = parts_of(_multipart("mixed", part), Limits()).items
    heads = [item for item in items if isinstance(item, Message)]
    assert [head.get("subject") for head in heads] == [None, "Inderst"]


def test_too_many_parts_are_refused() -> None:
    mail = _multipart("mixed", *["\nTekst"] * 30)
    with pytest.raises(UnreadableDocumentError, match="more than 20 parts"):
        parts_of(mail, Limits(max_parts=20))


def _nested(depth: int) -> bytes:
    heads = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return HEAD + "".join(heads).encode() + b"\nTekst\n" + b"x\n" * 50_000


@pytest.mark.parametrize(
    "build",
    [
        lambda: _nested(900),
        lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 5_000,
        lambda: HEAD + b"Content-Type: text/plain" + b';a="' * 50_000 + b"\n\nTekst",
        lambda: HEAD + b"Content-Type: text/plain; " + b"(" * 50_000 + b"\n\nTekst",
        lambda: b"From: " + b"(" * 50_000 + b"\n\nTekst",
        lambda: HEAD + b"X: y\n" * 200_000 + b"\nTekst",
    ],
)
def test_mails_made_to_do_harm_are_cut_up_in_no_time(build: Callable[[], bytes]) -> None:
    mail = build()
    began = time.process_time()
    parts_of(mail, Limits())
    assert time.process_time() - began < 5


_LINES = (
    "--b", "--b--", "", "\r", "Tekst", "From: a@example.dk", "Content-Type: text/html", "From x",
    "Content-Type: multipart/mixed; boundary=b", "Content-Type: message/rfc822", "ÿ: þ", ":", " a",
    "Content-Transfer-Encoding: base64",
)  # fmt: skip


@given(
    st.lists(
        st.sampled_from([line.encode("latin-1") + b"\n" for line in _LINES]),
        max_size=30,
    ).map(b"".join)
)
def test_any_lines_have_parts(mail: bytes) -> None:
    parts_of(mail, Limits())
