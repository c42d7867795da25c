"""A Radicale server of its own on this machine, for tests and benchmarks of the CalDAV push."""

import base64
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from referat.errors import ReferatError

USER: Final = "mette"
PASSWORD: Final = "hemmeligt-æøå"

_WAIT: Final = 30.0
_COMPONENTS: Final = (
    "<C:supported-calendar-component-set>"
    '<C:comp name="{kind}"/></C:supported-calendar-component-set>'
)
_MAKE: Final = (
    '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
    "<D:displayname>{name}</D:displayname>{components}</D:prop></D:set></C:mkcalendar>"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A raw answer of the server."""

    status: int
    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class Radicale:
    """A running server, spoken to by plain HTTP and not by the client under test."""

    port: int

    @property
    def url(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}/"

    def request(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Ask the server for something as the user."""
        login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WAIT)
        try:
            told = {"Authorization": f"Basic {login}", **(headers or {})}
            connection.request(method, path, body.encode() or None, told)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Reply(answer.status, answer.getheader("ETag") or "", text)
        finally:
            connection.close()

    def make_calendar(self, folder: str, name: str, kind: str = "VTODO") -> str:
        """Make a calendar for one kind of component; gives its path."""
        path = f"/{USER}/{folder}/"
        body = _MAKE.format(name=name, components=_COMPONENTS.format(kind=kind))
        reply = self.request("MKCALENDAR", path, body)
        if reply.status != 201:
            raise ReferatError(f"Radicale made no calendar: {reply.status} {reply.text}")
        return path

    def states(self, path: str) -> dict[str, str]:
        """The ETag of every file in a calendar, by path."""
        body = '<D:propfind xmlns:D="DAV:"><D:prop><D:getetag/></D:prop></D:propfind>'
        reply = self.request("PROPFIND", path, body, {"Depth": "1"})
        parts = reply.text.split("<response>")[1:]
        found = {_between(part, "href"): _between(part, "getetag") for part in parts}
        return {href: etag for href, etag in found.items() if href.endswith(".ics")}


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """Run a server while the block runs.

    Args:
        folder: Where it keeps its data.

    Raises:
        ReferatError: It does not start.
    """
    users = folder / "users"
    users.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    server = Radicale(_free_port())
    log = folder / "log"
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(_command(server.port, folder, users), stdout=file, stderr=file)
    try:
        _wait(process, server.port, log)
        yield server
    finally:
        process.terminate()
        process.wait(_WAIT)


def _command(port: int, folder: Path, users: Path) -> list[str]:
    settings = {
        "server-hosts": f"127.0.0.1:{port}",
        "storage-filesystem-folder": str(folder / "data"),
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(users),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
    }
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "radicale", "--config", "", *options]


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + _WAIT
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise ReferatError(f"Radicale did not start: {log.read_text(encoding='utf-8')[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _between(text: str, tag: str) -> str:
    return text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0].replace("&quot;", '"')
