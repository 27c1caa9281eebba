"""The script in served pages, and what browsers are told."""

import json

import pytest

from generator.serve.browser_events import (
    STILL_HERE,
    Browser,
    Events,
    Version,
    add_script,
    encode_event,
    follow_events,
    own_page,
    parse_browser,
)
from generator.serve.preview import ServedFile
from generator.serve.problems import ShownProblem

VERSION = Version("d1", "e1", 7)
PROBLEM = ShownProblem(
    "themes/mine/templates/base.html:3", "<b> & “x”", "Fix it.", 3, ((3, "{{ x }}"),)
)


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        (b"<p>a</p></body></html>", b"<p>a</p>", b"</body></html>"),
        (b"<p>a</p></BODY ></html>", b"<p>a</p>", b"</BODY ></html>"),
        (b"<code></body></code></body>", b"<code></body></code>", b"</body>"),
        (b"<p>no body", b"<p>no body", b""),
    ],
)
def test_the_script_stands_before_the_end_of_the_body(page, before, after):
    sent = add_script(page, VERSION)
    assert sent.startswith(before + b"<script ")
    assert sent.endswith(b"</script>\n" + after)


def test_the_script_needs_nothing_inline():
    assert add_script(b"", VERSION) == (
        b'<script src="/.microfiche/live.js" data-digest="d1" data-epoch="e1" data-number="7" '
        b"defer></script>\n"
    )


def test_an_event_has_a_number_a_name_and_one_line_of_json():
    sent = encode_event("problems", ["two\nlines – é"], 3).decode()
    assert sent == 'id: 3\nevent: problems\ndata: ["two\\nlines – é"]\n\n'


def test_a_browser_says_what_it_shows():
    target = "/.microfiche/events?page=/topics/%C5%BEi%C5%BEka/&digest=d1&epoch=e1&number=7"
    assert parse_browser(target) == Browser("topics/žižka/", VERSION)


@pytest.mark.parametrize(
    "query",
    ["", "page=/", "page=x&number=1", "page=/&number=-1", f"page=/&number={'9' * 5000}"],
)
def test_who_does_not_say_what_is_shown_is_no_browser(query):
    assert parse_browser(f"/.microfiche/events?{query}") is None


# What is told, and when


@pytest.fixture
def events():
    return Events()


def told(events, *, digest="d1", shown="d1", epoch=None, changes=()):
    """Return the names of the events that a browser gets for some changes, one after the other."""
    browser = Browser("a.html", Version(shown, epoch or events.epoch, 0))
    pages = {"a.html": ServedFile("a.html", b"", digest)}
    got = []
    following = follow_events(browser, events, pages.get, patience=0)
    for change in (lambda: None, *changes):
        change()
        for event in following:
            if event == STILL_HERE and got[-1:] != [STILL_HERE]:
                got.append(event)
                continue
            if event == STILL_HERE:
                break
            got.append(event)
    return [one.decode().split("\n")[1].removeprefix("event: ") for one in got if one != STILL_HERE]


def test_a_browser_that_shows_the_page_as_it_is_is_told_nothing(events):
    assert told(events) == []


def test_a_browser_that_shows_another_version_loads_the_page_again(events):
    assert told(events, shown="d0") == ["reload"]


def test_a_browser_of_an_earlier_server_loads_the_page_again(events):
    assert told(events, epoch="before") == ["reload"]


def test_a_style_sheet_that_changed_is_swapped(events):
    assert told(events, changes=[lambda: events.publish(assets=["assets/a.css"])]) == ["style"]


def test_a_style_sheet_that_changed_before_the_browser_asked_is_swapped_too(events):
    events.publish(assets=["assets/a.css"])
    assert told(events) == ["style"]


def test_a_picture_that_changed_makes_the_browser_load_the_page_again(events):
    assert told(events, changes=[lambda: events.publish(assets=["assets/a.png"])]) == ["reload"]


def test_problems_are_told_and_that_they_are_mended(events):
    changes = [lambda: events.publish((PROBLEM,)), lambda: events.publish(())]
    assert told(events, changes=changes) == ["problems", "problems"]


def test_news_of_other_pages_are_no_news(events):
    assert told(events, changes=[events.publish, events.publish]) == []


def test_problems_are_told_with_the_lines_around_them(events):
    events.publish((PROBLEM,))
    browser = Browser("a.html", Version("d1", events.epoch, 0))
    following = follow_events(browser, events, lambda path: ServedFile(path, b"", "d1"), patience=0)
    event = next(one for one in following if one != STILL_HERE)
    (problem,) = json.loads(event.decode().split("data: ")[1])
    assert problem["where"] == "themes/mine/templates/base.html:3"
    assert problem["excerpt"] == [[3, "{{ x }}"]]


def test_the_servers_own_page_shows_problems_as_text():
    page = own_page((PROBLEM,)).decode()
    assert "<b>" not in page
    assert "themes/mine/templates/base.html:3" in page
    assert '<li value="3" class="wrong"><code>{{ x }}</code></li>' in page
