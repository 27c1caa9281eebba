"""Topics: sections, and the few terms that a reader would look up."""

from __future__ import annotations

from generator.model import Finding, Related
from tests.entities.about import about, values

FLOODS = """
    Floods close the valley road
    The floods came at night. The floods rose on Monday and the road was closed.
    On Tuesday the flood plain was under water, the floods having burst the banks.
"""


def topics(text: str, language: str = "en") -> list[str]:
    return values(about(text, language).topics)


def test_the_section_trail_comes_first():
    section = Finding(("World", "Europe"), "section-trail", 9)
    assert values(about(FLOODS, section=section).topics)[:2] == ["World", "Europe"]


def test_the_sections_of_related_stories_are_topics():
    related = (Finding(Related("Old floods", section="Weather"), "related", 9),)
    found = about(FLOODS, related=related).topics
    assert Finding("Weather", "related-section", 9) in found


def test_a_repeated_common_word_is_listed_under_its_heading():
    assert "Floods" in topics(FLOODS)


def test_two_forms_of_a_term_are_one_topic():
    one = topics(
        "Stem-wort harvest\nThe stem-wort harvest was good, a stem-wort harvest to praise."
    )
    many = topics("Stem-wort harvests\nThe stem-wort harvests were good: stem-wort harvests again.")
    assert one == many == ["Stem-wort harvest"]


def test_a_day_is_no_topic():
    text = "Monday again\nIt rained on Monday. On Monday it will rain, as every Monday."
    assert topics(text) == []


def test_a_name_is_no_topic():
    text = "Kovats\nAnna Kovats came. Kovats saw. Kovats left, and Kovats wrote."
    assert topics(text) == []


def test_an_event_is_a_topic_and_no_person():
    found = about("The Arrow Cup\nThe Arrow Cup is held in May. The Arrow Cup is old.")
    assert (values(found.topics), found.people) == (["Arrow Cup"], ())


def test_there_are_at_most_eight():
    labels = tuple(f"Section {letter}" for letter in "ABCDEFGHIJKL")
    assert len(about(FLOODS, section=Finding(labels, "section-trail", 9)).topics) == 8


def test_an_abbreviation_of_figures_is_no_topic():
    text = "Prices\nPrices rose by two pct. A pct more was paid in May, and a pct less for barley."
    assert "Pct" not in topics(text)
