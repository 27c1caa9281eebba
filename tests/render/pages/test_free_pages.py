"""The pages that the owner wrote: their place in the menu and the trail, and the home page's text."""

import pytest

from generator.report import Severity

DOCUMENTS = """
    -- content/1999/fire.md --
    ---
    {title: "The fire", date: 1999-05-01, aliases: [/news/fire.html]}
    ---
    It burned all night.
    -- content/1999/weir.md --
    ---
    {title: "The weir: a quarrel", date: 1999-06-01}
    ---
    It was mended.
    -- content/1999/hush.md --
    ---
    {title: Hush, hidden: true}
    ---
    Nobody knows.
"""
HOME = """
    -- content/pages/home.md --
    ---
    title: A title that nobody sees
    featured:
      - The weir - a quarrel
      - {name}
    ---
    Welcome to the *mill*. It began with [the fire](../1999/fire.md).
"""


def page(name, *lines, body="Words."):
    inner = "\n".join(f"    {line}" for line in lines)
    return f"""
    -- content/pages/{name}.md --
    ---
    title: {name.rpartition("/")[2].capitalize()}
{inner}
    ---
    {body}
"""


def menu(site, path="index.html"):
    built_in = {"Dates", "A–Z", "About"}
    links = [link.text() for link in site.html(path).css("nav.menu a")]
    return [words for words in links if words not in built_in]


@pytest.mark.parametrize("key", ["order", "weight", "nav_order", "menu_order", "Nav-Order"])
def test_pages_with_a_number_come_first_in_the_menu_by_their_numbers(build_site, key):
    pages = page("a"), page("z", f"{key}: 10"), page("y", f"{key}: 9.5"), page("x", f"{key}: -1")
    site = build_site(*pages)
    assert (menu(site), site.diagnostics) == (["X", "Y", "Z", "A"], ())


def test_pages_without_a_number_are_in_natural_order(build_site):
    assert menu(build_site(page("page10"), page("page9"))) == ["Page9", "Page10"]


def test_a_place_in_the_menu_that_is_no_number_is_told_with_its_line(build_site):
    site = build_site(page("a", "order: first"))
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, problem.line) == (
        "front-matter.type",
        "content/pages/a.md",
        3,
    )


@pytest.mark.parametrize("key", ["menu_title", "linkTitle", "nav_title", "short_title"])
def test_a_page_may_be_called_otherwise_in_the_menu(build_site, key):
    site = build_site(page("history", f"{key}: Past"))
    assert menu(site) == ["Past"]
    assert site.html("history.html").css_first("h1").text() == "History"


def test_a_page_that_says_so_is_not_in_the_menu(build_site):
    site = build_site(page("imprint", "menu: false"), page("a", "menu: main"))
    assert menu(site) == ["A"]
    assert "imprint.html" in site.paths()


def test_a_menu_entry_as_hugo_writes_it_is_understood(build_site):
    site = build_site(page("a"), page("b", "menu: {main: {weight: 5, name: Bee}}"))
    assert menu(site) == ["Bee", "A"]


def test_a_weight_as_hugo_writes_it_that_is_no_number_is_told(build_site):
    site = build_site(page("a", "menu: {main: {weight: first}}"))
    (problem,) = site.diagnostics
    assert (problem.code, problem.line) == ("front-matter.type", 3)


@pytest.mark.parametrize("parent", ["museum", "museum/index"])
def test_a_page_in_a_folder_is_below_the_page_of_that_folder(build_site, parent):
    site = build_site(page(parent), page("museum/rooms/hall"))
    trail = [link.text() for link in site.html("museum/rooms/hall.html").css("nav.trail a")]
    assert trail == ["Home", parent.rpartition("/")[2].capitalize()]
    current = site.html("museum/rooms/hall.html").css("nav.menu a[aria-current]")
    assert len(current) == 2


def test_a_page_in_a_folder_without_a_page_is_below_the_home_page(build_site):
    site = build_site(page("museum/hall"))
    assert [link.text() for link in site.html("museum/hall.html").css("nav.trail a")] == ["Home"]


def test_a_new_title_of_the_page_above_is_in_the_trail_at_the_next_build(build_site):
    site = build_site(page("museum"), page("museum/hall"))
    site.write("content/pages/museum.md", "---\ntitle: The house\n---\nWords.\n")
    site.rebuild()
    assert "The house" in site.html("museum/hall.html").css_first("nav.trail").text()


def test_a_picture_beside_a_page_is_found(build_site):
    site = build_site(page("museum/hall", body="![Hall](hall.png)"))
    site.write("content/pages/museum/hall.png", b"\x89PNG\r\n\x1a\n")
    site.rebuild()
    source = site.html("museum/hall.html").css_first("main img").attributes["src"]
    assert (site.output / "museum" / source).exists()


TEMPLATE = """
    -- themes/mine/theme.yaml --
    extends: base
    -- themes/mine/templates/plan.html --
    <main>PLAN {{ free_page.title }} {{ free_page.params.keeper }} {{ free_page.params | length }}</main>
"""


def test_a_page_may_choose_a_template_and_gives_it_its_own_keys(build_site):
    lines = "template: plan.html", "keeper: Ann", "order: 1", "menu_title: P"
    site = build_site(page("a", *lines), TEMPLATE, theme="mine")
    assert (site.text("a.html"), site.diagnostics) == ("PLAN A Ann 1", ())


def test_a_template_that_the_theme_lacks_is_told_and_the_page_has_the_usual_one(build_site):
    site = build_site(page("a", "template: plans.html"), TEMPLATE, theme="mine")
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, problem.line) == ("theme.template", "content/pages/a.md", 3)
    assert "Words." in site.text("a.html")


# The home page


def featured(site):
    return [link.text() for link in site.html("index.html").css("section.featured .entry-title a")]


@pytest.mark.parametrize(
    "name", ["1999/fire.md", "content/1999/fire.md", "/1999/fire.html", "fire", "/news/fire.html"]
)
def test_the_home_page_shows_what_its_owner_wrote_and_the_documents_that_he_names(build_site, name):
    site = build_site(DOCUMENTS, HOME.replace("{name}", name))
    assert site.diagnostics == ()
    assert featured(site) == ["The weir: a quarrel", "The fire"]
    introduction = site.html("index.html").css_first("main .introduction")
    assert "Welcome to the mill." in introduction.text()
    assert introduction.css_first("a").attributes["href"] == "1999/fire.html"
    assert "home.html" not in site.paths()


def test_the_title_of_the_home_text_does_not_replace_that_of_the_site(build_site):
    site = build_site(DOCUMENTS, HOME.replace("{name}", "fire"), title="The mill papers")
    assert site.html("index.html").css_first("h1").text() == "The mill papers"
    assert menu(site) == []
    assert "A title that nobody sees" not in site.read("output/index.html")


@pytest.mark.parametrize(
    ("name", "near"), [("Teh fire", "The fire"), ("1999/wier.md", "1999/weir")]
)
def test_a_document_to_feature_that_is_not_found_is_told_with_the_nearest(build_site, name, near):
    site = build_site(DOCUMENTS, HOME.replace("{name}", name))
    (problem,) = site.diagnostics
    assert (problem.code, problem.severity) == ("home.featured", Severity.WARNING)
    assert (problem.path, problem.line) == ("content/pages/home.md", 5)
    assert f"did you mean “{near}”?" in problem.message


def test_a_hidden_document_is_not_featured(build_site):
    site = build_site(DOCUMENTS, HOME.replace("{name}", "Hush"))
    assert featured(site) == ["The weir: a quarrel"]
    assert "hidden" in site.diagnostics[0].message


def test_the_home_text_is_on_the_first_page_of_the_list_alone(build_site):
    site = build_site(DOCUMENTS, HOME.replace("{name}", "fire"), paginate=1)
    shown = [
        path for path in site.paths() if path.endswith(".html") and "Welcome" in site.text(path)
    ]
    assert shown == ["index.html"]


def test_a_draft_of_the_home_text_is_not_shown(build_site):
    site = build_site(page("home", "draft: true", body="Welcome."))
    assert "Welcome." not in site.text("index.html")


def test_an_edited_home_text_and_a_new_title_of_what_it_features_are_shown_at_once(build_site):
    site = build_site(DOCUMENTS, HOME.replace("{name}", "1999/fire.md"))
    text = site.read("content/1999/fire.md").replace("The fire", "The great fire")
    site.write("content/1999/fire.md", text)
    site.rebuild()
    assert featured(site) == ["The weir: a quarrel", "The great fire"]
    site.write("content/pages/home.md", "Come in.\n")
    site.rebuild()
    assert "Come in." in site.text("index.html")
    assert featured(site) == []


def test_a_link_to_the_home_text_leads_to_the_home_page(build_site):
    site = build_site(page("home", body="Welcome."), page("a", body="[back](home.md)"))
    assert site.html("a.html").css_first("main a").attributes["href"] == "index.html"


def test_the_home_text_may_have_aliases(build_site):
    site = build_site(page("home", "aliases: [/start.html]", body="Welcome."))
    assert "url=index.html" in site.read("output/start.html")


def test_the_text_at_the_root_that_hugo_shows_there_is_the_home_text(build_site):
    site = build_site("-- content/_index.md --\n---\ntitle: A\n---\nWelcome.\n")
    assert "Welcome." in site.text("index.html")
    assert "_index.html" not in site.paths()


def test_where_the_home_text_was_a_page_of_its_own_its_address_leads_home(build_site):
    site = build_site(page("home", body="Welcome."), "-- content/urls.txt --\nhome.html\t-\n")
    assert "url=index.html" in site.read("output/home.html")


def test_without_its_text_the_home_page_is_as_it_was(build_site):
    site = build_site(DOCUMENTS)
    before = site.read("output/index.html")
    site.write("content/pages/home.md", "Welcome.\n")
    site.rebuild()
    (site.root / "content/pages/home.md").unlink()
    site.rebuild()
    assert (site.read("output/index.html"), site.diagnostics) == (before, ())
