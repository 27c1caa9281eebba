"""The preview in a browser: what changes shows at once, and mistakes until they are mended."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.serve.served import at_work, on_server
from tests.site_in_a_string import write_site

pytestmark = pytest.mark.browser

PARAGRAPHS = "\n\n".join(f"Paragraph {n} of the report on the bridge." for n in range(200))
SITE = f"""
-- site.yaml --
theme: mine
-- content/2001/bridge.md --
---
title: The bridge
date: 2001
---
<details><summary>More</summary>Inside.</details>

{PARAGRAPHS}
-- themes/mine/theme.yaml --
extends: reading-room
-- themes/mine/templates/base.html --
{{% extends "parent/base.html" %}}
{{% block meta %}}{{{{ super() }}}}
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'">
{{% endblock %}}
{{% block styles %}}{{{{ super() }}}}<link rel="stylesheet" href="{{{{ asset("mine.css") }}}}">{{% endblock %}}
-- themes/mine/static/mine.css --
h1 {{ color: rgb(1, 1, 1) !important }}
-- themes/mine/templates/document.html --
{{% extends "parent/document.html" %}}
"""
SHEET, TEMPLATE = "themes/mine/static/mine.css", "themes/mine/templates/document.html"
DOCUMENT = "content/2001/bridge.md"
PAGE = "2001/bridge.html"
BROKEN = '{% extends "parent/document.html" %}\n\n{% block content %}{{ document.titel }}{% endblock %}\n'
OVERLAY = "#microfiche-problems section"
HEADING_IS = "colour => getComputedStyle(document.querySelector('h1')).color === colour"


@contextmanager
def served_site(root):
    with at_work(write_site(root, SITE)) as served, on_server(served.worker) as server:
        yield served, server.address


@pytest.fixture
def opened(tmp_path, with_scripts):
    """Return the archive at its desk, and its document in a browser that is listening."""
    page = with_scripts.page
    page.set_default_timeout(20_000)
    with served_site(tmp_path / "archive") as (served, address):
        with page.expect_request("**/events?*"):
            page.goto(address + PAGE)
        yield served, with_scripts
        page.goto("about:blank")


def test_a_style_sheet_is_swapped_and_the_reader_keeps_the_place(opened):
    served, watched = opened
    page = watched.page
    page.evaluate("window.isTheSame = true; scrollTo(0, 1500)")
    page.evaluate("document.querySelector('.menu a').focus({preventScroll: true})")
    for shade in ("2", "3"):
        served.edit(SHEET, f"h1 {{ color: rgb({shade}, {shade}, {shade}) !important }}")
        page.wait_for_function(HEADING_IS, arg=f"rgb({shade}, {shade}, {shade})")
    page.wait_for_function(
        "() => document.querySelectorAll('link[href*=\"mine.css\"]').length === 1"
    )
    assert page.evaluate("[window.isTheSame, scrollY, document.activeElement.localName]") == [
        True,
        1500,
        "a",
    ]


def test_nothing_of_it_breaks_a_strict_content_security_policy(opened):
    served, watched = opened
    served.edit(SHEET, "h1 { color: rgb(2, 2, 2) !important }")
    watched.page.wait_for_function(HEADING_IS, arg="rgb(2, 2, 2)")
    served.edit(TEMPLATE, BROKEN)
    watched.page.wait_for_selector(OVERLAY)
    assert watched.complaints == []


def test_an_edit_of_a_document_shows_at_the_same_place(opened):
    served, watched = opened
    page = watched.page
    page.evaluate("scrollTo(0, 1500)")
    served.edit(DOCUMENT, f"---\ntitle: The new bridge\ndate: 2001\n---\n{PARAGRAPHS}\n")
    page.wait_for_function("() => document.title.includes('The new bridge')")
    # The browser keeps what is read in its place, not the number of pixels above it.
    page.wait_for_function("() => Math.abs(scrollY - 1500) < 100")


def test_an_edit_of_a_template_shows(opened):
    served, watched = opened
    words = '{% extends "parent/document.html" %}{% block side %}<p>Lead!</p>{% endblock %}'
    served.edit(TEMPLATE, words)
    watched.page.wait_for_function("() => document.body.innerText.includes('Lead!')")


def test_an_edit_that_changes_other_pages_leaves_this_one_alone(opened):
    served, watched = opened
    page = watched.page
    page.evaluate("window.isTheSame = true")
    served.edit("themes/mine/templates/about.html", '{% extends "parent/about.html" %} ')
    served.edit(SHEET, "h1 { color: rgb(2, 2, 2) !important }")
    page.wait_for_function(HEADING_IS, arg="rgb(2, 2, 2)")
    assert page.evaluate("window.isTheSame")


def test_a_mistake_is_shown_over_the_last_good_page_until_it_is_mended(opened):
    served, watched = opened
    page = watched.page
    served.edit(TEMPLATE, BROKEN)
    page.wait_for_selector(OVERLAY)
    shown = page.inner_text(OVERLAY)
    assert f"{TEMPLATE}:3" in shown
    assert "did you mean “title”?" in shown
    assert "docs/theme-reference.md" in shown
    assert page.inner_text(f"{OVERLAY} .wrong").strip().endswith("{% endblock %}")
    assert "Paragraph 7" in page.inner_text("main")
    served.edit(TEMPLATE, '{% extends "parent/document.html" %}')
    page.wait_for_selector(OVERLAY, state="detached")


def test_a_mistake_that_was_there_before_the_page_was_opened_is_shown(opened):
    served, watched = opened
    served.edit(TEMPLATE, BROKEN)
    watched.page.wait_for_selector(OVERLAY)
    watched.page.reload()
    watched.page.wait_for_selector(OVERLAY)


def test_the_overlay_can_be_closed_and_stays_closed_until_something_else_is_wrong(opened):
    served, watched = opened
    page = watched.page
    served.edit(TEMPLATE, BROKEN)
    page.wait_for_selector(OVERLAY)
    page.keyboard.press("Escape")
    page.wait_for_selector(OVERLAY, state="detached")
    served.edit(TEMPLATE, f"{BROKEN}\n")
    served.edit(TEMPLATE, BROKEN.replace("titel", "tittle"))
    page.wait_for_selector(OVERLAY)


def test_what_is_in_the_page_is_in_no_file(opened):
    served, watched = opened
    assert "live.js" in watched.page.content()
    files = served.site.contents(served.site.root)
    assert not [path for path, data in files.items() if b"live.js" in data]
    assert not served.site.output.exists()


def test_a_site_that_cannot_be_built_at_first_appears_once_it_can(tmp_path, with_scripts):
    page = with_scripts.page
    page.set_default_timeout(20_000)
    site = write_site(tmp_path / "archive", SITE, "-- site.yaml --\ntheme: missing\n")
    with at_work(site) as served, on_server(served.worker) as server:
        with page.expect_request("**/events?*"):
            page.goto(server.address + PAGE)
        assert "there is no theme “missing”" in page.inner_text("main")
        served.edit("site.yaml", "theme: mine\n")
        page.wait_for_function("() => document.title.includes('The bridge')")
        page.goto("about:blank")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_violation_in_what_shows_mistakes(tmp_path, chromium, colours):
    site = write_site(tmp_path / "archive", SITE)
    page = chromium.new_page(viewport={"width": 360, "height": 800}, color_scheme=colours)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]}
    with at_work(site) as served, on_server(served.worker) as server:
        page.goto(server.address + PAGE)
        served.edit(TEMPLATE, BROKEN)
        page.wait_for_selector(OVERLAY)
        over = Axe().run(page, context=["#microfiche-problems"], options=options)
        page.goto("about:blank")
    assert [one["id"] for one in over.response["violations"]] == []
    page.close()
