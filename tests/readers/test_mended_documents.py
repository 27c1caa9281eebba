"""What is read out of a garbled seed is mended; its lines, and its bytes, stay as they are."""

from __future__ import annotations

from generator.pipeline.machine_view import as_view
from tests.pages import page
from tests.recognised import recognised

GARBLED = page(
    headline="The weir at ChÃ¢teau Pike",
    text=(
        "The parish council voted on Tuesday to mend the weir, which hasnâ€™t held since the frost.",
        "â€œWork is to begin in July,â€ the clerk said, and the cafÃ© will be closed until then.",
    ),
)


def test_the_lines_of_a_garbled_seed_are_the_seeds():
    view = as_view(recognised(GARBLED))
    assert "\n".join(line["text"] for line in view["lines"]) == GARBLED


def test_title_and_text_of_its_document_are_mended():
    view = as_view(recognised(GARBLED))
    assert view["title"] == "The weir at Château Pike"
    assert "hasn’t held since the frost" in view["markdown"]
    assert "the café will be closed" in view["markdown"]


def test_each_mended_line_is_a_finding():
    view = as_view(recognised(GARBLED))
    repairs = [finding for finding in view["findings"] if finding["field"] == "text"]
    assert {finding["rule"] for finding in repairs} == {"utf-8-read-as-windows-1252"}
    assert "The weir at Château Pike" in [finding["value"] for finding in repairs]


def test_what_was_mended_and_what_could_not_be_is_remarked_upon():
    codes = [remark.code for remark in recognised(GARBLED).remarks]
    assert codes == ["text.mojibake", "text.garbled"]
