import pytest

from referat.annotations.hub import dataset_dict

pytest.importorskip("datasets")


def test_dataset_has_splits_labels_and_dates_as_strings() -> None:
    loaded = dataset_dict()
    assert {"train", "development", "test"} <= set(loaded)
    row = next(row for row in loaded["train"] if row["deadlines"] and row["deadlines"][0]["due"])
    assert len(row["labels"]) == 4
    due = row["deadlines"][0]["due"]
    assert isinstance(due, str)
    assert len(due) == len("2022-04-01")
    ids = {split: set(loaded[split]["document"]) for split in loaded}
    assert not ids["train"] & ids["test"]
    assert not ids["train"] & ids["development"]
