import numpy as np
import pytest

from referat.models.window_batches import WindowBatch, pad_windows, read_sentences, window_outputs
from referat.models.windows import Place, Window

PADDING = 9


def window(first: int, *lengths: int) -> Window:
    """A window with one token before its sentences and one behind them."""
    places, start = [], 1
    for number, length in enumerate(lengths):
        places.append(Place(first + number, start, start + length, ((0, 0),) * length))
        start += length
    return Window(tuple(range(100, 101 + start)), tuple(places))


WINDOWS = [window(0, 2, 3), window(2, 4), window(3, 1, 1, 1)]


def run(batch: WindowBatch) -> np.ndarray:
    """Outputs that are the ids themselves, and twice the ids."""
    ids = batch.ids.astype(np.float32)
    return np.stack([ids, 2 * ids], axis=-1)


def test_padding_is_masked() -> None:
    batch = pad_windows(WINDOWS, [1, 2], PADDING)
    assert batch.ids.tolist() == [[100, 101, 102, 103, 104, 105], [100, 101, 102, 103, 104, 9]]
    assert batch.mask.tolist() == [[1] * 6, [1] * 5 + [0]]
    assert batch.sentences == [(1, 2), (2, 3), (2, 4), (2, 5)]


def test_sentence_is_read_half_at_its_marker_and_half_over_its_tokens() -> None:
    batch = pad_windows(WINDOWS, [0], PADDING)
    found = read_sentences(batch, run(batch))
    assert found[:, 0].tolist() == [(101 + 101.5) / 2, (103 + 104) / 2]
    assert found[:, 1].tolist() == [101 + 101.5, 103 + 104]


def test_reading_weights_give_the_same() -> None:
    batch = pad_windows(WINDOWS, [0, 2], PADDING)
    outputs = run(batch)
    assert batch.reading() @ outputs.reshape(-1, 2) == pytest.approx(read_sentences(batch, outputs))


@pytest.mark.parametrize("size", [1, 2, 5])
def test_outputs_stand_in_the_order_of_the_sentences(size: int) -> None:
    found = window_outputs(WINDOWS, run, size, PADDING)
    whole = pad_windows(WINDOWS, [0, 1, 2], PADDING)
    assert found == pytest.approx(read_sentences(whole, run(whole)))


def test_no_windows_give_no_outputs() -> None:
    assert len(window_outputs([], run, 4, PADDING)) == 0
