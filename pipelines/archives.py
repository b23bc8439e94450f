"""Archives from outside (ZIP and gzip), read as what they may be: bombs, traps, halves.

Here belongs bringing the one file that is wanted out of an archive. Names inside an archive are shown and compared, and
never used as paths. What the file means is its feed's to say.
"""

import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from warehouse.errors import UserError

LIMIT_BYTES = 20_000_000_000
LIMIT_RATIO = 200
"""How many times larger than its packed form a file may be: tables of events come to 5 to 25."""
LIMIT_MEMBERS = 1_000
_SMALL = 1_000_000
"""Below so many bytes no ratio makes a bomb."""
_DIRECTORY_ENTRY = 1_000
"""Bytes of an archive's directory for each member: a larger directory is not read at all."""
_PIECE = 1 << 20
_ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".zst")
_ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_DOCUMENT_PARTS = ("[Content_Types].xml", "META-INF/manifest.xml")
"""What every Office document has as a member: Microsoft's (ECMA-376), and that of OpenDocument."""
_PACKED_FORMATS = (".xlsx", ".ods")
"""Formats that are ZIP archives themselves."""
_UNIX, _ENCRYPTED, _LOCAL_HEADER = 3, 0x1, 30
"""Of the ZIP format (APPNOTE 4.4.2, 4.4.4, 4.3.7): made on Unix; locked by a password; least bytes before a member."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TAKE_OUT = "Unpack it by hand and put the file that is meant into the inbox."
_TRAP = "Do not unpack it; download it again from its publisher."
_BROKEN = (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, ValueError, NotImplementedError)


class ArchiveError(UserError):
    """An archive that cannot or must not be read."""


@dataclass(frozen=True)
class Member:
    """The file that came out: its name without folders, its length, and the names of what was left out."""

    name: str
    byte_count: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """What an archive may hold: bytes in a file (in all, where all are read), the ratio to its packed form, members."""

    byte_count: int = LIMIT_BYTES
    ratio: float = LIMIT_RATIO
    members: int = LIMIT_MEMBERS


def extract_only_member(
    source: Path | bytes,
    target: Path,
    *,
    suffixes: Collection[str],
    name: str = "",
    limit_bytes: int = LIMIT_BYTES,
    limit_ratio: float = LIMIT_RATIO,
    limit_members: int = LIMIT_MEMBERS,
) -> Member:
    """Write the only member whose name ends in one of `suffixes` (".csv"; case is no matter) to `target`.

    `name` is the archive's name for messages, and for the file in a gzip. Members of other kinds are named in
    `left_out`; what a Mac adds (`__MACOSX/`, `._x`) is not even that. Memory stays constant. Raises ArchiveError: no or
    several such members, an archive in the archive, a link, a password, members that overlap, more members, bytes or a
    larger ratio than allowed (as stated, and as found), broken or cut off. Then nothing is written.
    """
    label = shown(name or (source.name if isinstance(source, Path) else "The archive"))
    limits = Limits(limit_bytes, limit_ratio, limit_members)
    part = target.with_name(f"{target.name}.part")
    try:
        with _opened(source, label, limits) as handle:
            is_gzip = handle.read(2) == b"\x1f\x8b"
            extract = _extract_gzip if is_gzip else _extract_zip
            member = extract(handle, part, tuple(s.lower() for s in suffixes), label, limits)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return member


def check_members(
    source: Path | bytes,
    *,
    name: str = "",
    limit_bytes: int = LIMIT_BYTES,
    limit_ratio: float = LIMIT_RATIO,
    limit_members: int = LIMIT_MEMBERS,
) -> None:
    """Look at a ZIP archive that another reader will open whole (an .xlsx), before it does.

    Raises ArchiveError as `extract_only_member` does, `limit_bytes` being for all members together. What a member
    states is what a reader gets: Python's `zipfile` gives no byte beyond it.
    """
    label = shown(name or (source.name if isinstance(source, Path) else "The archive"))
    limits = Limits(limit_bytes, limit_ratio, limit_members)
    with _opened(source, label, limits) as handle, _unbroken(label), zipfile.ZipFile(handle) as archive:
        infos = _members(archive, handle, label, limits)
        for info in infos:
            _refuse_trap(info, label)
            _refuse_bomb(info.file_size, info.compress_size, label, limits)
        _refuse_bomb(sum(info.file_size for info in infos), None, label, limits)


def shown(name: str) -> str:
    """A name from outside, fit for a message: without folders and control characters, at most 120 characters."""
    base = PurePosixPath(name.replace("\\", "/")).name
    return "".join(c if c.isprintable() else "?" for c in base)[:120]


@contextmanager
def _opened(source: Path | bytes, label: str, limits: Limits) -> Iterator[IO[bytes]]:
    most = max(2 * _PIECE, limits.members * _DIRECTORY_ENTRY)
    try:
        handle = _Bounded(io.FileIO(source) if isinstance(source, Path) else io.BytesIO(source), label, most)
    except OSError as error:
        raise ArchiveError(
            f"{label} cannot be read ({error.strerror})", "Give yourself the right to read it."
        ) from error
    with handle:
        yield handle


@contextmanager
def _unbroken(label: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise ArchiveError(
            f"{label} is no whole archive: it was cut off, is damaged or is something else ({_reason(error)})",
            "Download it again.",
        ) from error


def _reason(error: Exception) -> str:
    for sign, reason in (
        ("CRC", "a checksum does not hold"),
        ("not a zip file", "it has no ZIP directory"),
        ("ended before", "its end is missing"),
        ("differ", "its directory and its members do not agree"),
    ):
        if sign.lower() in str(error).lower():
            return reason
    return "its end is missing" if isinstance(error, EOFError) else "its bytes cannot be unpacked"


def _extract_zip(handle: IO[bytes], part: Path, suffixes: tuple[str, ...], label: str, limits: Limits) -> Member:
    with _unbroken(label), zipfile.ZipFile(handle) as archive:
        infos = [i for i in _members(archive, handle, label, limits) if not _is_by_the_way(i)]
        wanted = _only(infos, suffixes, label)
        _refuse_trap(wanted, label)
        _refuse_bomb(wanted.file_size, wanted.compress_size, label, limits)
        with archive.open(wanted) as member:
            size = _write(member.read, part, suffixes, label, limits, wanted.compress_size)
    if size != wanted.file_size:
        raise ArchiveError(f"{label} holds {size:,} bytes where it states {wanted.file_size:,}", "Download it again.")
    return Member(shown(wanted.filename), size, tuple(shown(i.filename) for i in infos if i is not wanted))


def _extract_gzip(handle: IO[bytes], part: Path, suffixes: tuple[str, ...], label: str, limits: Limits) -> Member:
    inner = label[:-3] if label.lower().endswith(".gz") else label
    if not inner.lower().endswith(suffixes):
        raise ArchiveError(
            f"{label} holds no {_any(suffixes)} file", "Give the archive the name its publisher gave it."
        )
    packed = handle.seek(0, os.SEEK_END)
    handle.seek(0)
    with _unbroken(label), gzip.GzipFile(fileobj=handle) as member:
        return Member(inner, _write(member.read, part, suffixes, label, limits, packed))


def _members(archive: zipfile.ZipFile, handle: IO[bytes], label: str, limits: Limits) -> list[zipfile.ZipInfo]:
    """The members that are no folders. Raises ArchiveError where they are too many or share bytes."""
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    if len(infos) > limits.members:
        raise ArchiveError(f"{label} has more than {limits.members:,} members", _TAKE_OUT)
    ends = [info.header_offset + _LOCAL_HEADER + info.compress_size for info in infos]
    if infos and (infos[0].header_offset < 0 or max(ends) > handle.seek(0, os.SEEK_END)):
        raise zipfile.BadZipFile("it ended before its members do")
    for info, end in zip(infos[1:], ends, strict=False):
        if info.header_offset < end:
            raise ArchiveError(f"{label} has members that share the same bytes", _TRAP)
    return [info for info in infos if not info.filename.endswith("/")]


def _is_by_the_way(info: zipfile.ZipInfo) -> bool:
    return info.filename.startswith("__MACOSX/") or shown(info.filename).startswith("._")


def _only(infos: Sequence[zipfile.ZipInfo], suffixes: tuple[str, ...], label: str) -> zipfile.ZipInfo:
    wanted = [i for i in infos if shown(i.filename).lower().endswith(suffixes)]
    if nested := [i for i in infos if i not in wanted and shown(i.filename).lower().endswith(_ARCHIVES)]:
        raise ArchiveError(f"{label} holds another archive, {_listed(nested)}", _TAKE_OUT)
    if not wanted and any(i.filename in _DOCUMENT_PARTS for i in infos):
        raise ArchiveError(f"{label} is an Office document, not a {_any(suffixes)} file", "Save its table as one.")
    if not wanted:
        held = f"only {_listed(infos)}" if infos else "it is empty"
        raise ArchiveError(f"{label} holds no {_any(suffixes)} file: {held}", "Put the right archive there.")
    if len(wanted) > 1:
        raise ArchiveError(f"{label} holds {len(wanted)} files where one is wanted: {_listed(wanted)}", _TAKE_OUT)
    return wanted[0]


def _listed(infos: Sequence[zipfile.ZipInfo]) -> str:
    names = [shown(i.filename) for i in infos[:5]]
    return ", ".join(names) + (f" and {len(infos) - 5} more" if len(infos) > 5 else "")


def _any(suffixes: Sequence[str]) -> str:
    return " or ".join(suffixes)


def _refuse_trap(info: zipfile.ZipInfo, label: str) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == _UNIX else 0
    for is_so, problem, remedy in (
        (info.flag_bits & _ENCRYPTED, "is locked by a password", _TAKE_OUT),
        (kind not in (0, stat.S_IFREG), "is a link or a device, not a file", _TRAP),
        (info.compress_type not in _METHODS, "is packed by a method other than deflate", _TAKE_OUT),
    ):
        if is_so:
            raise ArchiveError(f"{shown(info.filename)} in {label} {problem}", remedy)


def _refuse_bomb(size: int, packed: int | None, label: str, limits: Limits) -> None:
    if size > limits.byte_count:
        raise ArchiveError(f"{label} unpacks to more than {limits.byte_count:,} bytes", _TRAP)
    if packed is not None and size > max(_SMALL, packed * limits.ratio):
        raise ArchiveError(f"{label} unpacks to more than {limits.ratio:g} times its size", _TRAP)


def _write(
    read: Callable[[int], bytes], part: Path, suffixes: tuple[str, ...], label: str, limits: Limits, packed: int
) -> int:
    """Copy what `read` gives to `part`, held to the limits as it comes; returns its length."""
    size = 0
    with part.open("wb") as out:
        while piece := read(_PIECE):
            if not size and piece.startswith(_ARCHIVE_STARTS) and not set(suffixes) & set(_PACKED_FORMATS):
                raise ArchiveError(f"{label} holds another archive", _TAKE_OUT)
            size += len(piece)
            _refuse_bomb(size, packed, label, limits)
            out.write(piece)
    return size


class _Bounded(io.BufferedReader):
    """Gives no more than `most` bytes at once: `zipfile` reads an archive's whole directory in one go."""

    def __init__(self, raw: io.FileIO | io.BytesIO, label: str, most: int) -> None:
        super().__init__(raw)
        self._label, self._most = label, most

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > self._most:
            raise ArchiveError(f"{self._label} has too large a directory of its members", _TRAP)
        return super().read(-1 if size is None else size)
