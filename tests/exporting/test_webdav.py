import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from referat.errors import UsageError
from referat.evaluation.benchmarks.radicale_server import PASSWORD, USER, Radicale
from referat.exporting.caldav_calendars import find_calendar
from referat.exporting.webdav import Login, Server, ServerError, address

LOGIN = Login(USER, PASSWORD)


def refused(url: str, name: str | None = "Opgaver", login: Login = LOGIN) -> str:
    where = address(url)
    with pytest.raises(ServerError) as caught:
        find_calendar(Server(where, login), where.path, name)
    assert login.password not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("url", ["cloud.example.dk", "ftp://cloud.example.dk", "https://[x", ""])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        address(url)


def test_a_password_travels_protected_and_stands_in_no_address() -> None:
    with pytest.raises(UsageError, match="unprotected"):
        address("http://cloud.example.dk/")
    assert address("http://cloud.example.dk/", plain_http=True).port == 80
    with pytest.raises(UsageError, match="--password-env") as caught:
        address("https://mette:hemmelig@cloud.example.dk/")
    assert "hemmelig" not in str(caught.value)
    assert "hemmelig" not in repr(Login("mette", "hemmelig"))


def test_calendars_are_found_by_name_folder_and_address(dav: Radicale, connection: Server) -> None:
    path = dav.make_calendar("bestyrelsen", "Bestyrelsens opgaver & æøå".replace("&", "og"))
    assert find_calendar(connection, "/", "Bestyrelsens opgaver og æøå").path == path
    assert find_calendar(connection, "/", "bestyrelsen").path == path
    assert find_calendar(connection, path, None).path == path


def test_what_is_wrong_is_said_in_plain_words(dav: Radicale) -> None:
    path = dav.make_calendar("moeder", "Møder", "VEVENT")
    assert "refused the name or password" in refused(dav.url, login=Login(USER, "forkert-ord"))
    assert "there is no calendar Opgaver" in refused(dav.url)
    assert "takes no tasks" in refused(dav.url, "Møder")
    assert "takes no tasks" in refused(dav.url + path[1:], None)
    assert "is no calendar" in refused(dav.url, None)
    assert "nothing at" in refused(f"{dav.url}{USER}/ingen/", None)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert "connection refused" in refused(f"http://127.0.0.1:{port}/")


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """A server that sends to others: by a redirect, or in what it tells of its calendars."""

    def do_PROPFIND(self) -> None:
        if self.path == "/moved":
            self.answer(302, b"", {"Location": "https://evil.example/"})
        elif self.path == "/page":
            self.answer(207, b"<html><p>Log in", {})
        else:
            self.answer(207, HOME, {})

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


HOME = b"""<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response>
<d:href>/</d:href><d:propstat><d:prop><c:calendar-home-set><d:href>https://evil.example/x</d:href>
</c:calendar-home-set></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
</d:multistatus>"""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_other_server_is_talked_to(elsewhere: str) -> None:
    assert "sends on to https://evil.example/" in refused(f"{elsewhere}/moved")
    assert "keeps its calendars on evil.example" in refused(f"{elsewhere}/home")
    assert "no WebDAV" in refused(f"{elsewhere}/page")
