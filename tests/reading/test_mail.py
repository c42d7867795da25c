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
    message.add_attachment(b"BEGIN:VCARD", maintype="text", subtype="vcard", filename="ida.vcf")
    document = read_bytes(message.as_bytes(), "referat.eml")
    assert document.text.endswith("Taget lægges om.\n")
    [warning] = document.warnings
    assert warning.startswith("bilag.pdf was not read: it is a damaged PDF")


def test_where_nothing_can_be_read_the_reason_is_given() -> None:
    message = _message("")
    kind = {"maintype": "application", "subtype": "pdf"}
    message.add_attachment(b"%PDF-1.7 cut", **kind, filename="bilag.pdf")
    with pytest.raises(
        UnreadableDocumentError, match=r"e-mail without .*bilag\.pdf was not read: it is a dam"
    ):
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


def test_one_document_in_two_formats_is_read_once(
    shown: Shown, make_pdf: Callable[..., bytes]
) -> None:
    message = _message("Se referatet.\n")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    page = make_pdf([(72, 700, "Skuret")])
    message.add_attachment(page, **kind, filename="Referat maj.pdf")
    message.add_attachment(_word("Skuret"), **kind, filename="referat maj.docx")
    message.add_attachment(_word("Haven"), **kind, filename="referat maj.docx")
    document = read_bytes(message.as_bytes(), "referat.eml")
    assert shown(document)[-2:] == ["p Skuret", "p Haven"]
    assert not document.pages


def test_where_the_better_format_is_damaged_the_other_is_read(shown: Shown) -> None:
    message = _message("Se referatet.\n")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    message.add_attachment(b"Godkendt.\n", **kind, filename="referat.txt")
    message.add_attachment(b"PK\x03\x04 cut off", **kind, filename="referat.docx")
    document = read_bytes(message.as_bytes(), "referat.eml")
    assert shown(document)[-1] == "p Godkendt."
    assert not document.warnings


def test_tables_of_two_attachments_are_two_tables() -> None:
    message = _message("Se bilagene.\n")
    for number in (1, 2):
        table = "<html><table><tr><th>Hvad<th>Hvem<tr><td>Tag<td>Bo</table>"
        message.add_attachment(table.encode(), "text", "html", filename=f"{number}.html")
    document = read_bytes(message.as_bytes(), "referat.eml")
    cells = [block for block in document.blocks if block.table is not None]
    assert [cell.table for cell in cells] == [0] * 4 + [1] * 4
    assert [document.text[cell.start : cell.end] for cell in cells[4:]] == [
        "Hvad",
        "Hvem",
        "Tag",
        "Bo",
    ]


def test_the_people_of_the_mail_are_not_those_of_the_meeting() -> None:
    body = "Referat\n\nTil stede: Bo Lund, Per Holm\n\n1. Skuret\nTaget lægges om.\n"
    message = _message(body)
    message["To"] = "Eva Dahl <eva@example.dk>, Jens Krag <jens@example.dk>"
    [part] = [structure(read_bytes(message.as_bytes(), "referat.eml"))]
    assert [person.name for person in part.meeting.participants] == ["Bo Lund", "Per Holm"]


def test_a_mail_attached_as_a_file_is_followed(shown: Shown) -> None:
    message = _message("Se mailen.\n")
    inner = _message("Taget lægges om.\n").as_bytes()
    message.add_attachment(inner, "application", "octet-stream", filename="svar.eml")
    document = read_bytes(message.as_bytes(), "referat.eml")
    assert shown(document)[-2:] == ["p Emne: Referat på vej", "p Taget lægges om."]


def test_a_web_archive_is_its_page(shown: Shown) -> None:
    archive = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.dk/referat\n"
        "Subject: Referat\nDate: Wed, 13 Mar 2019 08:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--mp--x"\n\n'
        "----mp--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n"
        "Content-Location: https://example.dk/referat\n\n"
        '<!DOCTYPE html><html><head><meta charset=3D"utf-8"></head><body><h1>Refe=\nrat</h1>'
        "<p>M=C3=B8det</p></body></html>\n"
        "----mp--x\nContent-Type: text/css\nContent-Location: cid:a\n\np { color: red }\n"
        "----mp--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
        "----mp--x--\n"
    )
    document = read_bytes(archive.encode(), "referat.mht")
    assert document.media_type == "message/rfc822"
    assert shown(document) == ["h Referat", "p Mødet"]


def test_what_is_too_deep_is_told() -> None:
    inner = _message("Det inderste.\n")
    for _ in range(30):
        outer = _message("Videresendt.\n")
        outer.add_attachment(inner)
        inner = outer
    document = read_bytes(inner.as_bytes(), "referat.eml")
    assert "Det inderste." not in document.text
    assert document.warnings == ("mails and parts more than 20 deep were not read",)


def test_a_mail_too_long_with_its_attachments_is_refused() -> None:
    message = _message("Se bilagene.\n")
    for number in range(3):
        message.add_attachment("Godkendt. " * 50, filename=f"{number}.txt")
    with pytest.raises(UnreadableDocumentError, match="is too long: with what is attached"):
        read_bytes(message.as_bytes(), "referat.eml", Limits(max_characters=1200))


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
