"""Paths of a site that some disk cannot hold, told before they are written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import MANIFEST, check_names
from generator.publish.portability import alike
from generator.text import slugify


def codes(*paths):
    return [(one.severity, one.code) for one in check_names(paths)]


def test_the_paths_of_a_usual_site_are_in_order():
    assert codes("index.html", "2001/10/the-bridge.html", "topics/länder/index.html") == []


# Two that are one


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Bridge.html", "bridge.html"),
        ("STRASSE.html", "straße.html"),
        (unicodedata.normalize("NFC", "brücke.html"), unicodedata.normalize("NFD", "brücke.html")),
        (MANIFEST.upper(), "index.html"),
    ],
    ids=["letter case", "sharp s", "normal form", "the manifest"],
)
def test_two_files_that_are_one_on_some_disks_are_an_error(one, two):
    assert codes(one, two) == [("error", "publish.name-clash")]


def test_both_names_of_one_file_are_named_with_what_to_rename():
    (problem,) = check_names(
        ["Bridge.html", "bridge.html"],
        {"Bridge.html": "content/Bridge.md", "bridge.html": "content/bridge.md"},
    )
    assert "“Bridge.html” and “bridge.html”" in problem.message
    assert problem.hint == "Rename content/Bridge.md or content/bridge.md."


def test_a_page_and_its_copies_are_told_of_once():
    pages = [
        f"{name}{ending}"
        for name in ("Bridge", "bridge")
        for ending in (".html", ".md", ".original.txt")
    ]
    assert codes(*pages) == [("error", "publish.name-clash")]


def test_a_file_and_a_folder_of_one_name_are_an_error():
    assert codes("notes", "notes/a.html") == [("error", "publish.name-clash")]


def test_a_file_and_a_folder_of_one_name_in_other_letter_case_are_an_error():
    assert codes("Notes", "notes/a.html") == [("error", "publish.name-clash")]


def test_two_folders_that_are_one_on_some_disks_are_a_warning():
    assert codes("Notes/a.html", "notes/b.html", "notes/c.html") == [
        ("warning", "publish.name-clash")
    ]


def test_a_file_with_the_name_of_the_manifest_is_an_error():
    assert codes(MANIFEST) == [("error", "publish.name-taken")]


# Too long


@pytest.mark.parametrize("name", ["a" * 251 + ".html", "é" * 126 + ".html"])
def test_a_name_that_no_disk_holds_is_an_error(name):
    assert ("error", "publish.name-long") in codes(name)


def test_a_name_that_just_fits_is_in_order():
    assert codes("é" * 117 + ".html") == []


def test_a_path_that_windows_does_not_take_is_a_warning():
    path = "/".join(["a" * 60] * 4) + ".html"
    assert codes(path) == [("warning", "publish.path-long")]


# Windows


@pytest.mark.parametrize(
    "name",
    [
        *("con.html", "NUL.txt", "com1.html", "LPT9", "lpt¹.html", "aux.original.txt", "nul .txt"),
        *('say "no".html', "why?.html", "a:b.html", "a|b.html", "a*b.html", "<a>.html"),
        *("back\\slash.html", "bell\x07.html", "stop.", "space "),
    ],
)
def test_a_name_that_windows_does_not_take_is_a_warning(name):
    assert codes(name) == [("warning", "publish.name-unportable")]


@pytest.mark.parametrize("name", ["console.html", "com10.html", "a.con", "nul-1.html", ".htaccess"])
def test_a_name_that_only_looks_like_one_of_those_is_in_order(name):
    assert codes(name) == []


def test_a_folder_that_windows_does_not_take_is_told_of_once():
    assert codes("aux/a.html", "aux/b.html") == [("warning", "publish.name-unportable")]


def test_a_warning_says_why_and_what_to_rename():
    (told,) = check_names(["con.html", "con.md"], {"con.html": "content/con.md"})
    assert told.message == (
        "the name “con.html” is that of a device: Windows can neither unpack nor hold the site"
    )
    assert (told.path, told.hint) == ("output/con.html", "Rename content/con.md.")


def test_a_path_whose_source_is_not_known_names_the_folder_to_look_in():
    (told,) = check_names(["con.html"])
    assert told.hint == "Rename the file of content/ that it comes from."


# Laws


@given(title=st.text())
def test_no_title_gives_an_address_that_some_disk_cannot_hold(title):
    assert codes(f"2001/{slugify(title)}.html") == []


@given(path=st.text())
def test_paths_that_are_alike_stay_so_however_often_they_are_folded(path):
    assert alike(alike(path)) == alike(path)
    assert alike(unicodedata.normalize("NFD", path)) == alike(path)


@given(paths=st.lists(st.text(min_size=1)))
def test_the_order_of_the_paths_does_not_matter(paths):
    assert codes(*paths) == codes(*reversed(paths))
