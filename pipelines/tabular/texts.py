"""From a provider's file to plain UTF-8 text on disk, and what is no table at all.

Here belong archives, encodings, and pages and errors that a server gave in the place of a file. What is in the lines
belongs to `layouts`.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.archives import extract_only_member
from warehouse.errors import UserError

LIMIT = 40_000_000_000
"""Bytes of the largest file, unpacked: ten times the largest of any provider (a year of GDELT)."""
RATIO = 200
"""How many times larger than its archive a file may be: text of rows packs to a tenth, at most to a fiftieth."""
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")
_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_NULS = 5
"""A file of which one byte in so many is zero is no UTF-8: every second one is in a Western text in UTF-16."""
_BINARY = ((b"%PDF", "a PDF file"), (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"PAR1", "a Parquet file"))
_PATH = re.compile(r"""(["'])[^"']*/[^"']*\1""")
_RETURNS = re.compile(r"\r+\n")
_AGAIN = "Fetch the file again, in a browser where the provider asks for it, and put it into the inbox."


def readable(path: Path, name: str, folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """The text of the file at `path`, unpacked into `folder` where it is an archive, and what was odd about it.

    Raises UserError where there is no table: empty, a web page, a JSON answer, binary, a broken or dangerous archive.
    """
    text, start = path, _start(path)
    if start.startswith(_ARCHIVES):
        text = folder / "member"
        extract_only_member(
            path, text, suffixes=suffixes, limit_bytes=LIMIT, limit_ratio=RATIO, limit_members=20, name=name
        )
        start = _start(text)
    refuse_no_table(start, name)
    issues: list[str] = []
    if encoding := _wide_encoding(start):
        text, issues = _narrow(text, folder / "narrow", encoding, name), [f"written in {encoding.upper()}"]
        refuse_no_table(_start(text), name)
    is_utf8, is_mixed = _survey(text)
    if is_utf8 and not is_mixed:
        return text, tuple(issues)
    issues += [] if is_utf8 else ["bytes that are no UTF-8 read as Latin-1"]
    issues += ["line ends of several kinds read as one"] if is_mixed else []
    return _written(text, folder / "text", "utf-8", "casus.latin1", is_mixed), tuple(issues)


def _survey(text: Path) -> tuple[bool, bool]:
    """Whether it is UTF-8, and whether its lines end in several ways.

    Looked at before DuckDB does: a line that is no UTF-8 can bring it down where not all columns are read, and it reads
    one kind of line end.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, kinds = True, set[str]()
    with text.open("rb") as file:
        while part := file.read(1 << 22):
            part += file.read(1) if part.endswith(b"\r") else b""
            kinds |= _line_ends(part)
            if is_utf8 and (decoder.getstate()[0] or not part.isascii()):
                is_utf8 = _decodes(decoder, part)
    return is_utf8 and _decodes(decoder, b"", final=True), len(kinds) > 1


def _line_ends(part: bytes) -> set[str]:
    """Which kinds there are. Counting is ten times slower than looking, and most files have no carriage return."""
    if b"\r" not in part:
        return {"\n"} if b"\n" in part else set()
    both, newlines, returns = part.count(b"\r\n"), part.count(b"\n"), part.count(b"\r")
    return {kind for kind, times in (("\r\n", both), ("\n", newlines - both), ("\r", returns - both)) if times}


def _decodes(decoder: codecs.IncrementalDecoder, part: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(part, final)
    except UnicodeDecodeError:
        return False
    return True


def lines(text: Path, count: int) -> Iterator[str]:
    """The first lines, at most a million characters each."""
    with text.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for _ in range(count):
            line = file.readline(1_000_000)
            if not line:
                return
            yield line


def first_line(error: Exception, name: str) -> str:
    """What DuckDB says of the file `name`, whose path gives way to it: a reject is the same on every machine."""
    return _PATH.sub(lambda _: name, str(error).strip().splitlines()[0]).rstrip(".:")


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def refuse_no_table(start: bytes, name: str) -> None:
    """Raise UserError where a file that starts so holds no rows at all: empty, a web page, JSON, binary."""
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.strip(b"\0"):
        raise UserError(f"{name} is empty", "Fetch the file again, or remove it.")
    if head[:1] == b"<":
        raise UserError(f"{name} is a web page, not a table", _AGAIN)
    if head[:1] in (b"{", b"["):
        raise UserError(f"{name} is JSON, not a table", _AGAIN)
    for mark, kind in _BINARY:
        if start.startswith(mark):
            raise UserError(f"{name} is {kind}, not a table", "Put the provider's own file there.")
    if start.count(b"\0") * _NULS > len(start) and not _wide_encoding(start):
        raise UserError(f"{name} is binary, or UTF-16 without its mark", "Save it as UTF-8, or fetch the file again.")


def _wide_encoding(start: bytes) -> str | None:
    return next((encoding for mark, encoding in _WIDE if start.startswith(mark)), None)


def _narrow(source: Path, target: Path, encoding: str, name: str) -> Path:
    try:
        return _written(source, target, encoding, "strict")
    except UnicodeError as error:
        raise UserError(f"{name} is no whole {encoding.upper()}: it was cut off or is damaged", _AGAIN) from error


def _written(source: Path, target: Path, encoding: str, errors: str, one_line_end: bool = False) -> Path:
    """The text as UTF-8; with one kind of line end, where asked for: a lone carriage return is then a blank."""
    with (
        source.open(encoding=encoding, errors=errors, newline="") as old,
        target.open("w", encoding="utf-8", newline="") as new,
    ):
        while part := old.read(1 << 22):
            while part.endswith("\r") and (more := old.read(1)):
                part += more
            new.write(_RETURNS.sub("\n", part).replace("\r", " ") if one_line_end else part)
    return target


def _latin_1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("casus.latin1", _latin_1)
