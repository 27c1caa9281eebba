"""Icons: one for each kind of browser that asks, all of the theme's own files."""

import re
from struct import unpack_from

import pytest

from generator.render.themes.theme import builtin_themes

STATIC = builtin_themes() / "base/static"
_DIGEST = re.compile(r"\.[0-9a-f]{8}(?=\.\w+$)")
_PNG = b"\x89PNG\r\n\x1a\n"


def png_size(data: bytes) -> tuple[int, int]:
    """Return the width and the height of a picture, in pixels."""
    assert data.startswith(_PNG)
    width, height = unpack_from(">II", data, len(_PNG) + 8)
    return width, height


def test_a_page_names_its_icons(example):
    links = example.html("about/index.html").css("head link[rel*=icon]")
    names = [(link.attributes["rel"], _DIGEST.sub("", link.attributes["href"])) for link in links]
    assert names == [
        ("icon", "../assets/favicon.ico"),
        ("icon", "../assets/icon.svg"),
        ("apple-touch-icon", "../assets/apple-touch-icon.png"),
    ]


def test_the_icon_for_home_screens_is_of_the_size_that_they_ask_for():
    assert png_size((STATIC / "apple-touch-icon.png").read_bytes()) == (180, 180)


def test_the_icon_for_old_browsers_holds_one_picture_of_the_size_that_is_stated():
    data = (STATIC / "favicon.ico").read_bytes()
    assert unpack_from("<HHH", data) == (0, 1, 1)
    length, start = unpack_from("<II", data, 14)
    assert png_size(data[start : start + length]) == (32, 32)
    assert start + length == len(data)


@pytest.mark.parametrize("name", ["icon.svg", "favicon.ico", "apple-touch-icon.png"])
def test_an_icon_is_no_larger_than_a_kilobyte(name):
    assert (STATIC / name).stat().st_size < 1024
