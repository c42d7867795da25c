from pathlib import Path

import pytest

from referat.errors import UsageError
from referat.models.settings import TrainingSettings
from referat.models.settings_file import read_settings


def test_nothing_gives_the_defaults() -> None:
    assert read_settings() == TrainingSettings()


def test_options_go_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text(
        'epochs = 2\nlr_encoder = 1\nprecision = "fp32"\npositive_weight = [1, 2, 2.5, 1]\n'
        'teacher = "base"\nlayers = [0, 3]\n'
    )
    found = read_settings(path, {"epochs": 7})
    assert (found.epochs, found.lr_encoder, found.precision) == (7, 1.0, "fp32")
    assert (found.positive_weight, found.layers) == ((1, 2, 2.5, 1), (0, 3))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("epoch = 2", "no setting epoch; there are encoder"),
        ('epochs = "two"', "epochs cannot be 'two'"),
        ("epochs = true", "epochs cannot be True"),
        ("epochs = 0", "epochs"),
        ('precision = "int4"', "precision cannot be 'int4'"),
        ("positive_weight = [1, 2]", "positive_weight cannot be"),
        ("layers = [1]", "name one"),
        ("epochs =", "no TOML file"),
    ],
)
def test_what_is_no_setting_is_named(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=message):
        read_settings(path)
