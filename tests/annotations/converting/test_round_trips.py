"""Every annotation comes back from every format as it went out."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from referat.annotations.converting.formats import ToolFormat
from referat.annotations.converting.tools import AnnotatedText
from referat.annotations.converting.transfer import CONVERTERS
from referat.annotations.corpus import AnnotatedDocument, load_corpus, shared_folder

from .samples import annotated_documents, exported, loaded, sample

FORMATS = pytest.mark.parametrize("name", list(ToolFormat))


@pytest.fixture(scope="module")
def composed() -> list[AnnotatedDocument]:
    return load_corpus(real=False)


def check(name: ToolFormat, documents: list[AnnotatedDocument], folder: Path) -> None:
    converter = CONVERTERS[name]
    imported = loaded(converter, exported(converter, documents, folder))
    expected = [AnnotatedText(one.document.text, one.annotation) for one in documents]
    assert sorted(imported.documents, key=lambda one: one.annotation.id) == expected


@FORMATS
def test_the_composed_corpus_comes_back(
    name: ToolFormat, composed: list[AnnotatedDocument], tmp_path: Path
) -> None:
    assert len(composed) >= 40
    check(name, composed, tmp_path)


@FORMATS
def test_the_sample_comes_back(name: ToolFormat, tmp_path: Path) -> None:
    check(name, [sample("idraet-98"), sample("idraet-99")], tmp_path)


@FORMATS
@given(document=annotated_documents())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_anything_comes_back(name: ToolFormat, tmp_path: Path, document: AnnotatedDocument) -> None:
    folder = tmp_path / name
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    check(name, [document], folder)


@pytest.mark.skipif(not (shared_folder() / "real").is_dir(), reason="real minutes are not here")
@pytest.mark.parametrize("name", [ToolFormat.BRAT, ToolFormat.INCEPTION, ToolFormat.LABEL_STUDIO])
def test_real_minutes_come_back(name: ToolFormat, tmp_path: Path) -> None:
    real = [one for one in load_corpus(["real"]) if one.real]
    assert len(real) >= 10
    check(name, real, tmp_path)
