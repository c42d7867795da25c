import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from referat.errors import ModelError
from referat.structure import load_tokenizer, structure
from referat.structure.tokenization import LARGE_DANISH

from .documents import document_of


@pytest.fixture
def large_danish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stand-in for the large Danish package: installed, importable, with sentences."""
    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "7."]})
    nlp.meta["name"], nlp.meta["version"] = "core_news_lg", "3.8.0"
    package = tmp_path / LARGE_DANISH
    package.mkdir()
    nlp.to_disk(package / f"{LARGE_DANISH}-3.8.0")
    (package / "meta.json").write_text(json.dumps(nlp.meta), encoding="utf-8")
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n"
        "    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    info = tmp_path / f"{LARGE_DANISH}-3.8.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {LARGE_DANISH}\nVersion: 3.8.0\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    load_tokenizer.cache_clear()
    yield package
    load_tokenizer.cache_clear()
    sys.modules.pop(LARGE_DANISH, None)


def test_a_blank_pipeline_without_the_package() -> None:
    assert not spacy.util.is_package(LARGE_DANISH)
    assert load_tokenizer().pipe_names == []
    assert load_tokenizer() is load_tokenizer()


def test_a_missing_pipeline_is_a_user_error() -> None:
    with pytest.raises(ModelError, match="cannot load the spaCy pipeline 'da_findes_ikke'") as info:
        load_tokenizer("da_findes_ikke")
    assert "\n" not in str(info.value)


def test_a_pipeline_by_path(tmp_path: Path) -> None:
    spacy.blank("da").to_disk(tmp_path / "pipeline")
    assert load_tokenizer(str(tmp_path / "pipeline")).lang == "da"


@pytest.mark.usefixtures("large_danish")
def test_the_large_package_is_taken_where_it_is_installed() -> None:
    assert load_tokenizer().pipe_names == ["sentencizer"]


@pytest.mark.usefixtures("large_danish")
def test_its_sentences_are_evidence_in_long_paragraphs() -> None:
    long = "Det nye tag på klubhuset skal efter planen ligge færdigt inden vinteren kommer " * 3
    text = f"{long.strip()} og vi mødes igen fredag den 7. Bo henter nøglen."
    with_package = structure(document_of(text)).sentences
    without = structure(document_of(text), spacy.blank("da")).sentences
    assert [sentence.text for sentence in with_package][1] == "Bo henter nøglen."
    assert len(without) == 1
    assert all(text[s.start : s.end] == s.text for s in with_package)
