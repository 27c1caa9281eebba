"""Themes: what an owner can change with a few lines, and how their mistakes are named."""

import pytest

DOCUMENT = """
    -- content/bridge.md --
    ---
    title: The bridge
    ---
    It is open.
"""


@pytest.fixture
def with_theme(build_site):
    """Return a function that builds a site of one document with the theme `mine`."""

    def with_theme(files, **settings):
        return build_site(DOCUMENT, files, **{"theme": "mine", **settings})

    return with_theme


def only(diagnostics):
    (diagnostic,) = diagnostics
    return diagnostic


# What a theme can do


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
    assert link.attributes["href"] == "assets/mine.css"
    assert site.read("output/assets/mine.css") == "p { color: #333 }\n"


def test_a_theme_replaces_a_file_of_the_theme_that_it_extends(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/static/icon.svg --
    <svg xmlns="http://www.w3.org/2000/svg"/>
    """)
    assert site.read("output/assets/icon.svg") == '<svg xmlns="http://www.w3.org/2000/svg"/>\n'


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
    assert list(site.ways("index.html", "nav.doors a")) == ["Dates", words]


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
    *Open*
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    {{ document.title }}{{ document.body }}
    """)
    assert site.read("output/markup.html").split() == [
        "&lt;b&gt;Bold&lt;/b&gt;<p><em>Open</em></p>"
    ]


# Mistakes

MISTAKEN = """
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    <p>

    {}
    </p>
"""


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ document.titel }}", "did you mean “title”?"),
        ("{{ documnt.title }}", "did you mean “document”?"),
        ("{{ site.titel }}", "did you mean “title”?"),
        ("{{ sit.title }}", "did you mean “site”?"),
        ("{{ asset('mine.css') }}", "no theme of the chain has the file static/mine.css"),
        ("{{ t('welcome') }}", "the theme has no string “welcome”"),
        ("{{ t('page_number') }}", "the string “page_number: page {number}” cannot be filled in"),
        ("{% include 'partials/entry.html' %}", "there is no template “partials/entry.html”"),
        ("{% include 'document.html' %}", "maximum recursion depth exceeded"),
        ("{% if %}", "Expected an expression"),
        ("{{ document.title | shout }}", "No filter named 'shout'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ document.title + 1 }}", "can only concatenate str"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_file_and_line(with_theme, template, said):
    error = only(with_theme(MISTAKEN.format(template)).diagnostics)
    assert said in error.message
    assert (error.path, error.line) == ("themes/mine/templates/document.html", 3)


def test_a_mistake_in_a_partial_is_named_where_it_is(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/partials/entries.html --

    {{ entris }}
    """)
    errors = {(error.path, error.line) for error in site.diagnostics}
    assert errors == {("themes/mine/templates/partials/entries.html", 2)}


def test_a_mistake_that_hits_many_pages_is_told_once(build_site):
    documents = "".join(f"-- content/{n}.md --\nOne.\n" for n in range(5))
    site = build_site(documents, MISTAKEN.format("{{ document.titel }}"), theme="mine")
    assert only(site.diagnostics).message.endswith("(on 5 pages)")


def test_pages_that_a_mistake_hits_stay_as_they_were(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    """)
    before = site.read("output/bridge.html")
    site.write("themes/mine/templates/document.html", "{{ document.titel }}")
    site.write("content/ferry.md", "The ferry is gone.")
    site.rebuild(theme="mine")
    assert site.exit_code == 1
    assert site.read("output/bridge.html") == before
    assert "[The ferry is gone.]" in site.links("index.html")


def test_a_document_that_wants_a_template_that_is_not_there_is_named(build_site):
    site = build_site("""
    -- content/bridge.md --
    ---
    {title: The bridge, template: poem.html}
    ---
    -- content/ferry.md --
    ---
    {title: The ferry}
    ---
    """)
    error = only(site.diagnostics)
    assert (error.path, error.code) == ("content/bridge.md", "theme.template")
    assert "there is no template “poem.html”" in error.message
    assert "ferry.html" in site.paths()


def test_a_phrase_of_dates_that_cannot_be_filled_in_is_named(build_site):
    site = build_site(
        """
    -- content/bridge.md --
    ---
    date: "2001~"
    ---
    -- themes/mine/theme.yaml --
    -- themes/mine/strings/en.yaml --
    date_approximate: "about {day}"
    """,
        theme="mine",
    )
    error = only(site.diagnostics)
    assert (site.exit_code, error.code) == (1, "theme.string")
    assert (
        "“date_approximate: about {day}” cannot be filled in: it is given {date}" in error.message
    )


def test_a_theme_that_is_not_there_is_answered_with_those_that_are(with_theme):
    site = with_theme(
        """
    -- themes/mine/theme.yaml --
    """,
        theme="mien",
    )
    error = only(site.diagnostics)
    assert (site.exit_code, error.code, error.path) == (2, "theme.missing", "site.yaml")
    assert error.hint == "The themes are: base, mine, reading-room."


def test_a_theme_that_extends_one_that_is_not_there_is_named(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    extends: bse
    """)
    error = only(site.diagnostics)
    assert (error.code, error.path) == ("theme.missing", "themes/mine/theme.yaml")


@pytest.mark.parametrize("extends", ["mine", "other"])
def test_a_theme_that_extends_itself_is_refused(with_theme, extends):
    site = with_theme(f"""
    -- themes/mine/theme.yaml --
    extends: {extends}
    -- themes/other/theme.yaml --
    extends: mine
    """)
    error = only(site.diagnostics)
    assert (site.exit_code, error.code) == (1, "theme.loop")
    assert site.paths() == []


def test_a_theme_yaml_that_is_no_yaml_is_named_with_its_line(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    name: mine
    extends: [base
    """)
    error = only(site.diagnostics)
    assert (error.path, error.line) == ("themes/mine/theme.yaml", 3)
    assert site.paths() == []


@pytest.mark.parametrize(
    ("declared", "code", "words"),
    [
        ("extend: base", "theme.invalid", "did you mean “extends”?"),
        ("contract: 2", "theme.contract", "asks for contract 2; this is 1"),
    ],
)
def test_a_theme_declares_what_is_known_or_nothing_is_published(build_site, declared, code, words):
    site = build_site(f"""
        -- site.yaml --
        theme: mine
        -- themes/mine/theme.yaml --
        name: mine
        {declared}
    """)
    (diagnostic,) = site.diagnostics
    assert (diagnostic.code, diagnostic.path) == (code, "themes/mine/theme.yaml")
    assert words in diagnostic.message
    assert site.paths() == []
