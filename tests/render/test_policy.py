"""What a page may load and run: files of its own site, and nothing that stands in the page."""

import re

import pytest

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
    assert re.search("unsafe|data:|https?:|[*]", policy) is None


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
