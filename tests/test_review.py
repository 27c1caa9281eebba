"""How far a document was compared with its original: on its page, and as a list of work."""

import pytest

from generator.commands.list_report import find_entries, find_listing
from generator.options import BuildOptions
from generator.report import Report
from generator.state.site_settings import load_config

SEEDED = '{{path: "{0}.txt", sha256: "{1}", confidence: {2}}}'


def a_document(name, review, confidence=None):
    lines = [f"title: {name.capitalize()}", f"review: {review}" if review else "place: here"]
    if confidence:
        lines.append(f"seed: {SEEDED.format(name, confidence[-1] * 64, confidence)}")
    return "\n".join([f"-- content/{name}.md --", "---", *lines, "---", "Text.", ""])


@pytest.mark.parametrize(
    ("state", "words"),
    [("raw", "not yet"), ("Checked", "in its main points"), ("proofed", "in full")],
)
def test_a_page_says_how_far_it_was_compared(build_site, state, words):
    site = build_site(a_document("weir", state))
    assert f"Compared with the original {words}" in site.text("weir.html")


def test_a_page_without_a_state_says_nothing(build_site):
    site = build_site(a_document("weir", None))
    assert "Compared" not in site.text("weir.html")


def test_an_unknown_state_is_a_warning(build_site):
    site = build_site(a_document("weir", "chekced"))
    (found,) = site.diagnostics
    assert (found.code, found.line) == ("review.unknown", 3)
    assert "did you mean “checked”?" in found.message


def test_the_settings_give_a_state_to_all_that_have_none(build_site):
    settings = '-- site.yaml --\ndefaults: [{path: "*", values: {review: raw}}]\n'
    site = build_site(settings, a_document("weir", None), a_document("mill", "proofed"))
    assert "not yet" in site.text("weir.html")
    assert "in full" in site.text("mill.html")


def test_what_is_left_to_compare_is_listed_raw_first_and_the_most_doubtful_first(build_site):
    site = build_site(
        a_document("ash", "checked", "0.3"),
        a_document("birch", "raw", "0.9"),
        a_document("cedar", None, "0.4"),
        a_document("elm", "proofed", "0.1"),
        a_document("fir", "raw"),
        a_document("oak", None),
    )
    config = load_config(site.root)
    found = find_entries(
        find_listing("review", config), config, BuildOptions(today="2026-01-02"), Report()
    )
    assert found == (
        ("content/cedar.md", "raw", "40%", "Cedar"),
        ("content/birch.md", "raw", "90%", "Birch"),
        ("content/fir.md", "raw", None, "Fir"),
        ("content/ash.md", "checked", "30%", "Ash"),
    )


def test_the_owner_s_sheet_may_have_a_column_of_states(build_site):
    site = build_site(
        "-- seeds/a.txt --\nThe ferry\n\n3 May 1931\n\nIt will not run, says the ferryman here.\n"
        "-- seeds/metadata.csv --\npath,review\na.txt,checked\n"
    )
    (name,) = site.root.glob("content/1931/05/*.md")
    assert "in its main points" in site.text(f"1931/05/{name.stem}.html")
