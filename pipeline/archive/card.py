"""The card of a store: it names the datasets, so that `datasets.load_dataset` opens the folder."""

from pathlib import Path
from typing import Final

from referat.archive.files import replaced
from referat.archive.schemas import DATASETS

_DEFAULT: Final = "sentences"
_TEXT: Final = """
# Minutes read by referat

Made by `referat batch`; do not edit, the next run writes it anew. Each dataset has a folder with a
folder a year. `search.sqlite` has the sentences with full-text search, `state/` what the next run
needs to go on. Ask it with `referat query`.
"""


def card(out: Path) -> None:
    """Write the card where it is not there.

    Args:
        out: The folder of the store.
    """
    configs = "".join(
        f"- config_name: {name}\n{'  default: true' + chr(10) if name == _DEFAULT else ''}"
        f"  data_files: {name}/*/*.parquet\n"
        for name in DATASETS
    )
    text = f"---\nlanguage:\n- da\nconfigs:\n{configs}---\n{_TEXT}"
    path = out / "README.md"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        with replaced(path) as temporary:
            temporary.write_text(text, encoding="utf-8")
