import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from referat.annotations.gold import Example
from referat.errors import ModelError
from referat.labels import TAGS, Tag
from referat.models.encoding import encode
from referat.models.inference import OnnxTagger
from referat.models.loading import load_tagger
from referat.models.manifest import ONNX, TOKENIZER, Manifest, write_manifest
from referat.models.transformer import TorchTagger, load_torch_tagger


@pytest.fixture(scope="module")
def tagger(tiny_folder: Path) -> OnnxTagger:
    return OnnxTagger(tiny_folder, threads=1, batch_size=3)


def test_scores_do_not_depend_on_the_batch(tagger: OnnxTagger, examples: Sequence[Example]) -> None:
    contexts = [example.context for example in examples]
    together = tagger.score(contexts)
    alone = np.concatenate([tagger.score([context]) for context in contexts])
    assert together.shape == (len(examples), len(TAGS))
    assert together == pytest.approx(alone, abs=0.02)
    assert ((together > 0) & (together < 1)).all()


def test_no_sentences_give_no_scores(tagger: OnnxTagger) -> None:
    assert tagger.score([]).shape == (0, len(TAGS))


def test_onnx_agrees_with_torch(
    tagger: OnnxTagger, tiny_folder: Path, examples: Sequence[Example]
) -> None:
    contexts = [example.context for example in examples]
    torch_tagger = load_torch_tagger(str(tiny_folder))
    assert tagger.logits(contexts) == pytest.approx(torch_tagger.logits(contexts), abs=0.1)


def test_pipeline_sees_the_same_inputs(tiny_folder: Path, examples: Sequence[Example]) -> None:
    from tokenizers import Tokenizer
    from transformers import pipeline

    classifier = pipeline("text-classification", model=str(tiny_folder), top_k=None)
    tokenizer = Tokenizer.from_file(str(tiny_folder / TOKENIZER))
    for example in examples[:5]:
        text, context = encode(example.context)
        inputs = classifier.preprocess({"text": text, "text_pair": context})
        encoding = tokenizer.encode(text, context)
        assert inputs["input_ids"][0].tolist() == encoding.ids
        assert inputs["token_type_ids"][0].tolist() == encoding.type_ids


def test_pipeline_gives_the_uncalibrated_scores(
    tiny_folder: Path, examples: Sequence[Example]
) -> None:
    from transformers import pipeline

    classifier = pipeline("text-classification", model=str(tiny_folder), top_k=None)
    text, context = encode(examples[0].context)
    found = {one["label"]: one["score"] for one in classifier({"text": text, "text_pair": context})}
    wanted = load_torch_tagger(str(tiny_folder)).score([examples[0].context])[0]
    assert [found[tag.value] for tag in TAGS] == pytest.approx(wanted.tolist(), abs=1e-5)


def test_name_has_folder_and_hash(tagger: OnnxTagger, tiny_folder: Path) -> None:
    folder, at, digest = tagger.name.partition("@")
    assert (folder, at, len(digest)) == (tiny_folder.name, "@", 8)


def test_thresholds_are_those_of_the_manifest(tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "other")
    write_manifest(Manifest(thresholds=dict.fromkeys(TAGS, 0.3)), folder)
    assert OnnxTagger(folder).thresholds[Tag.DEFERRAL] == 0.3


@pytest.mark.parametrize("name", [ONNX, TOKENIZER])
def test_missing_or_broken_file_is_one_line(name: str, tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "broken")
    (folder / name).write_text("no model")
    with pytest.raises(ModelError, match="is broken") as error:
        OnnxTagger(folder)
    assert "\n" not in str(error.value)
    (folder / name).unlink()
    with pytest.raises(ModelError, match="has no"):
        OnnxTagger(folder)


def test_folder_with_network_is_run_by_onnx(tiny_folder: Path) -> None:
    assert isinstance(load_tagger(str(tiny_folder)), OnnxTagger)


def test_folder_without_network_is_run_by_torch(tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "plain")
    shutil.rmtree(folder / "onnx")
    assert isinstance(load_tagger(str(folder)), TorchTagger)


def test_folder_without_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        load_tagger(str(tmp_path))
    with pytest.raises(ModelError, match="there is no model folder"):
        load_tagger(str(tmp_path / "missing"))


def test_model_of_the_hub_that_cannot_be_had_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="cannot be loaded") as error:
        load_tagger("nobody/no-such-model-of-referat")
    assert "\n" not in str(error.value)
