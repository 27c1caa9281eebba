"""Mistakes in themes: each is named with its file, its line and the nearest right name."""

import pytest


def only(diagnostics):
    (diagnostic,) = diagnostics
    return diagnostic


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
        ("{% include 'partials/oars.html' %}", "there is no template “partials/oars.html”"),
        ("{% include 'document.html' %}", "this template leads back to itself without end"),
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
    assert only(site.diagnostics).message.endswith("(on 0.html and 4 more)")


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
    assert (site.exit_code, error.code) == (2, "theme.missing")
    assert error.hint == "The themes are: base, broadsheet, mine, plain, reading-room."


def test_site_yaml_is_not_blamed_for_a_theme_that_the_command_line_names(build_site):
    site = build_site("-- site.yaml --\ntheme: base\n", theme="mien")
    error = only(site.diagnostics)
    assert (error.path, error.line, error.quote) == (None, None, None)


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
    assert (site.exit_code, error.code) == (2, "theme.loop")
    assert site.paths() == []


def test_a_theme_yaml_that_is_no_yaml_is_named_with_its_line(with_theme):
    site = with_theme("""
    -- themes/mine/theme.yaml --
    name: mine
    extends: [base
    """)
    error = only(site.diagnostics)
    assert (error.path, error.line) == ("themes/mine/theme.yaml", 2)
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


@pytest.mark.parametrize(
    "phrase",
    [
        "{number.__class__}",
        "{number[0]}",
        "{number:999999999}",
        "{number!r}",
        "{0}",
        "{}",
        "{number",
        "{number.x",
    ],
)
def test_a_phrase_takes_its_values_as_they_are(with_theme, phrase):
    site = with_theme(f"""
    -- themes/mine/theme.yaml --
    -- themes/mine/strings/en.yaml --
    page_number: "{phrase}"
    -- themes/mine/templates/document.html --
    {{{{ t("page_number", number=7) }}}}
    """)
    error = only(site.diagnostics)
    assert (error.code, error.path) == ("theme.string", "themes/mine/templates/document.html")
