"""The themes of the package: what each of them is made of."""

import pytest

from generator.render.themes.theme import builtin_themes, load_theme

THEMES = sorted(path.parent.name for path in builtin_themes().glob("*/theme.yaml"))


def lines_of(theme):
    files = (path for path in (builtin_themes() / theme).rglob("*") if path.is_file())
    return sum(len(path.read_text("utf-8").splitlines()) for path in files)


def chain_of(theme):
    return [layer.name for layer in load_theme(theme, builtin_themes()).layers]


def test_broadsheet_needs_no_more_than_a_seventh_of_what_it_extends():
    assert chain_of("broadsheet") == ["broadsheet", "reading-room", "base"]
    assert lines_of("broadsheet") <= 0.15 * lines_of("reading-room")


def test_plain_has_next_to_no_style():
    assert chain_of("plain") == ["plain", "base"]
    assert lines_of("plain") < 65


@pytest.mark.parametrize("theme", sorted({*THEMES} - {"base"}))
def test_a_link_that_leaves_the_archive_has_a_mark_and_on_paper_its_address(theme):
    folders = [builtin_themes() / name / "static" for name in chain_of(theme)]
    files = [path for folder in folders for path in folder.glob("*.css")]
    css = "".join(path.read_text("utf-8") for path in files)
    assert ".text a.external::after" in css
    assert 'content: " (" attr(href) ")"' in css


@pytest.mark.parametrize("theme", THEMES)
def test_a_shipped_theme_asks_for_nothing_from_elsewhere(theme):
    for path in (builtin_themes() / theme / "static").rglob("*.css"):
        text = path.read_text("utf-8")
        assert [word for word in ("@import", "url(http", "url(//") if word in text] == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_stylesheet_names_sides_by_the_direction_of_reading(theme):
    physical = ("margin-left", "margin-right", "padding-left", "padding-right", "text-align: left")
    for path in (builtin_themes() / theme / "static").rglob("*.css"):
        text = path.read_text("utf-8")
        assert [word for word in physical if word in text] == []
