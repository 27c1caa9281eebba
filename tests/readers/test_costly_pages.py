"""Pages made to exhaust a parser: read at a cost that their length explains, with all their words."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model import Finding, Mark, Stated
from generator.readers import UnreadableSeed, mend, read_seed, remarks_on
from generator.readers.html import read_markup
from generator.text.markup import is_costly

ROOT = Path(__file__).parents[2]
KINDS: dict[str, Callable[[int], str]] = {
    "bold in paragraphs": lambda n: "".join(f"<b class=c{i}><p>" for i in range(n // 15)),
    "fonts in paragraphs": lambda n: "".join(f"<font color={i}><p>x" for i in range(n // 20)),
    "bold in a table": lambda n: "<table>" + "".join(f"<b a={i}>x<tr>" for i in range(n // 16)),
    "bold hidden from its end": lambda n: "".join(
        f"<b a={i}><table><td></b></table><p>x" for i in range(n // 38)
    ),
    "bold that text areas hide": lambda n: "".join(
        f"<b a={i}><textarea></b></textarea><p>x" for i in range(n // 40)
    ),
    "a link of many words": lambda n: (
        f'<p><a href="{"y" * (n // 2)}"></p>' + "<p>x</p>" * (n // 16)
    ),
    "a link of many attributes": lambda n: (
        f"<p><a {' '.join(f'a{i}' for i in range(n // 12))}></p>" + "<p>x</p>" * (n // 16)
    ),
    "ends of an open link": lambda n: (
        f"<a {' '.join(f'a{i}' for i in range(n // 18))}>"
        + "<div>" * (n // 15)
        + "</a>" * (n // 12)
    ),
    "divisions": lambda n: "<div>" * (n // 5),
    "divisions that comments seem to end": lambda n: "<div><!--</div>-->" * (n // 18),
    "divisions that spans seem to end": lambda n: "<div></span>" * (n // 12),
    "lists": lambda n: "<ul><li>" * (n // 8),
    "glosses": lambda n: "<dl><dt>" * (n // 8),
    "drawings": lambda n: "<svg>" + "<g>" * (n // 6) + "</h>" * (n // 8),
    "options": lambda n: "<select>" + "<option>x</option>" * (n // 18),
    "attributes": lambda n: "<p " + " ".join(f"a{i}" for i in range(n // 7)) + ">x",
    "attributes without an end": lambda n: "<p " + " ".join(f"a{i}" for i in range(n // 7)),
    "attributes of the root": lambda n: "".join(f"<body a{i}>" for i in range(n // 12)),
    "open comments": lambda n: "<!--" * (n // 4),
    "open quotes": lambda n: "<p x='" * (n // 6),
    "open links": lambda n: '<a x="' * (n // 6),
    "entities": lambda n: "&amp;&#x41;&foo" * (n // 15),
    "elements": lambda n: "<b>" * (n // 3),
}


def page_of(kind: str, length: int) -> str:
    return f"<!doctype html><title>T</title><p>The weir broke.</p>{KINDS[kind](length)}"


def cost_of(markup: str) -> float:
    """Return the CPU seconds that reading takes."""
    start = time.thread_time()
    assert read_markup(markup).lines[0].text == "The weir broke."
    return time.thread_time() - start


@pytest.mark.parametrize("kind", KINDS)
def test_ten_times_the_markup_costs_about_ten_times_as_much(kind):
    short, long = (page_of(kind, length) for length in (8_000, 80_000))
    limit = 1 + 25 * min(cost_of(short) for _ in range(2))
    assert any(cost_of(long) < limit for _ in range(2))


def test_no_page_takes_more_memory_than_its_length_explains():
    program = (
        "import json, resource, sys\n"
        "from generator.readers.html import read_markup\n"
        "grown, last = {}, 0\n"
        "for kind, markup in json.load(sys.stdin).items():\n"
        "    read_markup(markup)\n"
        "    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "    grown[kind], last = peak - (last or peak), peak\n"
        "print(json.dumps(grown))\n"
    )
    pages = {"plain": "<p>x"} | {kind: page_of(kind, 30_000) for kind in KINDS}
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    kilobytes = 1024 if sys.platform == "darwin" else 1
    grown = {kind: size // kilobytes for kind, size in json.loads(done.stdout).items()}
    assert {kind: size for kind, size in grown.items() if size > 50_000} == {}


@pytest.mark.parametrize("kind", ["bold in paragraphs", "fonts in paragraphs", "bold in a table"])
def test_elements_that_are_left_open_do_not_cost_the_structure_of_a_page(kind):
    source = read_markup(f"<h1>The weir</h1>{page_of(kind, 40_000)}")
    assert not source.is_flat
    assert (source.lines[0].text, source.lines[0].mark) == ("The weir", Mark.HEADING)


# Pages that cost too much all the same

DEEP = "<div>" * 30_000


def flat(markup: str) -> list[str]:
    source = read_markup(DEEP + markup)
    assert source.is_flat
    return [line.text for line in source.lines]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>one<p>two", ["one", "", "two"]),
        ("one<br>two<BR/>three", ["one", "two", "three"]),
        ("<p>o<b>n</b>e and <i class=x>two</i></p>", ["one and two"]),
        ("<p>Fish &amp; chips &lt;fresh&gt; &#8212;&#x20ac;", ["Fish & chips <fresh> —€"]),
        (f"<p>one &#{'9' * 5000}; two", ["one \ufffd two"]),
        ("<pre>O weir,\nO mill!</pre>", ["O weir,", "O mill!"]),
        ('<p>one<img alt="A map">two', ["one two", "", "A map"]),
        ("one<script>if (a<b) alert('x')</script><style>p{}</style> two", ["one two"]),
        ("one<!-- two <p> --> three", ["one three"]),
        ("one<!--> two", ["one two"]),
        ("1 < 2 <3 & 4 > 3", ["1 < 2 <3 & 4 > 3"]),
        ("<p class='x'>one<?xml?><!x>two</p\n>three", ["onetwo", "", "three"]),
    ],
)
def test_a_page_that_costs_too_much_is_read_tag_by_tag(markup, lines):
    assert flat(markup) == lines


def test_a_page_that_costs_too_much_still_states_its_title():
    markup = f'<html lang="cy"><title>The weir</title><p>It broke.{DEEP}'
    source = read_markup(markup)
    assert source.is_flat
    assert source.stated == Stated(titles=(Finding("The weir", "title"),), language="cy")
    assert [line.text for line in source.lines] == ["It broke."]


def test_a_page_that_was_read_tag_by_tag_is_told():
    done = mend(read_seed(f"{DEEP}<p>The weir broke.".encode(), "a.html"))
    (told,) = remarks_on(done, "a.html")
    assert (told.code, told.path) == ("html.over-budget", "seeds/a.html")
    assert told.hint


def test_a_page_of_more_lines_than_a_document_has_is_refused():
    with pytest.raises(UnreadableSeed) as caught:
        read_markup("<p>x" * 50_001)
    assert caught.value.code == "seed.too-long"


def test_a_page_with_a_line_longer_than_a_document_has_is_refused():
    with pytest.raises(UnreadableSeed) as caught:
        read_markup("<p>" + "The weir broke. \n" * 70_000)
    assert caught.value.code == "seed.huge-line"


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + "<tr><td>x<td>y" * 8_000,
        "<ul>" + "<li><p>x<p>y" * 8_000,
        "<div><p>x<br><span>y</span></div>" * 6_000,
        "<svg>" + "<g><path d='M0'/></g>" * 6_000 + "</svg>",
        "<script>'<div>'</script><!-- <div> --><p>x</p>" * 2_000,
        ("<select>" + "<option>x</option>" * 200 + "</select>") * 50,
        "<p title='a < b' x=''y=\"\">x</p>" * 9_000,
    ],
)
def test_a_large_page_that_is_written_as_pages_are_is_read_with_its_markup(markup):
    assert not is_costly(markup)
