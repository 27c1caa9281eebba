"""Themes: what an owner can change with a few lines."""

import pytest

from tests.render.conftest import DOCUMENT


def test_a_theme_needs_no_file_but_its_theme_yaml(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    """)
    assert (site.exit_code, site.links("index.html")) == (0, ["The bridge"])


def test_a_theme_changes_one_block_and_keeps_the_rest(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    extends: base
    -- themes/mine/templates/document.html --
    {% extends "parent/document.html" %}
    {% block article_title %}{{ super() }}<p class="mine">Mine</p>{% endblock %}
    """)
    assert site.items("bridge.html", "h1, p.mine") == ["The bridge", "Mine"]
    assert "It is open." in site.text("bridge.html")


def test_a_theme_replaces_one_file_and_no_other(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    <main>Only {{ document.title }}</main>
    """)
    assert site.text("bridge.html") == "Only The bridge"
    assert site.links("index.html") == ["The bridge"]


def test_a_theme_replaces_a_partial_for_every_page_that_includes_it(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/partials/entries.html --
    <p class="mine">{{ entries | length }}</p>
    """)
    assert site.items("index.html", "p.mine") == ["1"]
    assert site.items("undated/index.html", "p.mine") == ["1"]


CHAIN = """
    -- themes/mine/theme.yaml --
    extends: middle
    params: {depth: top}
    -- themes/mine/templates/document.html --
    {% extends "parent/document.html" %}
    {% block article_title %}mine({{ super() }}){% endblock %}
    -- themes/middle/theme.yaml --
    extends: base
    params: {depth: middle, width: narrow}
    -- themes/middle/templates/document.html --
    {% extends "parent/document.html" %}
    {% block article_title %}middle({{ super() }}){% endblock %}
    {% block byline %}{{ site.params.depth }}, {{ site.params.width }}{% endblock %}
"""


def test_each_theme_of_a_chain_adds_to_the_one_that_it_extends(with_theme):
    assert "mine(middle( The bridge ))" in with_theme(CHAIN).text("bridge.html")


def test_a_theme_changes_the_parameters_of_the_one_that_it_extends(with_theme):
    assert "top, narrow" in with_theme(CHAIN).text("bridge.html")


def test_what_site_yaml_sets_outranks_what_themes_declare(with_theme):
    site = with_theme(CHAIN, params={"width": "wide"})
    assert "top, wide" in site.text("bridge.html")


def test_a_theme_adds_a_file_and_leads_to_it(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/static/mine.css --
    p { color: #333 }
    -- themes/mine/templates/document.html --
    {% extends "parent/document.html" %}
    {% block styles %}<link rel="stylesheet" href="{{ asset("mine.css") }}">{% endblock %}
    """)
    link = site.html("bridge.html").css_first("link[rel=stylesheet]")
    assert site.read(f"output/{link.attributes['href']}") == "p { color: #333 }\n"


def test_a_theme_replaces_a_file_of_the_theme_that_it_extends(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/static/icon.svg --
    <svg xmlns="http://www.w3.org/2000/svg"/>
    """)
    icon = site.html("index.html").css_first("link[type='image/svg+xml']").attributes["href"]
    assert site.read(f"output/{icon}") == '<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def test_a_theme_of_the_archive_outranks_one_of_ours_by_the_same_name(build_site):
    files = """
    -- themes/reading-room/theme.yaml --
    -- themes/reading-room/templates/document.html --
    <main>Another room</main>
    """
    site = build_site(DOCUMENT, files)
    assert site.text("bridge.html") == "Another room"


def test_a_theme_says_things_in_its_own_words_and_leaves_the_rest(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/strings/en.yaml --
    a_to_z: "Titles"
    """)
    doors = list(site.ways("index.html", "nav.doors a"))
    assert doors == ["Dates", "Titles"]


@pytest.mark.parametrize(("language", "words"), [("cy", "Teitlau"), ("cy-GB", "Teitlau y DU")])
def test_a_theme_speaks_the_language_of_the_site(with_theme, language, words):
    site = with_theme(
        """
    -- themes/mine/theme.yaml --
    -- themes/mine/strings/cy.yaml --
    a_to_z: "Teitlau"
    -- themes/mine/strings/cy-GB.yaml --
    a_to_z: "Teitlau y DU"
    """,
        language=language,
    )
    assert list(site.ways("index.html", "nav.doors a")) == ["Dyddiadau", words]


def test_a_document_can_have_a_template_of_its_own(build_site):
    site = build_site(
        """
    -- content/bridge.md --
    ---
    {title: The bridge, template: poem.html, metre: iambic}
    ---
    -- content/ferry.md --
    ---
    {title: The ferry}
    ---
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/poem.html --
    <main>{{ document.title }}, {{ document.params.metre }}</main>
    """,
        theme="mine",
    )
    assert site.text("bridge.html") == "The bridge, iambic"
    assert "iambic" not in site.text("ferry.html")


def test_what_a_template_prints_is_escaped_but_for_the_body(with_theme):
    site = with_theme("""
    -- content/markup.md --
    ---
    title: "<b>Bold</b>"
    ---
    ## *Open*
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    {{ document.title }}{{ document.body }}
    """)
    assert site.read("output/markup.html").split() == [
        "&lt;b&gt;Bold&lt;/b&gt;<h2",
        'id="open"><em>Open</em></h2>',
    ]


def test_a_number_is_printed_as_the_language_of_the_site_writes_it(with_theme):
    site = with_theme(
        """
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    <main>{{ number(1234567) }} {{ t("set_aside", count=12345) }}</main>
    """,
        language="de",
    )
    assert site.text("bridge.html").startswith("1.234.567 ")
    assert site.text("bridge.html").endswith(": 12.345")


def test_what_is_no_number_is_a_mistake_with_its_file_and_line(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    <main>
    {{ number(document.title) }}
    </main>
    """)
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, problem.line) == (
        "theme.number",
        "themes/mine/templates/document.html",
        2,
    )


def test_sections_and_sources_are_called_what_the_theme_calls_them(build_site):
    files = """
    -- content/bridge.md --
    ---
    {title: The bridge, source: Gazette, section: [News], topics: [Roads]}
    ---
    """
    site = build_site(files, language="de")
    assert {"Rubriken", "Quellen", "Themen"} <= set(site.ways("index.html", "nav.doors a"))


def test_a_title_in_site_yaml_outranks_the_word_of_the_theme(build_site):
    files = """
    -- site.yaml --
    taxonomies: {section: {title: Ressorts}}
    -- content/bridge.md --
    ---
    {title: The bridge, section: [News]}
    ---
    """
    site = build_site(files, language="de")
    assert "Ressorts" in site.ways("index.html", "nav.doors a")
