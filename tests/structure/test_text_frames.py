"""What is around a text for certain is set aside, whatever its words are."""

from __future__ import annotations

import pytest

from generator.model import MAIN_TEXT
from tests.recognised import lines_with, recognised_html

MESSAGE = """<pre>On Tuesday Tom Pike wrote:

&gt; I have found a rope in my boat house and wonder whose it might be.

It is mine. I left it there in the autumn, when the boats were brought in.
</pre>"""
LABELLED = """<ul><li>Previous message: <a href="0007.html">The gate</a></li>
<li>Next message: <a href="0009.html">Whose rope is it?</a></li>
<li><b>Sorted by:</b> <a href="date.html#8">[ date ]</a> <a href="thread.html#8">[ thread ]</a></li></ul>"""
IN_FULL = LABELLED.replace('href="', 'href="https://lists.example.org/2004/')
IN_BRACKETS = '<p>[<a href="msg07.html">Date Prev</a>][<a href="msg09.html">Date Next</a>]</p>'


def text_of(markup: str) -> str:
    return " ".join(lines_with(recognised_html(f"<h1>A rope</h1>{markup}"), *MAIN_TEXT))


@pytest.mark.parametrize("links", [LABELLED, IN_FULL, IN_BRACKETS])
def test_links_to_other_messages_are_not_the_text_of_a_message(links):
    text = text_of(f"{links}<hr>{MESSAGE}<hr>{links}")
    assert "It is mine" in text
    assert "message" not in text
    assert "date" not in text.lower()


def test_a_sentence_with_a_link_below_a_typed_text_is_text():
    source = '<p>From <a href="book.html">Songs of the Dene</a>, printed in 1904.</p>'
    assert "printed in 1904" in text_of(f"{MESSAGE}{source}")


def test_links_to_files_beside_a_typed_text_are_text():
    files = '<ul><li>The script: <a href="gauge.sh">gauge.sh</a></li></ul>'
    assert "gauge.sh" in text_of(f"{MESSAGE}{files}")


def test_links_in_a_text_with_a_typed_part_are_text():
    told = "<p>The keeper of the lock has written to us about the rope and about the boats.</p>"
    assert "The gate" in text_of(f"{told * 5}{LABELLED}{told * 5}{MESSAGE}")


def test_the_running_foot_of_word_is_no_text():
    told = "<p class=MsoHeader>The council met at once in the long room above the stable.</p>"
    text = text_of(f"{told}<p class=MsoFooter>Page 3</p>{told.replace('long', 'low')}")
    assert "Page 3" not in text
    assert "low room" in text
