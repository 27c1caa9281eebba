"""The commands `new theme` and `theme`: a theme of one's own, and files to change in it."""

from __future__ import annotations

import re

import pytest

from generator import __version__
from tests.test_layout import PACKAGE

BUILTIN = ("base", "reading-room")
MINE = """
    -- themes/mine/theme.yaml --
    extends: reading-room
    -- site.yaml --
    theme: mine
"""


# new theme


@pytest.mark.parametrize("extends", BUILTIN)
def test_a_new_theme_builds_at_once_and_has_nothing_that_check_finds(archive, run, extends):
    archive.add_files(
        "-- seeds/old/bridge.txt --\nThe bridge is open\n\n3 October 2001\n\nIt is.\n"
    )
    assert run("new", "theme", "town-2", "--extends", extends).code == 0
    built = run("build", "--theme", "town-2", "--strict")
    assert (built.code, built.err) == (0, "")
    assert run("check", "--strict").code == 0


def test_a_new_theme_looks_as_the_one_that_it_extends_but_for_a_style_sheet_of_its_own(
    archive, run
):
    run("new", "theme", "mine")
    run("build")
    before = archive.text("index.html")
    run("build", "--theme", "mine")
    styles = [
        link.attributes["href"] for link in archive.html("index.html").css("[rel=stylesheet]")
    ]
    assert archive.text("index.html") == before
    assert styles[-1].startswith("assets/mine.")


def test_a_new_theme_extends_the_site_s_unless_another_is_named(archive, run):
    archive.write("site.yaml", "theme: base\n")
    run("new", "theme", "mine")
    assert "\nextends: base\n" in archive.read("themes/mine/theme.yaml")


def test_a_new_theme_lists_the_parameters_that_it_inherits(archive, run):
    archive.add_files("""
        -- themes/town/theme.yaml --
        params:
          accent: {type: colour, default: "#7a2020", about: "Colour of links."}
    """)
    run("new", "theme", "mine", "--extends", "town")
    assert '#  accent: "#7a2020"   # Colour of links.\n' in archive.read("themes/mine/theme.yaml")


def test_the_comments_of_a_new_theme_name_what_it_extends_and_no_mark_is_left(archive, run):
    run("new", "theme", "mine")
    texts = [path.read_text("utf-8") for path in (archive.root / "themes").rglob("*.*")]
    assert len(texts) == len(list((PACKAGE / "starter").rglob("*.*")))
    assert not [text for text in texts if "@" in text.replace("@import", "")]


def test_what_to_uncomment_in_a_new_theme_is_right(archive, run):
    archive.add_files("""
        -- themes/town/theme.yaml --
        params:
          accent: {type: colour, default: "#7a2020"}
          home: {type: choices, choices: [a, b], default: [b, a]}
          dense: {type: switch, default: false}
          size: {type: number, default: 1.5}
    """)
    run("new", "theme", "mine", "--extends", "town")
    for name in ("theme.yaml", "strings/en.yaml"):
        text = archive.read(f"themes/mine/{name}")
        archive.write(
            f"themes/mine/{name}", re.sub(r"^#(?=\S|  )", "", text, flags=re.MULTILINE).encode()
        )
    built = run("build", "--theme", "mine", "--strict")
    assert (built.code, built.err) == (0, "")


def test_new_theme_says_what_to_do_next(run):
    assert run("new", "theme", "mine").out == (
        "Made themes/mine, which looks as the theme that it extends until you change it.\n"
        "To see it: “microfiche serve --theme mine”. To keep it: “theme: mine” in site.yaml.\n"
    )


def test_new_theme_names_an_archive_that_is_elsewhere(archive, run, tmp_path):
    archive.root.rename(tmp_path / "town")
    ended = run("new", "theme", "mine", "--root", str(tmp_path / "town"))
    assert f"“microfiche serve --root {tmp_path / 'town'} --theme mine”" in ended.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["base"], "error: “base” is a theme of Microfiche's own [theme.refused]\n    Choose another name: my-base, say.\n"),
        (["My Theme"], "error: invalid theme name “My Theme” [theme.refused]\n    Use a-z, 0-9 and hyphens, for example town-archive.\n"),
        (["../up"], "error: invalid theme name “../up” [theme.refused]\n    Use a-z, 0-9 and hyphens, for example town-archive.\n"),
        (["there"], "themes/there: error: the folder is there already [theme.refused]\n    Nothing is overwritten.\n"),
        (["mine", "--extends", "bas"], "error: there is no theme “bas”; did you mean “base”? [theme.refused]\n"),
    ],
)  # fmt: skip
def test_a_theme_that_cannot_be_begun_is_refused(archive, run, arguments, told):
    archive.write("themes/there/notes.txt", "mine")
    ended = run("new", "theme", *arguments)
    assert ended.code == 2
    assert ended.err.startswith(told)
    assert [path.name for path in (archive.root / "themes").iterdir()] == ["there"]


# theme list


def test_theme_list_names_the_themes_and_marks_the_site_s(archive, run):
    archive.add_files(MINE)
    assert {"  base: built in", "* mine: themes/mine, extends reading-room"} <= {
        *run("theme", "list").out.splitlines()
    }


# theme eject


def test_an_ejected_template_stands_in_the_place_of_the_inherited_one(archive, run):
    archive.add_files(MINE)
    run("build")
    before = archive.contents()
    assert run("theme", "eject", "templates/document.html").code == 0
    built = run("build", "--strict")
    assert (built.code, built.err) == (0, "")
    assert archive.contents() == before


def test_every_template_can_be_ejected_without_a_change_of_the_site(archive, run):
    archive.add_files(MINE)
    run("build")
    before = archive.contents()
    files = [line.split()[0] for line in run("theme", "eject", "--list").out.splitlines()]
    templates = [file for file in files if file.startswith("templates/")]
    assert len(templates) > 20
    for file in templates:
        assert run("theme", "eject", file).code == 0
    assert run("build", "--strict").code == 0
    assert archive.contents() == before


def test_the_first_line_of_an_ejected_file_says_where_it_is_from(archive, run):
    archive.add_files(MINE)
    for file in ("templates/document.html", "static/icon.svg", "strings/en.yaml"):
        run("theme", "eject", file)
        first = archive.read(f"themes/mine/{file}").splitlines()[0]
        said = f"In the place of themes/base/{file} of Microfiche {__version__}, from which it was copied."
        assert said in first


def test_an_ejected_picture_is_the_same_byte_for_byte(archive, run):
    archive.add_files(MINE)
    data = b"\x89PNG\r\n\x1a\n\xff"
    archive.write("themes/town/static/map.png", data)
    archive.write("themes/town/theme.yaml", "")
    archive.write("themes/mine/theme.yaml", "extends: town")
    run("theme", "eject", "static/map.png")
    assert (archive.root / "themes/mine/static/map.png").read_bytes() == data


def test_a_template_needs_no_folder_before_its_name(archive, run):
    archive.add_files(MINE)
    assert run("theme", "eject", "partials/pager.html").code == 0
    assert (archive.root / "themes/mine/templates/partials/pager.html").is_file()


def test_eject_overwrites_nothing(archive, run):
    archive.add_files(MINE)
    archive.write("themes/mine/templates/document.html", "mine")
    ended = run("theme", "eject", "document.html")
    assert ended.err == (
        "themes/mine/templates/document.html: error: the file is there already [theme.refused]\n"
        "    Edit it: nothing is overwritten.\n"
    )
    assert archive.read("themes/mine/templates/document.html") == "mine"


def test_eject_names_the_nearest_file(archive, run):
    archive.add_files(MINE)
    assert run("theme", "eject", "docment.html").err == (
        "error: no theme of the chain has a file docment.html; did you mean “document.html”? "
        "[theme.refused]\n    “theme eject --list” names them all.\n"
    )


def test_nothing_is_ejected_into_a_theme_that_is_not_the_owner_s(archive, run):
    ended = run("theme", "eject", "document.html")
    assert (ended.code, ended.err) == (
        2,
        "error: “reading-room” is a theme of Microfiche's own, which the next version replaces "
        "[theme.refused]\n    Make one that extends it: “new theme NAME --extends reading-room”, "
        "or name it with --into NAME.\n",
    )


def test_eject_begins_a_theme_that_is_named_with_into(archive, run):
    ended = run("theme", "eject", "document.html", "--into", "mine")
    assert "write “theme: mine” in site.yaml" in ended.out
    assert run("build", "--theme", "mine", "--strict").code == 0


def test_a_theme_that_eject_begins_has_that_file_and_its_declaration(archive, run):
    run("theme", "eject", "document.html", "--into", "mine")
    folder = archive.root / "themes/mine"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    assert files == ["templates/document.html", "theme.yaml"]


def test_no_theme_is_begun_for_a_file_that_is_not_there(archive, run):
    assert run("theme", "eject", "documnt.html", "--into", "mine").code == 2
    assert not (archive.root / "themes/mine").exists()


def test_eject_wants_a_file(run):
    assert run("theme", "eject").code == 2


def test_nothing_is_ejected_through_a_link_out_of_the_themes(archive, run, tmp_path):
    archive.add_files(MINE)
    (tmp_path / "elsewhere").mkdir()
    (archive.root / "themes/mine/templates").symlink_to(tmp_path / "elsewhere")
    refused = run("theme", "eject", "document.html")
    assert refused.code == 2
    assert "a link leads out of the folder of themes" in refused.err
    assert list((tmp_path / "elsewhere").iterdir()) == []
