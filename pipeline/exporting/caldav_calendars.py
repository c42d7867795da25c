"""Calendars on a CalDAV server: finding one by name, reading and writing its tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from lxml import etree

from referat.exporting.ical_task import task_of
from referat.exporting.webdav import NAMESPACES, Answer, Server, ServerError

_XMLNS: Final = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
_ABOUT: Final = (
    f"<d:propfind {_XMLNS}><d:prop><d:resourcetype/><d:displayname/><d:current-user-principal/>"
    "<c:calendar-home-set/><c:supported-calendar-component-set/></d:prop></d:propfind>"
)
_TASKS: Final = (
    f"<c:calendar-query {_XMLNS}><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter>"
    '<c:comp-filter name="VCALENDAR"><c:comp-filter name="VTODO"/></c:comp-filter>'
    "</c:filter></c:calendar-query>"
)
_CONFLICTS: Final = (409, 412)
_REFUSALS: Final = (400, 403, 413, 415, 422, 507)


@dataclass(frozen=True, slots=True)
class StoredTask:
    """A task on the server: its path, its state's tag, and its iCalendar data."""

    path: str
    etag: str | None
    text: str


@dataclass(frozen=True, slots=True)
class _Calendar:
    path: str
    name: str
    tasks: bool


class TaskRefusedError(ServerError):
    """One task that the server does not take; others it may."""


class TaskCalendar:
    """One calendar of a server, as far as its tasks go."""

    def __init__(self, server: Server, path: str) -> None:
        self._server = server
        self.path = path.rstrip("/") + "/"

    def tasks(self) -> dict[str, StoredTask]:
        """All tasks by their id.

        Raises:
            ServerError: The server refuses.
        """
        found = {}
        for path, properties in self._server.properties("REPORT", self.path, _TASKS, 1):
            text = properties.findtext("c:calendar-data", "", NAMESPACES) or ""
            task = task_of(text)
            if task is not None:
                etag = properties.findtext("d:getetag", None, NAMESPACES)
                found[task.uid] = StoredTask(path, etag, text)
        return found

    def read(self, path: str) -> StoredTask | None:
        """A task byte for byte as it is now; None if it is gone.

        Raises:
            ServerError: The server refuses.
        """
        answer = self._server.request("GET", path)
        if answer.status in (404, 410):
            return None
        if answer.status != 200:
            raise self._server.refusal(answer, path)
        text = answer.body.decode("utf-8", "surrogateescape")
        return StoredTask(path, answer.headers.get("etag"), text)

    def create(self, uid: str, text: str) -> bool:
        """Make a task; False if there is one already.

        Raises:
            ServerError: The server refuses.
        """
        path = f"{self.path}{quote(uid, safe='')}.ics"
        return self._put(path, text, {"If-None-Match": "*"})

    def replace(self, stored: StoredTask, text: str) -> bool:
        """Write over a task as it was read; False if it has changed since.

        Raises:
            ServerError: The server refuses, or gave no tag to tell changes by.
        """
        if not stored.etag:
            raise TaskRefusedError("the server gives no ETag, so a change could be lost")
        return self._put(stored.path, text, {"If-Match": stored.etag})

    def _put(self, path: str, text: str, condition: dict[str, str]) -> bool:
        headers = {"Content-Type": "text/calendar; charset=utf-8; component=VTODO", **condition}
        answer = self._server.request("PUT", path, text, headers)
        if answer.status in (200, 201, 204):
            return True
        if answer.status in _CONFLICTS or b"no-uid-conflict" in answer.body:
            return False
        if answer.status in _REFUSALS:
            raise TaskRefusedError(_told(answer))
        raise self._server.refusal(answer, path)


def find_calendar(server: Server, path: str, name: str | None) -> TaskCalendar:
    """The calendar at a path, or the one of a name among the user's calendars.

    Args:
        server: The server.
        path: The path of a calendar, or where a name is given any path that knows the user.
        name: The name shown, or the last part of its path.

    Raises:
        ServerError: There is no such calendar, or it takes no tasks.
    """
    if name is None:
        here = list(_calendars(server, path, 0))
        if not here:
            raise ServerError("--url is no calendar; give its name with --calendar")
        return _for_tasks(server, here[0])
    calendars = list(_calendars(server, _home(server, path), 1))
    found = [one for one in calendars if one.name == name]
    found = found or [one for one in calendars if _last(one.path) == name]
    if len(found) > 1:
        paths = ", ".join(one.path for one in found)
        raise ServerError(f"several calendars are called {name}; give --url one of {paths}")
    if not found:
        names = ", ".join(one.name for one in calendars) or "none"
        raise ServerError(f"there is no calendar {name}; there are: {names}")
    return _for_tasks(server, found[0])


def _for_tasks(server: Server, calendar: _Calendar) -> TaskCalendar:
    if not calendar.tasks:
        raise ServerError(f"the calendar {calendar.name} takes no tasks (VTODO); choose another")
    return TaskCalendar(server, calendar.path)


def _home(server: Server, path: str) -> str:
    """The folder of the user's calendars; the path itself where the server does not say."""
    principal = path
    for _, properties in server.properties("PROPFIND", path, _ABOUT, 0):
        home = _href(properties, "c:calendar-home-set")
        if home is not None:
            return server.local(home, path)
        principal = server.local(_href(properties, "d:current-user-principal") or path, path)
    if principal == path:
        return path
    for _, properties in server.properties("PROPFIND", principal, _ABOUT, 0):
        home = _href(properties, "c:calendar-home-set")
        if home is not None:
            return server.local(home, principal)
    return path


def _calendars(server: Server, path: str, depth: int) -> Iterator[_Calendar]:
    for found, properties in server.properties("PROPFIND", path, _ABOUT, depth):
        if properties.find("d:resourcetype/c:calendar", NAMESPACES) is None:
            continue
        name = properties.findtext("d:displayname", None, NAMESPACES) or _last(found)
        yield _Calendar(found, name, _takes_tasks(properties))


def _takes_tasks(properties: etree._Element) -> bool:
    """Whether a calendar takes tasks; one that does not say what it takes does."""
    kinds = properties.find("c:supported-calendar-component-set", NAMESPACES)
    if kinds is None or not len(kinds):
        return True
    return any(kind.get("name", "").upper() == "VTODO" for kind in kinds)


def _href(properties: etree._Element, name: str) -> str | None:
    return properties.findtext(f"{name}/d:href", None, NAMESPACES) or None


def _last(path: str) -> str:
    return unquote(path.rstrip("/").rpartition("/")[2])


def _told(answer: Answer) -> str:
    """Why a task was refused, in the server's words where it has any."""
    try:
        root = etree.fromstring(answer.body, etree.XMLParser(resolve_entities=False))
        message = root.findtext("{http://sabredav.org/ns}message")
    except etree.XMLSyntaxError:
        message = None
    return f"the server refused it ({message or f'status {answer.status}'})"
