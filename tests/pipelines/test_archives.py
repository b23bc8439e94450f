"""Archives from outside: whole ones, broken ones and traps."""

import gzip
import io
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.archives import ArchiveError, Member, check_members, extract_only_member

ROWS = b"id,deaths\n1,2\n" * 50
GZIPPED = gzip.compress(ROWS)
CSV = (".csv", ".tsv")


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content, method)
    return raw.getvalue()


def extract(source: bytes | Path, tmp_path: Path, **more: Any) -> Member:
    return extract_only_member(source, tmp_path / "out", **{"suffixes": CSV, "name": "a.zip"} | more)


def refused(source: bytes, tmp_path: Path, **more: Any) -> str:
    with pytest.raises(ArchiveError) as error:
        extract(source, tmp_path, **more)
    assert list(tmp_path.iterdir()) == []
    return str(error.value)


def test_the_only_table_comes_out_and_the_rest_is_named(tmp_path: Path) -> None:
    source = tmp_path / "ged.zip"
    source.write_bytes(
        packed(("data/", b""), ("data/GED.CSV", ROWS), ("readme.txt", b"x"), ("__MACOSX/data/._GED.csv", b"x"))
    )
    assert extract(source, tmp_path) == Member("GED.CSV", 700, ("readme.txt",))
    assert (tmp_path / "out").read_bytes() == ROWS


@pytest.mark.parametrize(
    "members, problem",
    [
        ([("a.csv", ROWS), ("b.TSV", ROWS)], "a.zip holds 2 files where one is wanted: a.csv, b.TSV. Unpack it by"),
        ([("a.csv", ROWS), ("a.csv", ROWS)], "a.zip holds 2 files where one is wanted: a.csv, a.csv. "),
        (
            [("a.txt", ROWS), ("b", b"")],
            "a.zip holds no .csv or .tsv file: only a.txt, b. Put the right archive there.",
        ),
        ([("a/", b"")], "a.zip holds no .csv or .tsv file: it is empty."),
        ([("a.csv", ROWS), ("b.zip", b"")], "a.zip holds another archive, b.zip."),
        ([("a.csv", packed(("b.csv", ROWS)))], "a.zip holds another archive."),
        ([("a.csv", gzip.compress(ROWS))], "a.zip holds another archive."),
        (
            [("[Content_Types].xml", b""), ("xl/workbook.xml", b"")],
            "a.zip is an Office document, not a .csv or .tsv file. Save its table as one.",
        ),
        ([("META-INF/manifest.xml", b""), ("content.xml", b"")], "a.zip is an Office document"),
        ([(f"{n}.txt", b"") for n in range(9)], "only 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 4 more."),
        ([("../\x1b[31m/a\x1b.txt", b"")], "only a?.txt."),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_that_holds_something_else(tmp_path: Path, members: list[tuple[str, bytes]], problem: str) -> None:
    assert problem in refused(packed(*members), tmp_path)


def test_a_workbook_may_be_wanted_though_it_is_an_archive(tmp_path: Path) -> None:
    workbook = packed(("sheet.xml", b"<a/>"))
    assert extract(packed(("a.xlsx", workbook)), tmp_path, suffixes=(".xlsx",)).byte_count == len(workbook)


def test_a_gzip_holds_what_its_name_says(tmp_path: Path) -> None:
    source = gzip.compress(ROWS[:350]) + gzip.compress(ROWS[350:])
    assert extract(source, tmp_path, name="a.csv.gz") == Member("a.csv", 700)
    assert (tmp_path / "out").read_bytes() == ROWS


@pytest.mark.parametrize(
    "source, name, problem",
    [
        (GZIPPED[:-9], "a.csv.gz", "was cut off, is damaged or is something else (its end is missing)"),
        (GZIPPED[:-8] + b"\0" * 8, "a.csv.gz", "(a checksum does not hold). Download it again."),
        (
            gzip.compress(bytes(5_000_000), mtime=0),
            "a.csv.gz",
            "a.csv.gz unpacks to more than 200 times its size. Do not unpack",
        ),
        (GZIPPED, "a.txt.gz", "a.txt.gz holds no .csv or .tsv file"),
        (gzip.compress(packed(("a", b""))), "a.csv.gz", "holds another archive"),
    ],
    ids=["cut off", "wrong checksum", "bomb", "other kind", "archive within"],
)
def test_a_gzip_that_is_none(tmp_path: Path, source: bytes, name: str, problem: str) -> None:
    assert problem in refused(source, tmp_path, name=name)


WHOLE = packed(("a.csv", ROWS), method=zipfile.ZIP_STORED)
LOCKED, ODD_METHOD = bytearray(WHOLE), packed(("a.csv", ROWS), method=zipfile.ZIP_LZMA)
for place in (6, WHOLE.index(b"PK\x01\x02") + 8):
    LOCKED[place] |= 1


@pytest.mark.parametrize(
    "source, problem",
    [
        (WHOLE[:-30], "a.zip is no whole archive: it was cut off, is damaged or is something else (it has no ZIP dir"),
        (WHOLE[200:], "(its end is missing)"),
        (WHOLE.replace(b"1,2", b"1,3", 1), "(a checksum does not hold). Download it again."),
        (WHOLE.replace(b"a.csv", b"b.csv", 1), "(its directory and its members do not agree)"),
        (b"", "is no whole archive"),
        (b"<!DOCTYPE html>", "is no whole archive"),
        (bytes(LOCKED), "a.csv in a.zip is locked by a password. Unpack it by hand"),
        (ODD_METHOD, "a.csv in a.zip is packed by a method other than deflate"),
    ],
)
def test_an_archive_that_cannot_be_read(tmp_path: Path, source: bytes, problem: str) -> None:
    assert problem in refused(source, tmp_path)


def test_a_link_is_no_file(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.csv")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert "a.csv in a.zip is a link or a device, not a file" in refused(packed((link, b"/etc/passwd")), tmp_path)


def test_a_bomb_that_says_so_and_one_that_hides_it(tmp_path: Path) -> None:
    bomb = packed(("a.csv", bytes(5_000_000)))
    assert "a.zip unpacks to more than 200 times its size" in refused(bomb, tmp_path)
    assert "a.zip unpacks to more than 4,999,999 bytes" in refused(
        bomb, tmp_path, limit_ratio=9999, limit_bytes=4_999_999
    )
    hidden = bomb.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 700))
    assert "a.zip is no whole archive" in refused(hidden, tmp_path)


def test_too_many_members_or_too_large_a_directory(tmp_path: Path) -> None:
    assert "a.zip has more than 9 members" in refused(
        packed(*((str(n), b"") for n in range(10))), tmp_path, limit_members=9
    )
    infos = [zipfile.ZipInfo(f"{n}.csv") for n in range(40)]
    for info in infos:
        info.comment = b"x" * 65_000
    large = packed(*((info, b"") for info in infos))
    assert "a.zip has too large a directory of its members" in refused(large, tmp_path, limit_members=50)


def test_members_that_share_bytes(tmp_path: Path) -> None:
    whole = packed(("a.csv", ROWS), ("b.txt", ROWS))
    second = whole.rindex(b"PK\x01\x02")
    assert "a.zip has members that share the same bytes" in refused(
        whole[: second + 42] + bytes(4) + whole[second + 46 :], tmp_path
    )


def test_a_workbook_is_looked_at_before_it_is_opened() -> None:
    check_members(packed(("a.xml", ROWS), ("b.xml", ROWS)), limit_bytes=1400)
    with pytest.raises(ArchiveError, match=r"x\.xlsx unpacks to more than 1,399 bytes"):
        check_members(packed(("a.xml", ROWS), ("b.xml", ROWS)), name="x.xlsx", limit_bytes=1399)
    with pytest.raises(ArchiveError, match="The archive is no whole archive"):
        check_members(b"PK")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    source = tmp_path / "large.zip"
    source.write_bytes(packed(("a.csv", bytes(30_000_000))))
    tracemalloc.start()
    try:
        assert extract(source, tmp_path, limit_ratio=9999).byte_count == 30_000_000
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


# zipfile ends a name at a NUL and cannot write one that is empty.
NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
) | st.sampled_from(
    [
        "../../a.csv",
        "/etc/a.csv",
        "C:\\a.csv",
        "..\\a.csv",
        "a.csv/..",
        "..",
        "con.csv",
        "__MACOSX/a.csv",
        "a.csv\x00.txt",
    ]
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(st.lists(st.tuples(NAMES, st.integers(0, 3000)), max_size=4), st.integers(0, 2500))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_name_and_no_size_escapes(tmp_path: Path, members: list[tuple[str, int]], limit: int) -> None:
    folder = tmp_path / "inner"
    folder.mkdir(exist_ok=True)
    try:
        member = extract(packed(*((name, b"x" * size) for name, size in members)), folder, limit_bytes=limit)
    except ArchiveError:
        assert list(folder.iterdir()) == []
    else:
        assert [file.name for file in folder.iterdir()] == ["out"]
        assert (folder / "out").stat().st_size == member.byte_count <= limit
        assert member.byte_count in {size for _, size in members}
        assert not set("/\\\x00\x1b") & set(member.name)
        (folder / "out").unlink()
    assert [file.name for file in tmp_path.iterdir()] == ["inner"]


@QUICK
@given(
    st.sampled_from([packed(("a.csv", ROWS)), WHOLE]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4),
)
def test_damage_gives_the_rows_or_an_error(tmp_path: Path, whole: bytes, damage: list[tuple[int, int]]) -> None:
    broken = bytearray(whole)
    for place, value in damage:
        broken[place % len(broken)] = value
    try:
        extract(bytes(broken), tmp_path)
    except ArchiveError:
        return
    assert (tmp_path / "out").read_bytes() == ROWS
