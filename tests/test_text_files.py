"""Text files that people edit: read in the form that their editor gave them, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.text_files import UndecodableError, decode, decode_for_editing

CODECS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff"))


@given(TEXTS, CODECS, ENDS)
def test_a_text_is_read_in_whatever_form_it_was_saved(text, codec, end):
    assert decode(text.replace("\n", end).encode(codec)) == text


@given(TEXTS, CODECS, ENDS)
def test_a_text_that_was_edited_is_saved_in_its_old_form(text, codec, end):
    before = f"first\n{text}"
    read, form = decode_for_editing(before.replace("\n", end).encode(codec))
    assert read == before
    assert form.encode(f"{text}\nlast") == f"{text}\nlast".replace("\n", end).encode(codec)


@given(
    st.binary() | st.lists(st.sampled_from(["a\r\n", "b\n", "c\r"])).map("".join).map(str.encode)
)
def test_what_can_be_read_is_written_back_byte_for_byte(data):
    try:
        text, form = decode_for_editing(data)
    except UndecodableError:
        return
    assert form.encode(text) == data


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a\nb\nc\xff", 3, "not UTF-8"),
        ("a\nb".encode("utf-16-le"), 1, "without a byte order mark"),
        ("a\nb".encode("utf-16") + b"c", 2, "not UTF-16-LE"),
        ("a\n".encode("utf-32") + b"\xff\xff\xff\xff", 2, "not UTF-32-LE"),
        (b"a\nb\0", 2, "NUL"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data, line, words):
    with pytest.raises(UndecodableError, match=words) as refusal:
        decode(data)
    assert refusal.value.line == line
