"""What a page may load and run: files of its own site, and nothing that stands in the page."""

import re

import pytest

from generator.check import check_site
from generator.render.markdown_to_html import render_markdown
from generator.render.owners_text import OwnersText
from generator.state.site_settings import load_config
from tests.site_in_a_string import BuiltSite, write_site

HOSTILE = """
    -- content/a.md --
    ---
    title: '<style>p { color: red }</style>" onclick="alert(1)'
    ---
    | left | right |
    |:-----|------:|
    | 1    | 2     |

    <p style="color: red" onclick="alert(1)">Red</p><style>p { color: red }</style>
    <script>alert(1)</script>
"""
_POLICY = 'meta[http-equiv="Content-Security-Policy"]'
_IS_HANDLER = re.compile("on[a-z]+")


def inline(site: BuiltSite) -> list[tuple[str, str]]:
    """Return what of all pages a policy without “unsafe-inline” would block."""
    return [
        (path, f"{node.tag}: {found}")
        for path in site.paths()
        if path.endswith(".html")
        for node in site.html(path).css("*")
        if (found := _inline_part(node))
    ]


def _inline_part(node):
    attributes = node.attributes
    is_code = node.tag == "script" and attributes.get("type") != "application/ld+json"
    if node.tag == "style" or (is_code and "src" not in attributes):
        return node.text()
    return [name for name in attributes if name == "style" or _IS_HANDLER.fullmatch(name)]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return write_site(tmp_path_factory.mktemp("policy") / "archive", HOSTILE).rebuild()


def test_no_page_has_a_style_or_a_script_of_its_own(example):
    assert inline(example) == []


def test_no_document_can_bring_a_style_or_a_script(hostile):
    assert inline(hostile) == []


def test_what_would_be_blocked_is_found(build_site):
    site = build_site("""
        -- site.yaml --
        theme: mine
        -- themes/mine/theme.yaml --
        extends: base
        -- themes/mine/templates/about.html --
        <p style="color: red" onclick="run()">A</p><style>p {}</style><script>run()</script>
    """)
    found = [part for path, part in inline(site) if path == "about/index.html"]
    assert found == ["p: ['style', 'onclick']", "style: p {}", "script: run()"]


def test_every_page_states_its_policy(example):
    pages = [path for path in example.paths() if path.endswith(".html")]
    assert [path for path in pages if len(example.html(path).css(_POLICY)) != 1] == []


def test_the_policy_comes_before_all_that_it_is_for(example):
    head = example.html("index.html").css_first("head")
    names = [node.tag for node in head.iter()]
    place = head.css(_POLICY)[0]
    assert names[:2] == ["meta", "meta"]
    assert head.css("meta")[1].attributes == place.attributes


def test_the_policy_lets_nothing_run_that_stands_in_a_page(example):
    policy = example.html("index.html").css_first(_POLICY).attributes["content"]
    assert re.search("unsafe|https?:|[*]", policy) is None
    assert [part for part in policy.split("; ") if "data:" in part] == [
        "img-src 'self' file: data:"
    ]


def test_what_site_yaml_allows_is_in_the_policy_by_its_kind(build_site):
    site = build_site("""
        -- site.yaml --
        allow: {img: [https://a.example], frame: ["https://*.b.example:81"], form: []}
    """)
    parts = site.html("index.html").css_first(_POLICY).attributes["content"].split("; ")
    assert "img-src 'self' file: data: https://a.example" in parts
    assert "frame-src 'self' file: https://*.b.example:81" in parts
    assert "form-action 'self' file:" in parts


TEXT = """
    -- content/a.md --
    ---
    title: A
    ---
    <iframe src="https://www.tube.example/embed/1" title="The weir"></iframe>

    https://tube.example/2

    ![x](https://a.example/x.png) <video src="https://a.example/x.mp4"></video>

    <iframe src="https://maps.example/" onload="run()"></iframe>
"""


def shown(site: BuiltSite) -> dict[str, list[str | None]]:
    page = site.html("a.html")
    return {
        "cards": [node.attributes["href"] for node in page.css("figure.embed a")],
        "loaded": [node.attributes["src"] for node in page.css("main [src]")],
    }


def test_without_a_word_of_the_owner_nothing_is_loaded(build_site):
    site = build_site(TEXT)
    assert shown(site) == {"cards": [], "loaded": []}
    assert sorted(site.codes) == ["markdown.frame", "markdown.remote", "markdown.remote"]


def test_hosts_that_the_owner_names_get_cards(build_site):
    site = build_site(TEXT, "-- site.yaml --\nembeds: [www.tube.example]\n")
    links = ["https://www.tube.example/embed/1", "https://tube.example/2"]
    assert shown(site)["cards"] == links
    assert site.items("a.html", "figure.embed") == [
        "The weir tube.example",
        "tube.example/2 tube.example",
    ]


def test_origins_that_the_owner_names_are_loaded_from_and_checked_as_such(build_site):
    site = build_site(
        TEXT, "-- site.yaml --\nallow: {img: [https://a.example], frame: [https://maps.example]}\n"
    )
    assert shown(site)["loaded"] == ["https://a.example/x.png", "https://maps.example/"]
    frame = site.html("a.html").css_first("iframe").attributes
    assert frame["sandbox"]
    assert "onload" not in frame
    checked = check_site(load_config(site.root)).diagnostics
    assert [one.code for one in checked if one.code == "asset.remote"] == []


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://www.youtube.com/embed/ab-c?x=1", "https://www.youtube.com/watch?v=ab-c"),
        ("//www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
        ("https://player.vimeo.com/video/12", "https://vimeo.com/12"),
        ("https://youtu.be/abc", "https://youtu.be/abc"),
    ],
)
def test_a_card_leads_to_the_page_of_a_film(address, page):
    owner = OwnersText(embeds=("youtube.com", "vimeo.com"))
    html = render_markdown(f'<iframe src="{address}"></iframe>', owner=owner)
    assert f'<a href="{page}">' in html


@pytest.mark.parametrize("host", ["nottube.example", "tube.example.evil", "a.tube.examplex"])
def test_no_other_host_gets_a_card(host):
    owner = OwnersText(embeds=("tube.example",))
    assert "embed" not in render_markdown(f"https://{host}/2", owner=owner)


def test_what_the_policy_blocks_is_told_by_the_build_and_by_check(build_site):
    site = build_site("""
        -- site.yaml --
        theme: mine
        -- themes/mine/theme.yaml --
        extends: base
        -- themes/mine/templates/about.html --
        {% extends "parent/about.html" %}
        {% block lead %}
        {{ super() }}
        <p style="color: red" onclick="run()">A</p>
        <script>run()</script>
        {% endblock %}
    """)
    assert ("theme.blocked", 4) in [(one.code, one.line) for one in site.diagnostics]
    checked = check_site(load_config(site.root)).diagnostics
    said = [
        one.message.partition(" in the page")[0] for one in checked if one.code == "policy.inline"
    ]
    assert sorted(said) == ["<script>", "the attribute onclick", "the attribute style"]


def test_a_theme_can_state_another_policy(build_site):
    site = build_site("""
        -- site.yaml --
        theme: mine
        -- themes/mine/theme.yaml --
        extends: base
        -- themes/mine/templates/base.html --
        {% extends "parent/base.html" %}
        {% block policy %}{% endblock %}
    """)
    assert site.html("index.html").css(_POLICY) == []
