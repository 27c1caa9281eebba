"""Links in a text: where they lead, and what is said of those that leave the archive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.model import Html
from generator.render.body_links import Lookups, lead_links, rename_places
from generator.render.markdown_to_html import render_markdown
from generator.text.addresses import Home

PAGES = {
    "content/1999/weir.md": "1999/weir.html",
    "/1999/weir.html": "1999/weir.html",
    "/old/weir.html": "1999/weir.html",
    "//gazette.example/weir": "1999/weir.html",
    "//gazette.example/fire": "2001/10/fire.html",
}
FILES = {"topics/index.html", "2001/10/plan.svg", "1999/weir.html"}
OWN = Home("2001/10/fire.md", "2001/10/fire.html", base_url="https://archive.example/a/")
SAVED = OWN._replace(seed="fire.html")
KNOWN = SAVED._replace(source_url="http://gazette.example/fire")


def led(markup, home=OWN):
    asked = []
    lookups = Lookups(lambda key: asked.append(key) or PAGES.get(key), FILES.__contains__)
    return str(lead_links(Html(markup), home, lookups)), asked


def way(address, home=OWN):
    """Return the attributes of a link with an address, as they are written."""
    markup, _ = led(f'<p><a href="{address}">x</a></p>', home)
    return markup.removeprefix("<p><a").removesuffix(">x</a></p>").strip()


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("../../1999/weir.md", "../../1999/weir.html"),
        ("../../1999/weir.md#roofs", "../../1999/weir.html#roofs"),
        ("/1999/weir.md", "../../1999/weir.html"),
        ("../../old/weir.html", "../../1999/weir.html"),
        ("http://www.gazette.example/weir/#roofs", "../../1999/weir.html#roofs"),
        ("https://archive.example/a/1999/weir.html", "../../1999/weir.html"),
        ("https://archive.example/a/topics/index.html#a", "../../topics/index.html#a"),
        ("https://gazette.example/fire#roofs", "#roofs"),
        ("https://gazette.example/fire", "fire.html"),
    ],
)
def test_a_link_to_a_page_of_the_archive_leads_there(address, href):
    assert way(address) == f'href="{href}"'


@pytest.mark.parametrize(
    "address",
    [
        "#roofs",
        "mailto:a@b.example",
        "weir.html",
        "../2000/gone.md",
        "/about",
        "plan.svg",
        "1999/",
        "https://archive.example/a/no-such.html",
    ],
)
def test_other_links_of_the_owner_s_stay_as_they_are_written(address):
    assert way(address) == f'href="{address}"'


@pytest.mark.parametrize("home", [OWN, SAVED, KNOWN])
def test_a_link_that_leaves_the_archive_is_marked(home):
    address = "https://other.example/a?b=1&amp;c=2#d"
    assert way(address, home) == f'class="external" href="{address}" rel="external"'


def test_a_link_without_a_scheme_gets_one():
    assert (
        way("//other.example/a") == 'class="external" href="https://other.example/a" rel="external"'
    )


def test_the_class_and_the_title_of_a_link_stay():
    markup, _ = led('<a class="b" href="https://other.example/" title="&lt;c&gt;">x</a>')
    assert markup == (
        '<a class="b external" href="https://other.example/" rel="external" '
        'title="&lt;c&gt;">x</a>'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("address", "seed", "page"),
    [
        ("gone.html", "fire.html", "gone.html"),
        ("../gone.html#a", "m/news/fire.html", "m/gone.html"),
        ("/gone.html", "fire.html", "gone.html"),
        ("/gone.html", "m/news/fire.html", "m/gone.html"),
        ("/gone.html", "m/gazette.example/news/fire.html", "m/gazette.example/gone.html"),
        ("../../../gone.html", "fire.html", "../../../gone.html"),
        ("show.php?id=5", "m/fire.html", "m/show.php?id=5"),
        ("?id=5", "m/fire.html", "m/fire.html?id=5"),
    ],
)
def test_a_link_of_a_saved_page_whose_page_is_not_there_is_text(address, seed, page):
    home = SAVED._replace(seed=seed)
    assert way(address, home) == f'class="missing" data-page="{page}" title="{address}"'


@pytest.mark.parametrize("address", ["plan.svg", "../../topics/index.html#a"])
def test_a_link_of_a_saved_page_to_a_file_of_the_site_stays(address):
    assert way(address, SAVED) == f'href="{address}"'


def test_a_relative_link_of_a_page_with_a_known_address_leads_out_to_where_it_led():
    full = "http://gazette.example/gone.html"
    assert way("gone.html", KNOWN) == f'class="external" href="{full}" rel="external"'
    assert way("weir", KNOWN) == 'href="../../1999/weir.html"'


def test_nothing_is_asked_for_a_text_without_links_that_lead_elsewhere():
    markup = '<p id="p1">a <a href="#p1">b</a> href="c"</p>'
    assert led(markup) == (markup, [])


def test_links_in_raw_html_are_led_like_those_in_markdown():
    text = 'a [b](../../1999/weir.md) <a href="../../1999/weir.md">c</a>\n\n[d]: x.md\n'
    markup, _ = led(render_markdown(text))
    assert markup.count('href="../../1999/weir.html"') == 2


def test_what_looks_like_a_link_in_a_value_or_in_code_is_none():
    text = '<p title="<a href=&quot;https://other.example/&quot;>">x</p>\n\n`<a href="https://a.example">`'
    markup = render_markdown(text)
    assert led(f'{markup}<a href="https://b.example/">y</a>')[0].count("external") == 2


PIECES = ["[a](", "b.html", "//c.example", "https://c.example/<>", "java", "script:", ")", '"', "'", "&quot;", "<a href=", ">", "{: title=", "}", "#", "?", "%", "\\", " ", "é", "`", "]", "&#10;", "../", ".md"]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from([OWN, SAVED, KNOWN]),
)
def test_whatever_a_text_links_to_the_words_stay_and_nothing_can_run(text, home):
    before = render_markdown(text)
    after = led(before, home)[0]
    one, other = LexborHTMLParser(before), LexborHTMLParser(after)
    assert one.body.text() == other.body.text()
    assert [node.tag for node in one.css("*")] == [node.tag for node in other.css("*")]
    for node in other.css("[href]"):
        written = node.attributes["href"] or ""
        assert not written.lower().strip().startswith(("javascript:", "data:", "//"))


# Ids


def test_an_id_that_the_page_has_already_is_another_and_its_links_follow():
    text = "[a](#main-content)\n\n## Main content\n\n## Main content {#main-content-2}"
    markup = rename_places(render_markdown(text), ("main-content",))
    assert 'href="#main-content-3"' in markup
    assert '<h2 id="main-content-3">' in markup
    assert '<h2 id="main-content-2">' in markup


def test_words_that_look_like_an_id_stay():
    markup = Html('<h2 id="a">x</h2><p>y id="a" z</p>')
    assert rename_places(markup, ("a",)) == '<h2 id="a-2">x</h2><p>y id="a" z</p>'


def test_ids_that_clash_with_none_stay_and_so_do_links_to_the_page_s_own():
    markup = Html('<h2 id="b">x</h2><a href="#a">y</a>')
    assert rename_places(markup, ("a",)) == markup
