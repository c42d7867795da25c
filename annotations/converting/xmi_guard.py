"""A look at XMI before it is parsed: no document type, no entities, and which types it holds."""

import zipfile
from pathlib import Path
from typing import Final
from xml.parsers import expat

from referat.annotations.converting.fields import read_bytes
from referat.errors import AnnotationError
from referat.settings import Limits

TYPE_SYSTEM: Final = "TypeSystem.xml"
_PREFIX: Final = "http:///"
_SUFFIX: Final = ".ecore"


def types_in(data: bytes, where: str) -> set[str]:
    """The names of the types of all feature structures of an XMI file.

    Raises:
        AnnotationError: It is not XML, or has a document type, which XMI never has and which is how
            entities come in.
    """
    found: set[str] = set()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 2:
            found.add(_type_of(tag))

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*declaration: object) -> None:
        raise AnnotationError(f"{where}: has a document type, which is refused; XMI needs none")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise AnnotationError(f"{where}: is not XML: {error}") from error
    return found


def xmi_of(path: Path) -> list[tuple[str, bytes]]:
    """The XMI files of a path, each with where it is from: a file, or an archive of INCEpTION's.

    Raises:
        AnnotationError: The archive is broken, or unpacks to more than the limit.
    """
    if path.suffix != ".zip":
        return [(str(path), read_bytes(path))]
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if one.filename.endswith(".xmi")]
            if sum(one.file_size for one in members) > Limits().max_unpacked:
                raise AnnotationError(f"{path}: unpacks to more than can be read; split it")
            found = [(f"{path}, {one.filename}", _member(archive, one)) for one in members]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise AnnotationError(f"{path}: cannot be unpacked: {error}") from error
    if not found:
        raise AnnotationError(f"{path}: has no .xmi file; export as UIMA CAS XMI (XML 1.0)")
    return found


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, no more than its entry promises."""
    with archive.open(member) as file:
        return file.read(member.file_size)


def _type_of(tag: str) -> str:
    namespace, _, name = tag.rpartition("}")
    package = namespace.removeprefix(_PREFIX).removesuffix(_SUFFIX).replace("/", ".")
    return f"{package}.{name}"
