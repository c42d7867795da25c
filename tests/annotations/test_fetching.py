import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from referat.annotations.converting.importing import find_real
from referat.annotations.fetching import Wanted, fetch, wanted_documents
from referat.annotations.schema import Source
from referat.errors import UsageError

CONTENT = "Referat af møde i Lyngby Roklub\n".encode()
COMMIT = "c0ffee"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def wanted(name: str, path: str = "Møder/1. marts.txt", content: bytes = CONTENT) -> Wanted:
    source = Source(f"real/{name}.txt", "roklub/referater", path, COMMIT, "MIT")
    return Wanted(name, source, hashlib.sha256(content).hexdigest())


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    folder = tmp_path / "mirror" / "roklub" / "referater" / COMMIT / "Møder"
    folder.mkdir(parents=True)
    (folder / "1. marts.txt").write_bytes(CONTENT)
    return tmp_path / "mirror"


@pytest.fixture
def address(mirror: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(mirror)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_fetches_over_http_and_the_second_time_not_again(address: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert [one.outcome for one in fetch([wanted("marts")], out, address)] == ["fetched"]
    assert (out / "real" / "marts.txt").read_bytes() == CONTENT
    assert [one.outcome for one in fetch([wanted("marts")], out, "http://127.0.0.1:9")] == ["here"]
    path, source = find_real("marts", out)
    assert (path, source.repository) == (out / "real" / "marts.txt", "roklub/referater")


def test_one_that_fails_stops_no_other(address: str, tmp_path: Path) -> None:
    documents = [
        wanted("væk", "Møder/findes ikke.txt"),
        wanted("ændret", content=b"noget andet"),
        Wanted("udenfor", Source("../udenfor.txt", "a", "b", "c"), "0"),
        Wanted("uden adresse", Source("real/x.txt"), "0"),
        wanted("marts"),
    ]
    found = list(fetch(documents, tmp_path / "out", address))
    assert [one.failed for one in found] == [True, True, True, True, False]
    assert "404" in found[0].outcome
    assert "other bytes" in found[1].outcome
    assert "outside the folder" in found[2].outcome
    assert "no public address" in found[3].outcome
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.txt")) == ["marts.txt"]


def test_fetches_from_a_folder_and_refuses_other_bases(mirror: Path, tmp_path: Path) -> None:
    assert not next(fetch([wanted("marts")], tmp_path / "out", str(mirror))).failed
    with pytest.raises(UsageError, match="neither a folder nor an http address"):
        next(fetch([wanted("marts")], tmp_path / "out", "ftp://127.0.0.1"))


UNADDRESSED = {"klyngestyregruppe-01"}
"""A public document that lies in no repository."""


def test_every_real_document_but_one_has_an_address() -> None:
    documents = wanted_documents()
    assert len(documents) >= 77
    assert {one.id for one in documents if not one.source.commit} == UNADDRESSED
    for one in documents:
        source = one.source
        assert bool(source.repository and source.path) == bool(source.commit)
        assert len(one.sha256) == 64


def test_real_documents_are_rebuilt_from_a_local_copy(tmp_path: Path) -> None:
    shared = Path("../shared")
    if not (shared / "real").is_dir():
        pytest.skip("no ../shared here")
    mirror = tmp_path / "mirror"
    documents = [one for one in wanted_documents() if one.id not in UNADDRESSED]
    for one in documents:
        source = one.source
        copy = mirror / f"{source.repository}/{source.commit}/{source.path}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((shared / source.file).read_bytes())
    found = list(fetch(documents, tmp_path / "out", str(mirror)))
    assert {one.outcome for one in found} == {"fetched"}
