"""A page is told by its first bytes; a text about HTML is no page."""

from __future__ import annotations

import pytest

from generator.readers.html_signs import looks_like_html

PAGES = {
    "a doctype": "<!DOCTYPE html>\n<p>The weir</p>",
    "a doctype and text in one element": "<!doctype HTML PUBLIC '-//W3C//DTD HTML 3.2'><h1>A</h1>",
    "an element html": "<html>The weir gave way.",
    "an element html on a line of its own": "<HTML>\nThe weir gave way.",
    "a comment first": "<!-- made by SiteMill -->\n<html><body><p>The weir</p></body></html>",
    "an XML declaration": '<?xml version="1.0"?>\n<html xmlns="x"><head><title>A</title></head>',
    "a title first": "<TITLE>Lamps</TITLE>\n<H1>Lamps</H1>\n<P>The lamps are lit.\n<P>At last.",
    "a layout first": "<center><h2>A letter</h2></center>\n<p>Dear Sir</p>\n<p>I write</p>",
    "a meta element": '<META NAME="x" CONTENT="y">\n<HTML><BODY><H1>Stone</H1>It is here.',
    "a table for layout": '<table width="90%"><tr><td class="a">The weir</td></tr></table>',
    "UTF-16": "<html><body>The weir</body></html>",
}
TEXTS = {
    "prose that begins with a tag": "<html> is the first element of a page. It holds <head> and "
    "<body>, and each ends with a tag such as </body>.\n\nNobody has to write them.",
    "prose that begins with the only tag": "<html> is the first element of every page.",
    "prose that begins with two tags": "<html> <body> are the first tags of every page.",
    "prose about headings": "<h1> and </h1> stand around headings, <p> and </p> around paragraphs."
    "\n\nThe browser adds what is missing.\n",
    "prose about bold type": "<b> and </b> make words bold, <i> and </i> make them italic.",
    "a lesson": "How to make a page\n\n<html>\n<head><title>A</title></head>\n<body></body>\n"
    "</html>\n\nSave it and open it.",
    "a script": "<?php echo 'The weir'; ?>",
    "an address": "<anna@holm.example> wrote on Friday:\n> The weir gave way.\n",
    "another markup": '<?xml version="1.0"?>\n<TEI><text><body><p>The weir</p></body></text></TEI>',
    "a feed": '<rss version="2.0"><channel><title>A</title></channel></rss>',
    "a drawing": '<svg xmlns="x"><title>A plan</title><a href="b">The weir</a></svg>',
    "nothing": "",
    "a doctype in a lesson": "<!DOCTYPE html>\nis the first line of every page.",
    "mathematics": "<p, q> is the product of p and q; a<b and b<c give a<c.",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_told_from_its_beginning(name):
    encoding = "utf-16" if name == "UTF-16" else "utf-8"
    assert looks_like_html(PAGES[name].encode(encoding))


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_speaks_of_html_is_no_page(name):
    assert not looks_like_html(TEXTS[name].encode())


@pytest.mark.parametrize("start", ["<!--", "<?", "<!doctype ", " ", "<!-- -->", "<p "])
def test_a_beginning_that_never_ends_is_judged_in_no_time(start):
    assert not looks_like_html(start.encode() * 500_000)
