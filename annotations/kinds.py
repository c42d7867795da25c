"""The kinds of body that the corpus has minutes of."""

import functools
import importlib.resources
import tomllib


@functools.cache
def kinds() -> dict[str, str]:
    """Each kind by its name, with what it holds, from `kinds.toml`."""
    resource = importlib.resources.files("referat.annotations") / "kinds.toml"
    table: dict[str, str] = tomllib.loads(resource.read_text(encoding="utf-8"))["kinds"]
    return table
