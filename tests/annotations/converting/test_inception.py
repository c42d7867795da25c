import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cassis import Cas, load_cas_from_xmi, load_typesystem

from referat.annotations.converting.inception import Inception
from referat.annotations.converting.xmi_guard import TYPE_SYSTEM
from referat.errors import AnnotationError
from referat.labels import Section, Tag
from referat.settings import Limits

from .samples import TASK, exported, loaded, one, sample, span_of

INCEPTION = Inception()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return exported(INCEPTION, [sample()], tmp_path)[0]


def cas_of(path: Path) -> Cas:
    return load_cas_from_xmi(path, load_typesystem(path.with_name(TYPE_SYSTEM)))


def insert(path: Path, elements: str) -> list[Path]:
    """Add feature structures as INCEpTION writes them."""
    text = path.read_text("utf-8")
    assert "<cas:NULL" in text
    path.write_text(text.replace("<cas:NULL", f"{elements}<cas:NULL", 1), encoding="utf-8")
    return [path]


def test_dkpro_cassis_reads_it_with_the_type_system_beside_it(path: Path) -> None:
    cas = cas_of(path)
    units = cas.select("referat.Unit")
    assert [unit.section for unit in units][:4] == ["header", "header", "other", "outcome"]
    assert units[TASK].get_covered_text().startswith("Det blev 🙂\naftalt, at MH")
    assert (units[TASK].decision, units[TASK].deferral) == (True, False)
    deadline = cas.select("referat.Deadline")[0]
    assert (deadline.get_covered_text(), deadline.value) == ("inden 1. april", "2019-04-01")
    assert [one.participant for one in cas.select("referat.Responsible")] == ["Mette Holm", None]
    assert (cas.document_language, cas.get_document_annotation().end) == (
        "da",
        len(cas.sofa_string),
    )


def test_sentences_hold_all_that_is_written(path: Path) -> None:
    cas = cas_of(path)
    name = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
    lines = [line.get_covered_text() for line in cas.select(name)]
    assert lines[2] == "1. Skuret 🛶"
    assert "".join("".join(lines).split()) == "".join(cas.sofa_string.split())


def test_layers_are_imported_from_a_file_that_begins_as_xml(path: Path) -> None:
    assert path.with_name(TYPE_SYSTEM).read_bytes().startswith(b"<?xml")


def test_features_and_spans_changed_by_an_annotator(path: Path) -> None:
    cas = cas_of(path)
    unit = cas.select("referat.Unit")[TASK]
    unit.decision, unit.deferral = False, True
    cas.select("referat.Unit")[3].section = "background"
    deadline = cas.select("referat.Deadline")[0]
    deadline.value, deadline.due, deadline.relation = "NEXT_MEETING", "", "at"
    cas.remove(cas.select("referat.Responsible")[0])
    holder = cas.typesystem.get_type("referat.Responsible")
    place = span_of(cas.sofa_string, "låsen")
    cas.add(holder(begin=place.start, end=place.end, participant=" Bo Lund "))
    cas.to_xmi(path)
    sentences = one(loaded(INCEPTION, [path])).sentences
    assert sentences[3].section is Section.BACKGROUND
    assert sentences[TASK].tags == (Tag.DEFERRAL, Tag.DEADLINE, Tag.RESPONSIBLE)
    assert (sentences[TASK].deadlines[0].value, sentences[TASK].deadlines[0].due) == (
        "NEXT_MEETING",
        None,
    )
    assert [holder.person for holder in sentences[TASK].responsible] == [None, 1]


def test_what_inception_adds_by_itself_is_passed_over(path: Path) -> None:
    token = '<type:Token xmi:id="901" sofa="1" begin="0" end="6" order="0"/>'
    meta = (
        '<m:DocumentMetaData xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"'
        ' xmi:id="902" sofa="1" begin="0" end="9" language="da" documentTitle="x"/>'
        '<w:CASMetadata xmlns:w="http:///de/tudarmstadt/ukp/clarin/webanno/api/type.ecore"'
        ' xmi:id="903" sofa="1" begin="0" end="0" username="bo"/>'
    )
    insert(path, token + meta)
    text = re.sub(r'members="', 'members="901 902 903 ', path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
    assert one(loaded(INCEPTION, [path])) == sample().annotation


def test_the_archive_that_inception_exports_is_read(path: Path, tmp_path: Path) -> None:
    archive = tmp_path / "idraet-99.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.write(path, path.name)
        file.write(path.with_name(TYPE_SYSTEM), TYPE_SYSTEM)
    assert one(loaded(INCEPTION, [archive, path.with_name(TYPE_SYSTEM)])) == sample().annotation


def test_other_layers_are_refused_by_name(path: Path) -> None:
    layer = '<n:Person xmlns:n="http:///custom.ecore" xmi:id="901" sofa="1" begin="0" end="6"/>'
    with pytest.raises(AnnotationError, match=r"layers custom\.Person has no place"):
        loaded(INCEPTION, insert(path, layer))


@pytest.mark.parametrize(
    ("features", "match"),
    [
        ({"type": "referat.Unit", "begin": 0, "end": 3, "section": "x"}, "'x' is not known"),
        ({"type": "referat.Unit", "begin": 0, "end": 3}, "'section' must be text"),
        ({"type": "referat.Deadline", "begin": 0, "end": 99}, "Lyngby.*lies in no unit"),
        ({"type": "referat.Deadline", "begin": 3, "end": 3}, "out of the text, or empty"),
        ({"type": "referat.Deadline", "begin": 0, "end": 3, "due": "i dag"}, "must be a date"),
        ({"type": "referat.Responsible", "begin": 0, "end": 3, "participant": "Ib"}, "nobody"),
    ],
)
def test_what_is_wrong_is_told(path: Path, features: dict[str, Any], match: str) -> None:
    cas = cas_of(path)
    layer = cas.typesystem.get_type(features["type"])
    cas.add(layer(**{key: value for key, value in features.items() if key != "type"}))
    cas.to_xmi(path)
    with pytest.raises(AnnotationError, match=match):
        loaded(INCEPTION, [path])


XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("prologue", [XXE, LAUGHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(path: Path, prologue: str, encoding: str) -> None:
    body = path.read_text("utf-8").partition("?>")[2]
    text = f"<?xml version='1.0' encoding='{encoding}'?>{prologue}{body}"
    path.write_bytes(text.encode(encoding))
    with pytest.raises(AnnotationError, match="has a document type, which is refused"):
        loaded(INCEPTION, [path])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("begin=", "start="),
        ('end="', 'end="99999999999999999999'),
        ('begin="', 'begin="-'),
        ('begin="', 'begin="x'),
        ('xmi:id="', 'xmi:id="y'),
        ('sofa="1"', 'sofa="77"'),
        ("sofaString", "sofaText"),
        ("decision=", "afgørelse="),
        ("<referat:Unit", "<referat:Unit><referat:Unit/></referat:Unit><referat:Unit"),
        ("facts=", "value="),
        ("&quot;schema&quot;", "&quot;&quot;"),
        ("</xmi:XMI>", ""),
        ("<?xml", "\x00"),
        ("&quot;", "&nbsp;"),
    ],
)
def test_broken_files_are_refused(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"idraet-99\.xmi"):
        loaded(INCEPTION, [path])


def test_bad_archives_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "x.zip"
    archive.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(AnnotationError, match="cannot be unpacked"):
        loaded(INCEPTION, [archive])
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("x.tsv", "")
    with pytest.raises(AnnotationError, match=r"has no \.xmi file"):
        loaded(INCEPTION, [archive])
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("x.xmi", b"x" * 2000)
    monkeypatch.setattr(
        "referat.annotations.converting.xmi_guard.Limits", lambda: Limits(max_unpacked=1000)
    )
    with pytest.raises(AnnotationError, match="unpacks to more than can be read"):
        loaded(INCEPTION, [archive])
