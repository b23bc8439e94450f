import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.decoding import decode
from warehouse.errors import UserError


@pytest.mark.parametrize(
    "content, text",
    [
        (b"Caf\xc3\xa9 in Mosul", "Café in Mosul"),
        (b"\xef\xbb\xbfWith a mark", "With a mark"),
        ("Two bytes é".encode("utf-16"), "Two bytes é"),
        (b"\xfe\xff" + "Big end first".encode("utf-16-be"), "Big end first"),
        ("Four bytes".encode("utf-32"), "Four bytes"),
        (b"One\r\nTwo\rThree\n\n", "One\nTwo\nThree"),
        (b"  indented, then\n\nmore\n", "  indented, then\n\nmore"),
    ],
)
def test_texts(content: bytes, text: str) -> None:
    assert decode(content) == text


@pytest.mark.parametrize("charset, text", [("ISO-8859-1", "“Café”"), ("windows-1251", "“Cafй”"), ("no-such", None)])
def test_a_declared_charset_counts_where_it_exists(charset: str, text: str | None) -> None:
    content = b"\x93Caf\xe9\x94"
    if text:
        assert decode(content, charset) == text
    else:
        with pytest.raises(UserError, match="byte 0 is 0x93"):
            decode(content, charset)


@pytest.mark.parametrize(
    "content, problem",
    [
        (b"", "The file is empty"),
        (b" \r\n\t ", "The file is empty"),
        ("\ufeff\n".encode(), "The file has no text"),
        ("\ufeff \n".encode("utf-16-le"), "The file has no text"),
        (b"%PDF-1.7 ...", "The file is a PDF file, not a text"),
        (b"PK\x03\x04rest", "The file is a ZIP archive or an Office document, not a text"),
        (b"\x7fELF\x00\x01\x02", "The file is binary, not a text"),
        (b"\x01\x02\x03\x04 and so on", "The file is binary, not a text"),
        (b"Twenty troops left caf\xe9s", "The file is not UTF-8: byte 22 is 0xE9"),
        (b"\xef\xbb\xbfab\xff", "The file is not UTF-8: byte 5 is 0xFF"),
        (b"Broken off \xe2\x80", "The file is not UTF-8: byte 11 is 0xE2"),
        ("odd".encode("utf-16") + b"\xd8", "The file is not UTF-16-LE: byte 8 is 0xD8"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(content: bytes, problem: str) -> None:
    with pytest.raises(UserError) as refused:
        decode(content)
    assert refused.value.problem == problem
    assert refused.value.remedy


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_or_a_refusal(content: bytes) -> None:
    try:
        text = decode(content)
    except UserError:
        return
    assert text
    assert text.encode().decode() == text
    assert "\r" not in text
