"""Term files after a change to one: every page is what a build from nothing would make of it."""

import pytest

from tests.site_in_a_string import BuiltSite
from tests.test_lists_stay_true import pages, pages_from_nothing

TERM = "content/topics/town.md"
CHANGES = {
    "a title": "---\ntitle: Hartwell\naliases: [Town, Borough]\n---\nThe *town*.\n",
    "an introduction": "---\ntitle: Town\naliases: [Borough]\n---\nThe town as it was.\n",
    "an alias": "---\ntitle: Town\naliases: [Borough, Mill]\n---\nThe *town*.\n",
    "a broader term": "---\ntitle: Town\naliases: [Borough]\nbroader: [Valley]\n---\n",
    "a hidden term": "---\ntitle: Town\naliases: [Borough]\nhidden: true\n---\n",
    "a file that cannot be read": "---\ntopics: [\n---\n",
}


@pytest.fixture
def site(build_site) -> BuiltSite:
    topics = ("Town", "Borough", "Mill", "Mill", "Valley")
    texts = "".join(
        f"-- content/{number}.md --\n---\ntitle: Number {number}\ntopics: [{topic}]\n---\n"
        for number, topic in enumerate(topics)
    )
    term = f"-- {TERM} --\n---\ntitle: Town\naliases: [Borough]\n---\nThe *town*.\n"
    return build_site(texts, term)


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_after_a_change_every_page_is_what_a_build_from_nothing_makes(site, text, tmp_path):
    site.write(TERM, text)
    site.rebuild()
    again = pages_from_nothing(site, tmp_path / "again")
    assert pages(site) == again


def test_without_its_file_a_term_is_what_documents_say(site, tmp_path):
    (site.root / TERM).unlink()
    site.rebuild()
    again = pages_from_nothing(site, tmp_path / "again")
    assert pages(site) == again


def test_the_address_of_a_spelling_that_became_an_alias_leads_to_the_term(site):
    assert "topics/mill/index.html" in site.paths()
    site.write(TERM, CHANGES["an alias"])
    site.rebuild()
    assert "Town" in site.text("topics/mill/index.html")
