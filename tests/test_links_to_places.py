"""Links of saved pages to places in them, and in other saved pages."""

from __future__ import annotations

import pytest

from generator.check import check_site
from generator.state.site_settings import load_config
from tests.test_links_between_pages import FIRE, MIRROR, WEIR, link, page, target

TEXT = "content/2001/10/the-weir-is-mended.md"
LEVEL = "The level fell by a yard within the week, and the meadows were green again by the spring."


@pytest.fixture
def linked(build_site):
    """Return a function that builds two saved pages, of which the first has a link.

    The second has this markup below its text.
    """

    def build(address, below=""):
        site = build_site("")
        site.write(f"{MIRROR}/news/fire.html", page("Fire in the mill", link(address)))
        weir = page("The weir is mended", "").replace(b"</body>", below.encode() + b"</body>")
        site.write(f"{MIRROR}/weir.html", weir)
        return site.rebuild()

    return build


def troubles(site):
    return [one.code for one in check_site(load_config(site.root)).diagnostics]


@pytest.mark.parametrize(
    "markup",
    [
        '<a name="bank"></a><h2>The bank</h2><p>{}</p>',
        '<h2><a name="bank">The bank</a></h2><p>{}</p>',
        '<h2 id="bank">The bank</h2><p>{}</p>',
        '<h2><span id="bank">The bank</span></h2><p>{}</p>',
        '<p><a name="bank"></a>{}</p>',
        '<p><a name="bank">{}</p>',
        "<ul><li>A first point<li><a name=bank>Of the bank</a>: {}</ul>",
        "<dl><dt><a name=bank>The bank</a><dd>{}</dl>",
    ],
)
def test_a_link_to_a_place_in_another_page_leads_there(linked, markup):
    site = linked("../weir.html#bank", markup.format(LEVEL))
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html#bank"
    assert site.html(WEIR).css_first(".text #bank") is not None
    assert troubles(site) == []


def test_a_place_whose_name_is_no_usable_id_is_found_all_the_same(linked):
    below = f'<p>See <a href="#The bank">below</a>.</p><h2><a name="The bank">Bank</a></h2><p>{LEVEL}</p>'
    site = linked("../weir.html#The%20bank", below)
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html#at-The-bank"
    assert troubles(site) == []


def test_a_link_to_a_place_that_was_not_kept_leads_to_the_page(linked):
    site = linked("../weir.html#menu", '<nav><a name="menu" href="/">Home</a></nav>')
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"
    assert troubles(site) == []


def test_a_link_to_a_place_that_its_own_page_lacks_is_text(linked):
    below = f'<p>See <a href="#bank">below</a>.</p><h2 id="bank">The bank</h2><p>{LEVEL}</p>'
    site = linked("#nowhere", below)
    assert site.html(FIRE).css(".text a:not(.anchor)") == []
    assert target(site, WEIR)["href"] == "#bank"
    site.write(TEXT, site.read(TEXT).replace(" {: #bank}", "").encode())
    site.rebuild()
    assert target(site, WEIR) == {}
    assert troubles(site) == []


def test_a_name_that_a_page_gives_twice_is_that_of_the_first_place(linked):
    below = f"<p><a name=bank>First.</a> {LEVEL}</p><p><a name=bank>Second.</a> {LEVEL}</p>"
    site = linked("../weir.html#bank", below)
    (place,) = site.html(WEIR).css("[id=bank]")
    assert place.text().startswith("First.")
    assert troubles(site) == []


def test_the_top_of_a_page_is_no_place_of_its_own(linked):
    site = linked("../weir.html#top", f'<p><a name="top"></a>{LEVEL}</p>')
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"
    assert "#top" not in site.read(TEXT)


def test_a_place_that_its_owner_takes_away_leads_to_the_page_from_then_on(linked):
    site = linked("../weir.html#bank", f"<h2 id=bank>The bank</h2><p>{LEVEL}</p>")
    site.write(TEXT, site.read(TEXT).replace(" {: #bank}", "").encode())
    site.rebuild()
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"
    assert troubles(site) == []
