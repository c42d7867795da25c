"""Documents packed as ZIP archives (DOCX, ODT), opened without trusting a word of their headers."""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from typing import Final

from lxml import etree

from referat.errors import UnreadableDocumentError
from referat.settings import Limits

_ENTRY: Final = b"PK\x01\x02"
"""The mark of an entry in the directory of an archive."""
_ENCRYPTED_FLAG: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those of documents; the others of ZIP unpack to more, out of more memory."""
_BYTES_A_NODE: Final = 50
"""How many bytes of XML an element or attribute takes in documents; a tree of `<a/>` takes thirty
times the memory that its file does."""
_DEEP: Final = "depth"
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises on archives that are damaged or made to do harm."""
_XML_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_XML_ENCODINGS: Final = frozenset(
    {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252"}
)
"""Encodings in which the marks of XML can be counted before it is parsed."""

DAMAGED: Final = "is a damaged document, or one cut off; fetch it again"
ENCRYPTED: Final = "is encrypted with a password; save it without one and try again"


class Package:
    """An archive of XML parts, whose unpacked size is counted while it is read.

    Names have forward slashes, whatever wrote them. Nothing is unpacked that is not asked for, and
    archives inside the archive never are.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open an archive.

        Raises:
            UnreadableDocumentError: It is damaged, encrypted, or holds more than the limits allow.
        """
        self._limits = limits
        self._archive = _opened(data, limits)
        self._bytes_left = limits.max_unpacked
        self._nodes_left = limits.max_unpacked // _BYTES_A_NODE
        infos = self._archive.infolist()
        _check(infos, limits)
        self._infos = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    def __contains__(self, name: str) -> bool:
        """Whether the archive has a part; case does not matter, as in Word."""
        return name.lower() in self._infos

    def tree(
        self, name: str, renamed: Mapping[bytes, bytes] | None = None
    ) -> etree._Element | None:
        """The root of an XML part, None where there is no such part.

        Entities, document types and includes are never followed.

        Args:
            name: The part.
            renamed: Bytes to replace before parsing, such as names of namespaces.

        Raises:
            UnreadableDocumentError: The part is damaged or larger than the limits allow.
        """
        if name not in self:
            return None
        data = self._read(self._infos[name.lower()])
        for old, new in (renamed or {}).items():
            data = data.replace(old, new)
        self._nodes_left -= data.count(b"<") + data.count(b"=")
        if self._nodes_left < 0:
            raise UnreadableDocumentError(
                "has too many elements to be minutes (limit max_unpacked)"
            )
        return _parsed(data)

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        """A part, unpacked no further than what is left of the limit."""
        try:
            with self._archive.open(info) as stream:
                data = stream.read(self._bytes_left + 1)
        except _BROKEN:
            raise UnreadableDocumentError(DAMAGED) from None
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise _too_large(self._limits)
        return data


def _opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    # counted before the directory is read, which takes memory for every entry
    if data.count(_ENTRY) > limits.max_parts:
        raise UnreadableDocumentError(
            f"holds more files than the {limits.max_parts:,} that a document may (limit max_parts)"
        )
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise UnreadableDocumentError(DAMAGED) from None


def _check(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse an archive by its directory, as far as that can be believed."""
    if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
        raise UnreadableDocumentError(ENCRYPTED)
    if any(info.compress_type not in _METHODS for info in infos):
        raise UnreadableDocumentError(
            "is packed in a way that documents are not; save it anew and try again"
        )
    if sum(info.file_size for info in infos) > limits.max_unpacked:
        raise _too_large(limits)
    places = sorted((info.header_offset, info.compress_size) for info in infos)
    if any(start + size > following for (start, size), (following, _) in pairwise(places)):
        raise UnreadableDocumentError(DAMAGED)


def _too_large(limits: Limits) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"is too large: it unpacks to more than {limits.max_unpacked:,} bytes (limit max_unpacked)"
    )


def _parsed(data: bytes) -> etree._Element:
    head = data[:200]
    encoding = _XML_ENCODING.search(head)
    known = encoding is None or encoding[1].lower() in _XML_ENCODINGS
    if not _XML_START.match(head) or not known:
        raise UnreadableDocumentError(DAMAGED)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if _DEEP in str(error):
            raise UnreadableDocumentError("is nested too deeply to be minutes") from None
        raise UnreadableDocumentError(DAMAGED) from None
    types = root.getroottree().docinfo.internalDTD
    if types is not None and any(True for _ in types.iterentities()):
        raise UnreadableDocumentError("holds XML entities, which no word processor writes")
    return root
