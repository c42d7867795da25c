"""E-mails: their fields, their body, and the documents attached."""

from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.errors import UnreadableDocumentError
from referat.minutes import Document
from referat.reading import read_bytes
from referat.settings import Limits
from referat.structure import structure

Shown = Callable[[Document], list[str]]
BODY = "Referat af bestyrelsesmøde den 12. marts 2019\n\n1. Skuret\nTaget lægges om.\n"


def _message(body: str = BODY, *, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ida Ravn <ida@example.dk>"
    message["Subject"] = "Referat på vej"
    message["Date"] = "Wed, 13 Mar 2019 08:00:00 +0100"
    message["Message-ID"] = "<1@example.dk>"
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def _word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def test_fields_and_body_are_one_text(shown: Shown) -> None:
    document = read_bytes(_message().as_bytes(), "referat.eml")
    assert document.media_type == "message/rfc822"
    assert shown(document) == [
        "p Fra: Ida Ravn <ida@example.dk>",
        "p Sendt: Wed, 13 Mar 2019 08:00:00 +0100",
        "p Emne: Referat på vej",
        "p Referat af bestyrelsesmøde den 12. marts 2019",
        "l 1. Skuret",
        "p Taget lægges om.",
    ]


def test_the_date_of_the_mail_is_not_that_of_the_meeting() -> None:
    document = read_bytes(_message("Godkendt.\n").as_bytes(), "referat.eml")
    assert structure(document).meeting.date is None


def test_attached_documents_are_read_with_their_blocks(
    shown: Shown, make_pdf: Callable[..., bytes]
) -> None:
    message = _message("Se referatet, som er vedhæftet.\n")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    message.add_attachment(_word("Skuret", "Godkendt."), **kind, filename="referat.docx")
    page = make_pdf([(72, 700, "Taget er utæt.")])
    message.add_attachment(page, **kind, filename="bilag.pdf")
    message.add_attachment(b"\xff\xd8\xff\xe0", maintype="image", subtype="jpeg", filename="a.jpg")
    document = read_bytes(message.as_bytes(), "referat.eml")
    assert shown(document)[-3:] == ["p Skuret", "p Godkendt.", "p Taget er utæt."]
    assert [document.text[page.start : page.end] for page in document.pages] == ["Taget er utæt."]


def test_a_page_is_read_where_the_plain_body_is_a_stub(shown: Shown) -> None:
    html = f"<html><body><h2>Skuret</h2><p>{'Taget er utæt og skal lægges om. ' * 5}</p></body>"
    document = read_bytes(_message("Se HTML.\n", html=html).as_bytes(), "referat.eml")
    assert "h Skuret" in shown(document)
    assert "Se HTML" not in document.text


def test_an_attachment_that_cannot_be_read_does_not_cost_the_rest() -> None:
    message = _message()
    kind = {"maintype": "application", "subtype": "pdf"}
    message.add_attachment(b"%PDF-1.7 cut", **kind, filename="bilag.pdf")
    assert "Taget lægges om." in read_bytes(message.as_bytes(), "referat.eml").text


def test_where_nothing_can_be_read_the_reason_is_given() -> None:
    message = _message("")
    kind = {"maintype": "application", "subtype": "pdf"}
    message.add_attachment(b"%PDF-1.7 cut", **kind, filename="bilag.pdf")
    with pytest.raises(UnreadableDocumentError, match=r"e-mail without .*bilag\.pdf is a damaged"):
        read_bytes(message.as_bytes(), "referat.eml")


def test_messages_inside_messages_are_followed_some_way() -> None:
    inner = _message("Det inderste.\n")
    for _ in range(5):
        outer = _message("Videresendt.\n")
        outer.add_attachment(inner)
        inner = outer
    assert "Det inderste." in read_bytes(inner.as_bytes(), "referat.eml").text


def test_too_many_parts_are_refused() -> None:
    message = _message()
    for number in range(20):
        message.add_attachment(f"Bilag {number}", filename=f"{number}.txt")
    with pytest.raises(UnreadableDocumentError, match="more than 10 parts"):
        read_bytes(message.as_bytes(), "referat.eml", Limits(max_parts=10))


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "latin-1"), ("x-ukendt", "cp1252"), ("utf-8", "cp1252")],
)
def test_charsets_known_unknown_and_wrong(charset: str, encoding: str) -> None:
    head = f"From: a@example.dk\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
    data = head.encode() + "Mødet på Ærø blev godkendt.\n".encode(encoding)
    assert "Mødet på Ærø blev godkendt." in read_bytes(data, "a.eml").text


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damaged_mails_give_text_or_a_reason(data: st.DataObject) -> None:
    message = _message(html="<p>Godkendt.</p>")
    message.add_attachment(b"Bilag om skuret", maintype="text", subtype="plain", filename="b.txt")
    whole = message.as_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    damaged = b"Message-ID: <1>\n" + whole[:start] + data.draw(st.binary(max_size=9)) + whole[end:]
    try:
        document = read_bytes(damaged, "a.eml")
    except UnreadableDocumentError:
        return
    assert all(block.end <= len(document.text) for block in document.blocks)
