"""Which templates a document may choose, and what becomes of one that chooses another."""

import pytest

THEME = """
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/poem.html --
    <main>POEM {{ document.title }}</main>
    -- themes/mine/templates/forms/letter.html --
    <main>LETTER {{ document.title }}</main>
    -- themes/mine/templates/partials/mine.html --
    <main>PARTIAL</main>
    -- secret.html --
    <main>SECRET</main>
"""


def document(template):
    return f"""
    -- content/ferry.md --
    ---
    title: The ferry
    template: {template}
    ---
    It is gone.
    -- content/bridge.md --
    ---
    title: The bridge
    ---
    It is open.
    """


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("poem.html", "POEM The ferry"),
        ("forms/letter.html", "LETTER The ferry"),
    ],
)
def test_a_document_may_choose_a_template_that_the_theme_adds(build_site, template, text):
    site = build_site(document(template), THEME, theme="mine")
    assert site.diagnostics == ()
    assert site.text("ferry.html") == text


@pytest.mark.parametrize(
    "template",
    [
        "home.html",
        "base.html",
        "redirect.html",
        "partials/mine.html",
        "partials/entry.html",
        "mine/poem.html",
        "base/document.html",
        "parent/document.html",
        "../../../secret.html",
        "../templates/poem.html",
        "./poem.html",
        "/proc/self/cwd/secret.html",
        "/etc/passwd",
        "/../secret.html",
        "..",
        ".",
        "/",
        "C:secret.html",
        "C:\\secret.html",
        "..\\..\\..\\secret.html",
        "\\\\server\\share\\secret.html",
        "POEM.HTML",
        "poem",
        "'{{ 7 * 7 }}'",
        "poem.html/",
        "x" * 5000,
    ],
)
def test_any_other_costs_the_choice_and_nothing_else(build_site, template):
    site = build_site(document(template), THEME, theme="mine")
    (problem,) = site.diagnostics
    assert (problem.code, problem.path) == ("theme.template", "content/ferry.md")
    assert problem.line == 3
    assert len(problem.message) < 300
    assert site.exit_code == 1
    assert "It is gone." in site.text("ferry.html")
    assert "It is open." in site.text("bridge.html")
    assert not any(word in site.read("output/ferry.html") for word in ("SECRET", "root:", "49"))


def test_the_nearest_template_for_documents_is_named(build_site):
    (problem,) = build_site(document("peom.html"), THEME, theme="mine").diagnostics
    assert problem.message == (
        "there is no template “peom.html” for documents; did you mean “poem.html”?"
    )
    assert problem.hint.endswith(
        "Those for documents: document.html, forms/letter.html, poem.html."
    )


def test_a_sheet_among_the_seeds_chooses_from_the_same_list(build_site):
    site = build_site("""
    -- seeds/ferry.txt --
    The ferry

    3 May 2001

    It is gone, {{ cycler.__init__.__globals__.os.popen("id").read() }} says.
    -- seeds/metadata.csv --
    path,template
    ferry.txt,/proc/self/cwd/seeds/ferry.txt
    """)
    (problem,) = site.diagnostics
    assert (problem.code, problem.path) == ("theme.template", "content/2001/05/the-ferry.md")
    assert 'os.popen("id")' in site.text("2001/05/the-ferry.html")


def test_the_defaults_of_site_yaml_choose_from_the_same_list(build_site):
    site = build_site(
        THEME,
        """
    -- site.yaml --
    defaults: [{path: "*", values: {template: ../../secret.html}}]
    -- content/ferry.md --
    ---
    title: The ferry
    ---
    It is gone.
    """,
        theme="mine",
    )
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, problem.line) == (
        "theme.template",
        "content/ferry.md",
        None,
    )
    assert "It is gone." in site.text("ferry.html")
