"""A WebDAV client of one server: it talks to the address it was given and to no other."""

import base64
import http.client
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree

import referat
from referat.errors import ReferatError, UsageError

NAMESPACES: Final = {"d": "DAV:", "c": "urn:ietf:params:xml:ns:caldav"}

_TIMEOUT: Final = 60
_MOST_BYTES: Final = 200_000_000
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_SAFE: Final = "/%:@!$&'()*+,;=-._~"


class ServerError(ReferatError):
    """What a server, or the way to it, refused; the message says so in plain words."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is, and the path asked for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What all addresses of the one server share."""
        return self.scheme, self.host, self.port


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password, which no message and no `repr` shows."""

    user: str
    password: str = field(repr=False)

    @property
    def header(self) -> str:
        """The value of the header `Authorization`."""
        pair = f"{self.user}:{self.password}".encode()
        return f"Basic {base64.b64encode(pair).decode('ascii')}"


def address(url: str, *, plain_http: bool = False) -> Address:
    """The parts of an address.

    Args:
        url: The address, without a password.
        plain_http: Whether a password may travel unprotected to another machine.

    Raises:
        UsageError: It is no address of a web server, holds a password, or is not protected.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if host is None or parts.scheme not in ("http", "https"):
        raise UsageError("--url is no address like https://cloud.example.dk/remote.php/dav")
    if parts.username is not None or parts.password is not None:
        raise UsageError("--url holds a name or password; give them by --user and --password-env")
    if parts.scheme == "http" and host not in _LOOPBACK and not plain_http:
        raise UsageError(
            f"over http the password would travel to {host} unprotected; use https, or add"
            " --plain-http if the network is your own"
        )
    standard = 443 if parts.scheme == "https" else 80
    return Address(parts.scheme, host, port or standard, quote(parts.path or "/", safe=_SAFE))


class Server:
    """A connection to one server, kept open between requests."""

    def __init__(self, address: Address, login: Login) -> None:
        self._address = address
        self._login = login
        self._connection: http.client.HTTPConnection | None = None

    def close(self) -> None:
        """Close the connection; a later request opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def request(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask the server for something.

        Args:
            method: The method of HTTP.
            path: The path on the server, escaped.
            body: What to send; bytes that are no UTF-8 as surrogates.
            headers: Further headers.

        Raises:
            ServerError: The server cannot be reached, refuses the login or sends elsewhere.
        """
        answer = self._exchange(method, path, body.encode("utf-8", "surrogateescape"), headers)
        if answer.status == 401:
            raise ServerError(self._unauthorized(answer))
        if answer.status in (301, 302, 303, 307, 308):
            target = answer.headers.get("location", "another address")
            raise ServerError(f"{self._name(path)} sends on to {target}; give --url that address")
        return answer

    def properties(
        self, method: str, path: str, body: str, depth: int
    ) -> Iterator[tuple[str, etree._Element]]:
        """The path and properties of every resource that a multi-status answer tells of.

        Args:
            method: `PROPFIND` or `REPORT`.
            path: The resource.
            body: The request as XML.
            depth: 0 for the resource itself, 1 for what lies in it too.

        Raises:
            ServerError: The server refuses, or the answer is no multi-status.
        """
        kind = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
        answer = self.request(method, path, body, kind)
        if answer.status != 207:
            raise self.refusal(answer, path)
        for response in _xml(answer.body, self._name(path)).iterfind("d:response", NAMESPACES):
            href = (response.findtext("d:href", "", NAMESPACES) or "").strip()
            for found in response.iterfind("d:propstat", NAMESPACES):
                status = found.findtext("d:status", "", NAMESPACES) or ""
                properties = found.find("d:prop", NAMESPACES)
                if properties is not None and status.split()[1:2] == ["200"]:
                    yield self.local(href, path), properties

    def local(self, href: str, path: str) -> str:
        """The path of an address that the server gave.

        Args:
            href: The address, whole or relative.
            path: What it is relative to.

        Raises:
            ServerError: It lies on another server.
        """
        base = self._address
        whole = urljoin(f"{base.scheme}://{base.host}:{base.port}{path}", href)
        try:
            target = address(whole, plain_http=True)
        except UsageError:
            raise ServerError(f"{self._name(path)} names an address that is none") from None
        # a server behind another, which does the https, may name itself by http
        if target.host != base.host and target.origin != base.origin:
            raise ServerError(
                f"{base.host} keeps its calendars on {target.host}; if that is right, give --url"
                f" {target.scheme}://{target.host}"
            )
        return target.path

    def refusal(self, answer: Answer, path: str) -> ServerError:
        """What an answer that is no success means."""
        name = self._name(path)
        if answer.status == 403:
            return ServerError(f"user {self._login.user} may not do that at {name}")
        if answer.status in (404, 410):
            return ServerError(f"there is nothing at {name}; check --url")
        if answer.status in (405, 501):
            return ServerError(
                f"{name} speaks no CalDAV; Nextcloud's address is https://HOST/remote.php/dav"
            )
        if answer.status in (429, 502, 503, 504):
            return ServerError(f"{name} is busy or down (status {answer.status}); try again later")
        return ServerError(f"{name} answered with status {answer.status}")

    def _exchange(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str] | None
    ) -> Answer:
        fresh = self._connection is None
        try:
            return self._sent(method, path, body, headers)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError) as error:
            self.close()
            # a server may close a connection that was idle; every request can be sent again, for
            # those that write say what state they expect
            if fresh:
                raise ServerError(f"{self._name(path)} broke off the connection") from error
            return self._exchange(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise ServerError(f"{self._name(path)}: {_reason(error)}") from error

    def _sent(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str] | None
    ) -> Answer:
        if self._connection is None:
            self._connection = self._opened()
        common = {
            "Authorization": self._login.header,
            "User-Agent": f"referat/{referat.__version__}",
            "Accept-Encoding": "identity",
        }
        self._connection.request(method, path, body or None, {**common, **(headers or {})})
        response = self._connection.getresponse()
        content = response.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            self.close()
            raise ServerError(f"{self._name(path)} answered more than {_MOST_BYTES:,} bytes")
        return Answer(
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            content,
        )

    def _opened(self) -> http.client.HTTPConnection:
        host, port = self._address.host, self._address.port
        if self._address.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=_TIMEOUT)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=_TIMEOUT, context=context)

    def _unauthorized(self, answer: Answer) -> str:
        offered = answer.headers.get("www-authenticate", "Basic")
        if "basic" not in offered.lower():
            return f"{self._name('')} wants a login other than Basic, which is not spoken here"
        return (
            f"{self._name('')} refused the name or password of user {self._login.user};"
            " some servers want an app password"
        )

    def _name(self, path: str) -> str:
        base = self._address
        return f"{base.scheme}://{base.host}:{base.port}{path}"


def _reason(error: Exception) -> str:
    """Why the server was not reached, without the jargon of sockets where that is known."""
    if isinstance(error, ConnectionRefusedError):
        return "connection refused; is the server running, and the port right?"
    if isinstance(error, TimeoutError):
        return f"no answer within {_TIMEOUT} seconds"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message})"
    if isinstance(error, ssl.SSLError):
        return "no protected connection could be made; is that port one of https?"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"the answer is no HTTP ({type(error).__name__})"


def _xml(body: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise ServerError(f"{name} answered something that is no WebDAV; check --url") from None
