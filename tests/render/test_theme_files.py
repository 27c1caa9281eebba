"""The files of a theme: found by their names, inside the themes folder, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import jinja2
import pytest

from generator.render.themes.templates import make_environment
from generator.render.themes.theme import load_theme
from generator.report import BuildError
from tests.site_in_a_string import write_site

THEME = """
    -- themes/mine/theme.yaml --
    -- themes/mine/static/mine.css --
    p { color: red }
    -- themes/mine/templates/poem.html --
    <main>POEM</main>
    -- themes/mine/templates/partials/mine.html --
    MINE
    -- secret/secret.html --
    SECRET
    -- secret/theme.yaml --
    name: secret
"""


def link(site, name, target):
    place = site.root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.symlink(target, place)
    except OSError:
        pytest.skip("this system makes no links")


def problems(site):
    return [(one.code, one.path) for one in site.diagnostics]


@pytest.mark.parametrize(
    "name",
    ["../secret", "mine/../../secret", "/etc", ".", "..", "", "C:mine", "mine\\", "mine\0", "MINE"],
)
@pytest.mark.parametrize("where", ["theme: {}\n", "theme: between\n"])
def test_a_theme_is_chosen_by_its_name_alone(with_theme, name, where):
    between = f"extends: {name!r}\n" if name else "extends: '.'\n"
    site = with_theme(THEME)
    site.write("themes/between/theme.yaml", between.replace("\\x00", "\\0").replace("'", '"'))
    site.rebuild(theme=name if "{}" in where else "between")
    (problem,) = site.diagnostics
    assert (problem.code, site.published, site.exit_code) == ("theme.missing", None, 2)
    assert problem.message.isprintable()


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../../../secret/secret.html", "..\\poem.html", "C:poem.html", "poem.html\\0"],
)
def test_a_template_includes_those_of_its_themes_alone(with_theme, name):
    site = with_theme(
        THEME,
    )
    quoted = name.replace("\\", "\\\\") if "0" not in name else name
    site.write("themes/mine/templates/document.html", f'<main>{{% include "{quoted}" %}}</main>')
    site.rebuild(theme="mine")
    (problem,) = site.diagnostics
    assert problem.code == "theme.template"
    assert (problem.path, problem.line) == ("themes/mine/templates/document.html", 1)
    assert "SECRET" not in site.read("output/bridge.html")


@pytest.mark.parametrize(
    "name",
    [
        "templates/out.html",
        "templates/document.html",
        "static/out.txt",
        "static/.hidden",
        "strings/de.yaml",
    ],
)
def test_a_file_that_is_a_link_out_of_the_themes_is_left_out_and_named(with_theme, name):
    site = with_theme(THEME)
    link(site, f"themes/mine/{name}", site.root / "secret/secret.html")
    site.rebuild(theme="mine")
    assert problems(site) == [("theme.link", f"themes/mine/{name}")]
    assert not any(b"SECRET" in data for data in site.contents().values())
    assert "It is open." in site.text("bridge.html")


@pytest.mark.parametrize("name", ["templates/deep", "static/deep", "static", "strings"])
def test_a_folder_that_is_a_link_out_of_the_themes_is_left_out_and_named(with_theme, name):
    site = with_theme("-- themes/mine/theme.yaml --\n-- secret/secret.html --\nSECRET\n")
    link(site, f"themes/mine/{name}", site.root / "secret")
    site.rebuild(theme="mine")
    assert problems(site) == [("theme.link", f"themes/mine/{name}")]
    assert not any(b"SECRET" in data for data in site.contents().values())


@pytest.mark.parametrize("is_named_by_a_theme", [False, True])
def test_a_theme_that_is_a_link_out_of_the_themes_is_refused(with_theme, is_named_by_a_theme):
    site = with_theme(THEME)
    link(site, "themes/linked", site.root / "secret")
    site.write("themes/mine/theme.yaml", "extends: linked\n")
    site.rebuild(theme="mine" if is_named_by_a_theme else "linked")
    (problem,) = site.diagnostics
    assert (problem.code, site.exit_code) == ("theme.missing", 2)
    assert "“linked” is a link that leads out of the folder of themes" in problem.message


def test_links_inside_the_themes_are_followed(with_theme):
    site = with_theme(THEME)
    link(site, "themes/mine/templates/document.html", "poem.html")
    link(site, "themes/other", "mine")
    site.rebuild(theme="other")
    assert site.diagnostics == ()
    assert site.read("output/bridge.html") == "<main>POEM</main>\n"


def test_links_in_a_circle_end_nothing(with_theme):
    site = with_theme(THEME)
    link(site, "themes/mine/static/loop", "loop")
    link(site, "themes/mine/static/self", ".")
    site.rebuild(theme="mine")
    assert problems(site) == [
        ("theme.file", "themes/mine/static/loop"),
        ("theme.file", "themes/mine/static/self"),
    ]


@pytest.mark.parametrize("name", ["templates/document.html", "strings/en.yaml"])
def test_a_folder_in_the_place_of_a_file_is_named(with_theme, name):
    site = with_theme(THEME)
    (site.root / "themes/mine" / name).mkdir(parents=True)
    site.rebuild(theme="mine")
    assert problems(site) == [("theme.file", f"themes/mine/{name}")]
    assert "It is open." in site.text("bridge.html")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["templates/document.html", "static/mine.txt", "strings/en.yaml"])
def test_nothing_waits_for_a_pipe(with_theme, name):
    site = with_theme(THEME)
    (site.root / "themes/mine" / name).parent.mkdir(exist_ok=True)
    os.mkfifo(site.root / "themes/mine" / name)
    site.rebuild(theme="mine")
    assert problems(site) == [("theme.file", f"themes/mine/{name}")]


# What cannot be read


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("theme.yaml", b"name: \xff\n", "theme.encoding"),
        ("theme.yaml", b"name: [\n", "yaml.invalid"),
        ("theme.yaml", b"a: &a [x]\nb: *a\n", "yaml.alias"),
        ("strings/en.yaml", b"newest: \xff\n", "theme.encoding"),
        ("strings/en.yaml", b"newest: {\n", "yaml.invalid"),
        ("strings/en.yaml", b"- newest\n", "yaml.not-a-mapping"),
        ("templates/document.html", b"\n\xff", "theme.template"),
    ],
)
def test_what_is_no_text_of_its_kind_is_named_with_its_line(with_theme, name, data, code):
    site = with_theme(THEME)
    site.write(f"themes/mine/{name}", data)
    site.rebuild(theme="mine")
    assert {(code, f"themes/mine/{name}")} == set(problems(site))
    assert site.diagnostics[0].line
    assert "It is open." in site.read("output/bridge.html")


def test_words_of_another_language_that_are_no_text_are_named(with_theme):
    site = with_theme(THEME)
    site.write("themes/mine/strings/de.yaml", b"newest: \xff\n")
    site.rebuild(theme="mine", language="de")
    assert ("theme.encoding", "themes/mine/strings/de.yaml") in problems(site)


@pytest.fixture
def theme_without(tmp_path: Path):
    """Return a function that loads a theme, of which one of its files then cannot be read."""

    def load(name: str):
        file = tmp_path / "themes/mine" / name
        file.parent.mkdir(parents=True)
        (tmp_path / "themes/mine/theme.yaml").write_text("")
        file.write_text("x: y")
        theme = load_theme("mine", tmp_path / "themes")
        file.unlink()
        return theme

    return load


def test_a_template_that_cannot_be_read_is_a_mistake_at_that_template(theme_without):
    environment = make_environment(theme_without("templates/poem.html"))
    with pytest.raises(jinja2.TemplateSyntaxError, match="cannot be read") as caught:
        environment.get_template("poem.html")
    assert caught.value.filename.endswith("themes/mine/templates/poem.html")


def test_words_that_cannot_be_read_stop_the_build_with_their_path(theme_without):
    theme = theme_without("strings/en.yaml")
    with pytest.raises(BuildError) as caught:
        theme.strings("en")
    problem = caught.value.diagnostic
    assert (problem.code, problem.path) == ("theme.unreadable", "themes/mine/strings/en.yaml")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user"
)
@pytest.mark.parametrize("name", ["theme.yaml", "static/mine.css", "static", "strings", "."])
def test_what_may_not_be_read_stops_the_build_with_its_path(with_theme, name):
    site = with_theme(THEME)
    (site.root / "themes/mine/strings").mkdir()
    closed = site.root / "themes/mine" / name
    mode = closed.stat().st_mode
    closed.chmod(0)
    try:
        site.rebuild(theme="mine")
    finally:
        closed.chmod(mode)
    assert site.published is None
    assert site.codes in (["theme.unreadable"], ["theme.missing"])


def test_a_theme_behind_a_link_is_used_when_the_owner_follows_links(tmp_path):
    site = write_site(
        tmp_path / "archive", "-- content/a.md --\nA.\n", "-- site.yaml --\ntheme: mine\n"
    )
    elsewhere = write_site(
        tmp_path / "elsewhere",
        "-- mine/theme.yaml --\nname: mine\nextends: plain\ncontract: 1\n",
        "-- mine/templates/home.html --\nThis is mine.\n",
    )
    (site.root / "themes").mkdir()
    (site.root / "themes/mine").symlink_to(elsewhere.root / "mine")
    assert site.rebuild().codes == ["theme.missing"]
    assert site.rebuild(follow_links=True).exit_code == 0
    assert site.read("output/index.html") == "This is mine.\n"
