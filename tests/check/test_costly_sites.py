"""Built files made to exhaust a check: read in one pass, and each costs itself alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from generator.check.checks import examine
from generator.check.diagnostics import find_lines
from generator.check.files import collect
from generator.check.model import Problem
from generator.check.pages import read_page

DEEP = "<div>" * 30_000
KINDS: dict[str, tuple[str, Callable[[int], str]]] = {
    "a srcset of commas": ("a.html", lambda n: f'<img alt="" srcset="{"," * n}">'),
    "a srcset of spaces": ("a.html", lambda n: f'<img alt="" srcset="{" " * n},">'),
    "a srcset of letters": ("a.html", lambda n: f'<img alt="" srcset="{"a," * (n // 2)} x">'),
    "a redirect of spaces": (
        "a.html",
        lambda n: f'<meta http-equiv=refresh content="a{" " * n}b">',
    ),
    "an address of spaces in styles": ("a.css", lambda n: f"a{{b:url({' ' * n}x"),
    "quotes in styles": ("a.css", lambda n: '"' + '\\"' * (n // 2)),
    "open addresses in styles": ("a.css", lambda n: 'url("' * (n // 5) + "'"),
    "quotes in data": (
        "a.html",
        lambda n: (
            f'<script type="application/ld+json">{chr(34)}http://{"x" * 9}'
            + '\\"http://' * (n // 9)
        ),
    ),
    "a base address": (
        "a.html",
        lambda n: f'<base href="http://x/{"a" * (n // 2)}">' + "<a href=x>y</a>" * (n // 32),
    ),
    "links to places": (
        "a.html",
        lambda n: "".join(f"<p id=a{i}><a href=#a{i}>x</a>" for i in range(n // 30)),
    ),
    "links to missing places": (
        "a.html",
        lambda n: "".join(f"<p id=a{i}><a href=#b{i}>x</a>" for i in range(n // 30)),
    ),
    "a link to a long place": (
        "a.html",
        lambda n: f'<p id={"ab" * (n // 4)}><a href="#{"ba" * (n // 4)}">x</a>',
    ),
    "pictures without words": (
        "a.html",
        lambda n: "".join(f"<img src=a{i}>" for i in range(n // 14)),
    ),
    "links in links": ("a.html", lambda n: "<a href=x><table><tr><td>" * (n // 25)),
    "bold in paragraphs": (
        "a.html",
        lambda n: "".join(f"<b id=c{i}><p>" for i in range(n // 12)),
    ),
    "a feed in depth": ("feed.xml", lambda n: "<feed>" + "<a>" * (n // 3)),
}


def cost_of(name: str, text: str) -> float:
    """Return the CPU seconds that an examination takes."""
    files = collect([name])
    start = time.thread_time()
    examine(name, text.encode(), files)
    return time.thread_time() - start


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_ten_times_the_length_costs_about_ten_times_as_much(kind):
    name, text = KINDS[kind]
    limit = 0.2 + 25 * min(cost_of(name, text(10_000)) for _ in range(2))
    assert any(cost_of(name, text(100_000)) < limit for _ in range(2))


def test_the_lines_of_a_problem_are_found_in_one_pass(tmp_path):
    def cost(times: int) -> float:
        path = tmp_path / "a.md"
        path.write_text("[w](x.html)\n" * times)
        start = time.process_time()
        assert len(find_lines(str(path), Problem("link.missing", "a.html", "x.html"))) == times
        return time.process_time() - start

    assert cost(40_000) < 0.2 + 25 * cost(4_000)


@pytest.mark.parametrize("length", [10_000, 1_000_000])
def test_an_address_too_long_to_look_for_has_no_line(tmp_path, length):
    path = tmp_path / "a.md"
    path.write_text(f"[w]({'x.' * length})\n")
    assert find_lines(str(path), Problem("link.missing", "a.html", "x." * length)) == []


@pytest.mark.parametrize(
    ("srcset", "addresses"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        ("a.png, b.png", ["a.png", "b.png"]),
        ("a.png,b.png 2x", ["a.png,b.png"]),
        (" ,, a.png ,b.png,, c.png 3x ,", ["a.png", "b.png", "c.png"]),
        (",,,", []),
        ("", []),
    ],
)
def test_the_addresses_of_a_srcset_are_divided_as_browsers_do(srcset, addresses):
    assert read_page(f'<img alt="" srcset="{srcset}">'.encode()).assets == tuple(addresses)


@pytest.mark.parametrize(
    ("content", "address"),
    [
        ("0; url=a.html", "a.html"),
        ("5;URL='a b.html' ", "a b.html"),
        ('0, "a.html"', "a.html"),
        ("0;a.html", "a.html"),
        ("5", None),
        ("0;url='", None),
        ("0;url=''", None),
        ("", None),
    ],
)
def test_a_redirect_leads_to_what_follows_its_seconds(content, address):
    markup = read_page(
        f'<meta http-equiv=refresh content="{content.replace(chr(34), "&quot;")}">'.encode()
    ).markup
    assert markup is not None
    assert markup.refresh == address


def test_a_page_that_costs_too_much_is_told_of_and_the_others_are_checked(check):
    told = check(
        f"""
        -- deep.html --
        {DEEP}
        -- index.html --
        <a href="missing.html">x</a><a href="deep.html#place">y</a>
        """
    )
    assert told.codes == ["html.over-budget", "link.missing"]
    assert told.places == ["output/deep.html", "output/index.html:2"]


def test_entities_of_a_feed_are_never_expanded():
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 50}">' for i in range(1, 9))
    text = f'<!DOCTYPE f [<!ENTITY e0 "{"x" * 50}">{bomb}]><feed><id>&e8;</id></feed>'
    assert examine("feed.xml", text.encode(), collect(["feed.xml"])).problems == ()


@pytest.mark.parametrize("depth", [10, 900, 100_000])
def test_a_json_feed_of_any_depth_is_read_or_left_alone(depth):
    text = f'{{"version": "https://jsonfeed.org/version/1", "a": {"[" * depth}{"]" * depth}}}'
    assert examine("feed.json", text.encode(), collect(["feed.json"])).problems == ()


def test_the_addresses_of_a_json_feed_are_found_in_their_order():
    text = """{"version": "https://jsonfeed.org/version/1", "feed_url": "a.json",
        "items": [{"url": "b.html", "more": [{"image_url": "c.png"}]}, {"url": "d.html"}]}"""
    found = examine("feed.json", text.encode(), collect(["feed.json"])).problems
    assert [one.written for one in found] == ["a.json", "b.html", "c.png", "d.html"]
