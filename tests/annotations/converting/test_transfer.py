import json
from pathlib import Path

import pytest

from referat.annotations.converting.formats import ToolFormat
from referat.annotations.converting.transfer import (
    CONVERTERS,
    Selection,
    export_documents,
    import_documents,
    selected,
)
from referat.annotations.store import load
from referat.errors import AnnotationError, UsageError

from .samples import document, exported, sample

STUDIO = ToolFormat.LABEL_STUDIO
CORPUS = Path(__file__).parents[3] / "annotations" / "minutes"


def test_every_format_has_a_converter() -> None:
    assert set(CONVERTERS) == set(ToolFormat)


def test_documents_are_selected_by_split_kind_and_id() -> None:
    tests = selected(Selection(splits=["test"]))
    assert {one.split for one in tests} == {"test"}
    assert not any(one.real for one in selected(Selection()))
    kinds = selected(Selection(kinds=["idraet"], splits=["train"]))
    assert {one.annotation.kind for one in kinds} == {"idraet"}
    (alone,) = selected(Selection(ids=[tests[0].annotation.id]))
    assert alone == tests[0]


@pytest.mark.parametrize(
    ("wanted", "match"),
    [
        (Selection(splits=["dev"]), "there is no split dev; there are train"),
        (Selection(splits=["real"]), "no document is left; real minutes need --with-real"),
        (Selection(kinds=["bank"]), "nothing of bank is here"),
        (Selection(ids=["x", "y"]), "nothing of x, y is here"),
    ],
)
def test_a_selection_of_nothing_is_misuse(wanted: Selection, match: str) -> None:
    with pytest.raises(UsageError, match=match):
        selected(wanted)


def test_what_is_imported_is_what_the_corpus_stores(tmp_path: Path) -> None:
    documents, files = export_documents(STUDIO, tmp_path / "e", Selection(splits=["test"]))
    assert [path.name for path in files] == ["tasks.json", "labeling-config.xml"]
    imported = import_documents(STUDIO, [files[0]], tmp_path / "o")
    assert len(imported.documents) == len(documents)
    stored = sorted(path for path in (tmp_path / "o").rglob("*") if path.is_file())
    assert len(stored) == 2 * len(documents)
    for path in stored:
        original = CORPUS / path.relative_to(tmp_path / "o" / "minutes")
        assert path.read_bytes() == original.read_bytes()


def test_real_minutes_are_stored_without_text(tmp_path: Path) -> None:
    whole = sample()
    annotation = whole.annotation
    source = {"file": "real/x.pdf", "repository": "bo/klub", "path": "x.pdf"}
    path = exported(CONVERTERS[STUDIO], [whole], tmp_path / "e")[0]
    tasks = json.loads(path.read_text("utf-8"))
    tasks[0]["meta"]["referat"]["facts"]["source"] = source
    path.write_text(json.dumps(tasks), encoding="utf-8")
    import_documents(STUDIO, [path], tmp_path / "o", annotator="a2")
    (stored,) = [found for found in (tmp_path / "o").rglob("*") if found.is_file()]
    assert stored == tmp_path / "o" / "standoff" / "idraet-99.json"
    assert "Godkendt" not in stored.read_text("utf-8")
    found = load(stored, whole.document.text)
    assert found.sentences == annotation.sentences
    assert found.annotators == ("a1", "a2")


@pytest.mark.parametrize(
    ("key", "value", "match"),
    [
        ("id", "../../x", "'id' must be letters"),
        ("kind", "a/b", "'kind' must be letters"),
        ("kind", "..", "'kind' must be letters"),
        ("source", {"file": "idraet-99.json"}, "is called as its id"),
        ("source", {"file": "../idraet-99.txt"}, "below the folder of the corpus"),
        ("source", {"file": "/etc/passwd"}, "below the folder of the corpus"),
        ("source", {"file": "other.txt"}, "is called as its id"),
        ("sha256", "0" * 64, "'sha256' is not that of the text"),
        ("sha256", "x", "64 hexadecimal digits"),
        ("annotators", [1], "must be text"),
        ("date", "2019-13-45", "must be a date"),
        ("persons", [{"name": {"start": 5, "end": 10**9}}], "must be a whole number"),
        ("persons", {}, "must be a list"),
        ("items", [], "item 0 is not in the agenda"),
        ("schema", 99, "the schema is not 1"),
        ("mood", "fine", "unknown: 'mood'"),
    ],
)
def test_facts_are_not_trusted(tmp_path: Path, key: str, value: object, match: str) -> None:
    path = exported(CONVERTERS[STUDIO], [sample()], tmp_path / "e")[0]
    tasks = json.loads(path.read_text("utf-8"))
    tasks[0]["meta"]["referat"]["facts"][key] = value
    path.write_text(json.dumps(tasks), encoding="utf-8")
    imported = import_documents(STUDIO, [path], tmp_path / "o")
    assert imported.documents == ()
    with pytest.raises(AnnotationError, match=match):
        raise imported.failures[0]
    assert not [found for found in (tmp_path / "o").rglob("*") if found.is_file()]


def test_a_folder_with_something_in_it_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty"):
        export_documents(ToolFormat.PARQUET, tmp_path, Selection())
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"


def test_folders_stand_for_the_files_of_the_tool_in_them(tmp_path: Path) -> None:
    export_documents(ToolFormat.BRAT, tmp_path / "e", Selection(ids=["idraet-02"]))
    imported = import_documents(ToolFormat.BRAT, [tmp_path / "e"], tmp_path / "o")
    assert [one.annotation.id for one in imported.documents] == ["idraet-02"]
    with pytest.raises(AnnotationError, match=r"there is no \*\.ann in it"):
        import_documents(ToolFormat.BRAT, [tmp_path], tmp_path / "o")


def test_of_a_document_that_stands_twice_the_second_fails(tmp_path: Path) -> None:
    for name in ("a", "b"):
        exported(CONVERTERS[ToolFormat.BRAT], [sample()], tmp_path / name)
    paths = [tmp_path / "a", tmp_path / "b"]
    imported = import_documents(ToolFormat.BRAT, paths, tmp_path / "o")
    assert len(imported.documents) == 1
    assert "stands twice" in str(imported.failures[0])


def test_a_text_that_no_file_can_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = document("\ud800" + sample().document.text, sample().annotation)
    monkeypatch.setattr(
        "referat.annotations.converting.transfer.load_corpus", lambda *_, **__: [broken]
    )
    with pytest.raises(AnnotationError, match="half of a surrogate pair"):
        export_documents(STUDIO, tmp_path / "e", Selection())
