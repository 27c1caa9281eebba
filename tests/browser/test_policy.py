"""The policy of a page, as Chromium enforces it, from a disk and from a server."""

from collections.abc import Iterator

import pytest

from tests.browser.instruments import Watched
from tests.browser.servers import SERVERS
from tests.site_in_a_string import BuiltSite

pytestmark = pytest.mark.browser

THEME = """
    -- site.yaml --
    theme: mine
    -- content/a.md --
    It is open.
    -- themes/mine/theme.yaml --
    extends: reading-room
    -- themes/mine/static/mine.js --
    document.body.dataset.file = "ran"
    const next = document.createElement("script")
    next.src = new URL("next.js", document.currentScript.src)
    document.head.append(next)
    -- themes/mine/static/next.js --
    document.body.dataset.next = "ran"
    -- themes/mine/templates/base.html --
    {% extends "parent/base.html" %}
    {% block styles %}
    {{ super() -}}
    <script defer src="{{ asset("mine.js") }}"></script>
    {% endblock %}
    {% block footer %}
    <script>document.body.dataset.inline = "ran"</script>
    <p style="color: red">Red</p>
    {% endblock %}
"""


@pytest.fixture
def scripted(build_site) -> BuiltSite:
    return build_site(THEME)


@pytest.fixture(params=["disk", "server"])
def address(request, scripted: BuiltSite) -> Iterator[str]:
    """Return where the archive is, below a folder of a name that has to be encoded."""
    if request.param == "disk":
        yield scripted.output.as_uri()
        return
    with SERVERS["python"](scripted.root) as root:
        yield f"{root}output"


def test_scripts_of_the_site_run_and_those_in_a_page_do_not(with_scripts: Watched, address):
    page = with_scripts.page
    page.goto(f"{address}/a.html")
    page.wait_for_function("document.body.dataset.next")
    assert page.evaluate("({...document.body.dataset})") == {"file": "ran", "next": "ran"}


def test_a_style_in_a_page_is_not_applied(with_scripts: Watched, address):
    with_scripts.page.goto(f"{address}/a.html")
    colour = "getComputedStyle(document.querySelector('body > p')).color"
    assert with_scripts.page.evaluate(colour) != "rgb(255, 0, 0)"


def test_style_sheets_and_icons_of_the_site_are_loaded(with_scripts: Watched, address):
    with_scripts.page.goto(f"{address}/a.html")
    linked = with_scripts.page.locator("link[rel=stylesheet]").count()
    assert linked
    assert with_scripts.page.evaluate("document.styleSheets.length") == linked
    inline = ("inline script", "inline style")
    assert [one for one in with_scripts.complaints if not any(i in one for i in inline)] == []
