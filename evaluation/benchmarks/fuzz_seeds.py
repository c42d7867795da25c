"""One set of composed minutes in every format that is read, for fuzzing and for tests."""

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TEXT: Final = """Referat af bestyrelsesmøde i Nørrelund Roklub tirsdag den 12. marts 2019 kl. 19.00
Sted: Klubhuset
Til stede: Mette Holm (MH), formand, Bo Lund (BL), kasserer, og Ida Ravn
Afbud: Ole Kjær

Dagsorden:
1. Godkendelse af referat
2. Skuret
3. Eventuelt

1. Godkendelse af referat
Referatet blev godkendt.

2. Skuret
Sagsfremstilling
Taget er utæt, jf. bilag 3. Der er hentet to tilbud på hhv. 12.000 kr. og 14.500 kr.
Beslutning: Det blev besluttet, at
- taget lægges om inden den 1. maj
- BL indhenter et tredje tilbud senest d. 1/4.
Hegnet udsættes til næste mø-
de.

Hvad            Ansvarlig    Deadline
Nyt tag         Bo           uge 18
Maling          Ida          1. maj

3. Eventuelt
Intet. Næste møde: 9. april kl. 19.

Referent: Ida Ravn
"""
MARKDOWN: Final = """# Referat af bestyrelsesmøde den 12. marts 2019

**Til stede:** Mette Holm, Bo Lund
> Dagsorden: 1. Skuret

## 1. Skuret
- [x] Taget er *set efter*
  - Bo [henter](https://example.dk) tilbud

| Hvad | Ansvarlig | Deadline |
|------|-----------|----------|
| Tag  | Bo        | uge 18   |

### Beslutning
Godkendt.
"""
HTML: Final = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Referat</title>
<style>p {}</style><script>var a = "<p>";</script></head><body><nav><ul><li><a href="/">Hjem</a>
</li></ul></nav><h1>Referat af bestyrelsesmøde den 12. marts 2019</h1>
<p><b>Til stede:</b> Mette Holm, Bo Lund<br>Afbud: Ida&nbsp;Ravn</p><ol start="2"><li>Skuret
<ul><li>Taget &aelig;ldes<li>Bo henter tilbud</ul></li></ol><table><tr><th>Hvad<th>Ansvarlig</tr>
<tr><td rowspan=2>Tag<td>Bo</tr><tr><td>Ida</tr></table><h2>Beslutning</h2><p>Godkendt.</p>
</body></html>"""
RTF: Final = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\stylesheet{\s1 heading 1;}}"
    r"\pard\s1\b Referat af bestyrelsesm\'f8de den 12. marts 2019\b0\par"
    r"\pard Til stede: Mette Holm, Bo Lund\line Afbud: Ida Ravn\par"
    r"{\listtext\f0 1.\tab}Skuret\par {\*\generator x;}Taget \u230?ldes.\par"
    r"\trowd\cellx3000\cellx6000\intbl Hvad\cell Ansvarlig\cell\row"
    r"\trowd\cellx3000\cellx6000\intbl Tag\cell Bo\cell\row\pard Beslutning\par Godkendt.\par}"
)
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    f' xmlns:office="{_OFFICE}office:1.0" xmlns:text="{_OFFICE}text:1.0"'
    f' xmlns:table="{_OFFICE}table:1.0" xmlns:style="{_OFFICE}style:1.0"'
    ' office:version="1.2"><office:body><office:text>'
    '<text:h text:outline-level="1">Referat af bestyrelsesmøde den 12. marts 2019</text:h>'
    '<text:p>Til stede: Mette Holm,<text:s text:c="2"/>Bo Lund<text:line-break/>Afbud: Ida</text:p>'
    "<text:list><text:list-item><text:p>Skuret</text:p><text:list><text:list-item>"
    "<text:p>Bo henter tilbud</text:p></text:list-item></text:list></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Hvad</text:p></table:table-cell>"
    "<table:table-cell><text:p>Ansvarlig</text:p></table:table-cell></table:table-row>"
    '<table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>Tag</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-repeated="3"><text:p>Bo</text:p>'
    "</table:table-cell></table:table-row></table:table><text:p>Beslutning: Godkendt.</text:p>"
    "</office:text></office:body></office:document-content>"
)


def seeds() -> dict[str, list[bytes]]:
    """Names of files with documents of their format; needs reportlab and python-docx."""
    page = _docx()
    return {
        "referat.txt": [TEXT.encode(), TEXT.encode("cp1252"), TEXT.encode("utf-16")],
        "referat.md": [MARKDOWN.encode()],
        "referat.html": [HTML.encode(), HTML.replace("utf-8", "windows-1252").encode("cp1252")],
        "referat.aspx": [b'<%@ Page Language="C#" %>\n<asp:Content>' + HTML.encode()],
        "referat.rtf": [RTF.encode()],
        "referat.docx": [page],
        "referat.odt": [_odt()],
        "referat.pdf": [_pdf()],
        "referat.eml": [_mail(page)],
    }


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Referat af bestyrelsesmøde den 12. marts 2019", 1)
    document.add_paragraph("Til stede: Mette Holm, Bo Lund")
    document.add_paragraph("Skuret", style="List Number")
    document.add_paragraph("Bo henter tilbud", style="List Bullet 2")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        [cell for row in table.rows for cell in row.cells],
        ("Hvad", "Ansvarlig", "Nyt tag", "Bo Lund"),
        strict=True,
    ):
        cell.text = words
    document.add_paragraph("Beslutning: Godkendt.")
    return _saved(document)


def _saved(document: "WordDocument") -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _odt() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", _ODT)
    return target.getvalue()


def _pdf() -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=0)
    for page in range(2):
        words = canvas.beginText(60, 780)
        words.setFont("Helvetica", 11)
        words.textLines(TEXT)
        canvas.drawText(words)
        canvas.rect(60, 300, 200, 40)
        canvas.drawString(280, 30, f"Side {page + 1} af 2")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _mail(attachment: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "Ida Ravn <ida@example.dk>"
    message["To"] = "bestyrelsen@example.dk"
    message["Subject"] = "Referat af mødet den 12. marts"
    message["Date"] = "Wed, 13 Mar 2019 08:00:00 +0100"
    message["Message-ID"] = "<1@example.dk>"
    message.set_content(TEXT)
    message.add_attachment(
        attachment, maintype="application", subtype="octet-stream", filename="referat.docx"
    )
    return message.as_bytes()
