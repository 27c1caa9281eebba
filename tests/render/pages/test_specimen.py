"""The specimen: one page with all that a theme has to style, made when it is asked for."""

import pytest

from generator.check import check_site
from generator.render.pages.specimen import PATH
from generator.render.themes.theme import builtin_themes
from generator.state.site_settings import load_config
from tests.site_in_a_string import write_site

PARTIALS = sorted(
    path.name for path in (builtin_themes() / "base/templates/partials").glob("*.html")
)
DOCUMENT = """
    -- content/bridge.md --
    ---
    {title: The bridge, date: 1931-03-12}
    ---
"""


@pytest.fixture(scope="module")
def specimen(tmp_path_factory):
    """Return a site with a specimen; for reading only."""
    return write_site(tmp_path_factory.mktemp("specimen"), DOCUMENT).rebuild(with_specimen=True)


def test_no_site_has_a_specimen_unless_it_is_asked_for(build_site):
    assert PATH not in build_site(DOCUMENT).paths()


def test_a_specimen_that_is_no_longer_asked_for_goes(build_site):
    site = build_site(DOCUMENT, with_specimen=True)
    assert PATH in site.paths()
    assert PATH not in site.rebuild().paths()


def test_a_specimen_is_made_without_a_mistake(specimen):
    assert (specimen.exit_code, specimen.diagnostics) == (0, ())


def test_a_checker_of_sites_finds_nothing_amiss_in_a_specimen(specimen):
    assert check_site(load_config(specimen.root)).diagnostics == ()


def test_a_specimen_has_no_address_that_is_kept_for_ever(specimen):
    assert PATH not in specimen.read("content/urls.txt")


def test_no_page_leads_to_the_specimen_and_it_leads_nowhere(specimen):
    pages = [path for path in specimen.paths() if path.endswith((".html", ".xml")) and path != PATH]
    assert [path for path in pages if PATH in specimen.read(f"output/{path}")] == []
    links = specimen.html(PATH).css("main a")
    addresses = {link.attributes["href"] for link in links if link.attributes.get("rel") is None}
    outside = {one for one in addresses if not one.startswith("#")}
    assert {one.partition("/gazette")[0] for one in outside} == {
        "https://archive.example",
        "1931/03/index.html",
    }


@pytest.mark.parametrize(
    "selector",
    """
    h1 h2 h3 h4 h5 h6 .standfirst .pull-quote .attribution .picture .clip .correction .verse
    blockquote ul>li>ul>li>ul ol>li>ol dl>dt table>thead td pre>code sup[id]>a
    li.task figure.embed>figcaption a.external .text>table>caption .footnote li abbr mark del ins kbd q cite [lang=ar][dir=rtl] [lang=ar]>[lang=en] details hr
    .entries .brief-entries .nothing .see-also .term-groups .provenance .set-aside .facts
    .neighbours .forms .chart .empty .gaps .periods .calendar .calendars .shade-1 .shade-2
    .shade-3 .shade-4 .shade-5 .orders .letters .terms .rare .pager
    """.split(),
)
def test_a_specimen_has_an_element_that_themes_style(specimen, selector):
    assert specimen.html(PATH).css_first(f"main {selector}") is not None


def test_every_partial_of_the_base_is_in_the_specimen(build_site):
    marks = (
        f"""
    -- themes/mine/templates/partials/{name} --
    <!-- {name} -->{{% include "parent/partials/{name}" %}}
    """
        for name in PARTIALS
    )
    site = build_site(
        DOCUMENT, "-- themes/mine/theme.yaml --\n", *marks, theme="mine", with_specimen=True
    )
    page = site.read(f"output/{PATH}")
    assert [name for name in PARTIALS if f"<!-- {name} -->" not in page] == []


def test_a_quotation_stands_apart_from_the_pull_quote_before_it(specimen):
    assert len(specimen.html(PATH).css("main article > .text > blockquote")) == 2


def test_a_specimen_is_a_document_to_the_theme(specimen):
    assert specimen.html(PATH).body.attributes["class"] == "document specimen"


def test_a_theme_that_changes_documents_changes_the_specimen(build_site):
    files = """
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    {% extends "parent/document.html" %}
    {% block byline %}<p class="mine">By {{ document.authors | join(" and ") }}</p>{% endblock %}
    """
    site = build_site(DOCUMENT, files, theme="mine", with_specimen=True)
    assert site.items(PATH, "p.mine") == ["By Mair Ellis and Owen ap Rhys and نور الدين"]


@pytest.mark.parametrize("language", ["ar", "cy", "de", "es", "fr", "ru", "zh"])
def test_a_specimen_speaks_the_language_of_the_site(build_site, language):
    site = build_site(DOCUMENT, with_specimen=True, language=language)
    assert (site.exit_code, site.html(PATH).css_first("html").attributes["lang"]) == (0, language)
