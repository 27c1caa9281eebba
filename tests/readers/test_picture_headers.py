"""Pictures are told, and measured, by their headers alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.picture_headers import PictureHeader, is_drawing, read_header
from tests.picture_bytes import DRAWING, PICTURES, avif, bmp, webp


@pytest.mark.parametrize("extension", PICTURES)
def test_the_header_of_a_picture_states_its_format_and_size(extension):
    assert read_header(PICTURES[extension](321, 45)) == PictureHeader(extension, 321, 45)


@pytest.mark.parametrize("extension", PICTURES)
def test_a_picture_that_is_cut_off_in_its_header_is_none(extension):
    data = PICTURES[extension]()
    assert all(read_header(data[:length]) is None for length in range(10))


@pytest.mark.parametrize("make", [webp, bmp, avif])
def test_a_picture_of_impossible_size_is_none(make):
    assert read_header(make(0xFFFFFF, 9)) is None
    assert read_header(make(0xFFFF, 9)) is not None


@pytest.mark.parametrize(
    "data", [DRAWING, b"BM is how the clerk signs: B. Mill, in a hand of his own.", b"", b"GIF"]
)
def test_what_is_no_picture_to_show_has_no_header(data):
    assert read_header(data) is None


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"<?xml version='1.0'?>\n<!-- a -->\n"])
def test_a_drawing_is_told_from_its_first_element(start):
    assert is_drawing(start + DRAWING)
    assert not is_drawing(b"The <svg> element holds a drawing.")


@given(st.sampled_from(list(PICTURES.values())), st.binary(max_size=60), st.integers(0, 40))
def test_any_bytes_have_a_header_or_none(make, noise, place):
    data = make()
    found = read_header(data[:place] + noise)
    assert found is None or 0 < found.width <= 100_000
