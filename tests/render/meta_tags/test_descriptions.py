"""What search engines are told of a page, in its meta description."""

import pytest

SITE = """
    -- site.yaml --
    {title: The Ferry papers, description: Kept by the ferryman.}
    -- content/summed-up.md --
    ---
    {date: 1931-03-09, summary: It was the first of all., topics: [Rivers, Roads]}
    ---
    The ferry ran.
    -- content/begun.md --
    ---
    {date: 1931-03, topics: [Rivers]}
    ---
    <p class="picture">The ferryman</p>

    ## Sunday

    The *ferry* & its bell.

    It ran.
    -- content/empty.md --
    ---
    title: The bridge
    ---
    -- content/pages/history.md --
    ---
    title: History
    ---
    How it [began](begun.md).
    -- content/topics/rivers.md --
    ---
    title: Rivers
    ---
    What flows, and what crosses it.
"""


@pytest.fixture
def description_of(build_site):
    site = build_site(SITE)

    def description_of(path):
        return site.html(path).css_first('meta[name="description"]').attributes["content"]

    return description_of


@pytest.mark.parametrize(
    ("path", "description"),
    [
        ("summed-up.html", "It was the first of all."),
        ("begun.html", "The ferry & its bell."),
        ("empty.html", "The bridge · The Ferry papers · Kept by the ferryman."),
        ("history.html", "How it began."),
        ("index.html", "Kept by the ferryman."),
        ("topics/rivers/index.html", "What flows, and what crosses it."),
        ("topics/roads/index.html", "The Ferry papers: Roads. Documents: 1."),
        ("1931/index.html", "The Ferry papers: 1931. Documents: 2."),
        ("1931/03/index.html", "The Ferry papers: March 1931. Documents: 2."),
        ("undated/index.html", "The Ferry papers: Undated. Documents: 1."),
        ("topics/index.html", "Topics · The Ferry papers · Kept by the ferryman."),
    ],
)
def test_a_page_is_described_by_its_owner_else_by_its_text_else_by_what_it_lists(
    description_of, path, description
):
    assert description_of(path) == description


def test_a_long_text_is_described_by_its_first_sentences(build_site):
    sentence = "The ferry did not run on this day, says the ferryman. "
    site = build_site("-- content/a.md --\n" + sentence * 20 + "\n")
    said = site.html("a.html").css_first('meta[name="description"]').attributes["content"]
    assert said == (sentence * 3).strip()


def test_the_numbers_of_notes_are_not_in_a_description(build_site):
    site = build_site("-- content/a.md --\nThe mill[^1] burned down.[2]\n\n[^1]: In 1905.\n")
    said = site.html("a.html").css_first('meta[name="description"]').attributes["content"]
    assert said == "The mill burned down."
