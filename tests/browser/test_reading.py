"""The example archive as readers meet it: from a disk, from a server, on paper."""

from urllib.parse import unquote, urldefrag

import pytest

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

SCRIPTS = "[...document.scripts].filter(script => script.type != 'application/ld+json').length"
"""How many scripts the open page has; data is none."""


def links_of(page):
    """Return where the links of the open page lead, as the browser resolves them."""
    return page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")


@pytest.fixture(scope="module")
def crawled(chromium, example):
    """Open every page that can be reached from the home page, from a disk and without scripts."""
    context = chromium.new_context(java_script_enabled=False)
    watched = Watched(context.new_page())
    root = example.output.as_uri()
    links, ahead = {}, [f"{root}/index.html"]
    while ahead:
        address = ahead.pop()
        if address not in links and address.endswith(".html"):
            watched.page.goto(address, wait_until="domcontentloaded")
            links[address] = links_of(watched.page)
            ahead += [urldefrag(link).url for link in links[address] if link.startswith(root)]
    yield watched, links, root
    context.close()


def test_every_page_can_be_reached_from_the_home_page(crawled, example):
    _, links, root = crawled
    reached = {unquote(address.removeprefix(f"{root}/")) for address in links}
    pages = {path for path in example.paths() if path.endswith(".html")}
    assert pages - reached == {"404.html"}


def test_every_link_of_the_archive_leads_to_a_file_of_it(crawled, example):
    _, links, root = crawled
    targets = {urldefrag(link).url for found in links.values() for link in found}
    inside = {
        unquote(link.removeprefix(f"{root}/")) for link in targets if link.startswith("file:")
    }
    assert inside <= set(example.paths())


def test_every_anchor_that_is_linked_to_is_there(crawled, example):
    _, links, root = crawled
    missing = []
    for address in {link for found in links.values() for link in found if "#" in link}:
        target, anchor = urldefrag(address)
        page = example.html(unquote(target.removeprefix(f"{root}/")))
        ids = {node.attributes["id"] for node in page.css("[id]")}
        missing += [address] if unquote(anchor) not in ids else []
    assert missing == []


def test_reading_from_a_disk_asks_nothing_of_the_network(crawled):
    watched, *_ = crawled
    assert [address for address in watched.requests if not address.startswith("file:///")] == []


def test_reading_from_a_disk_gives_no_cause_for_complaint(crawled):
    watched, *_ = crawled
    assert watched.complaints == []


def test_following_a_link_on_a_server_leads_to_a_page(with_scripts, served):
    page = with_scripts.page
    page.goto(served)
    title = page.locator(".entry-title a").first.text_content()
    page.locator(".entry-title a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").last.text_content() == title


def test_a_day_of_the_calendar_leads_to_its_documents(without_scripts, example, kinds):
    page = without_scripts.page
    page.goto((example.output / kinds["month"]).as_uri())
    page.locator("table a").first.click()
    assert page.locator(":target").count() == 1


def test_what_was_set_aside_can_be_unfolded_without_scripts(without_scripts, example, kinds):
    page = without_scripts.page
    page.goto((example.output / kinds["document"]).as_uri())
    page.locator(".provenance details summary").click()
    assert page.locator("details ol").is_visible()


def test_on_paper_a_document_has_its_text_and_no_navigation(without_scripts, example, kinds):
    page = without_scripts.page
    page.goto((example.output / kinds["document"]).as_uri())
    page.emulate_media(media="print")
    assert page.locator("article").is_visible()
    assert [nav for nav in page.locator("nav").all() if nav.is_visible()] == []


def test_a_hostile_seed_runs_nothing(with_scripts, build_site):
    site = build_site()
    site.write(
        "seeds/bridge.html",
        "<title>The bridge</title><h1>The bridge<script>document.title = 'run'</script></h1>"
        "<p onclick=\"document.title = 'run'\">3 October 2001</p>"
        "<p>It was opened on Wednesday. <img src=x onerror=\"document.title = 'run'\"></p>",
    )
    site.rebuild()
    page = with_scripts.page
    for path in site.paths():
        if path.endswith((".html", ".txt")):
            page.goto((site.output / path).as_uri())
            assert (path, page.title() == "run", page.evaluate(SCRIPTS)) == (path, False, 0)
    assert with_scripts.complaints == []
