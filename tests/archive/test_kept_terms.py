"""The page of a term, once it was published, stays as long as the term has a document."""

import pytest

from generator.archive.taxonomies import SMALL_ARCHIVE, find_taxonomies
from generator.config import TaxonomySettings
from generator.model import Record

TOPICS = {"topics": TaxonomySettings(minimum=2)}


def term(published, topic="Old roads"):
    """Return a term that one document has, in an archive where that is too few for a page."""
    others = [Record(f"other-{n}", "") for n in range(SMALL_ARCHIVE)]
    records = [Record("bridge", "", terms={"topics": (topic,)}), *others]
    (taxonomy,) = find_taxonomies(records, TOPICS, published)
    return taxonomy.terms[0]


def test_a_term_that_became_rare_keeps_the_page_that_was_published():
    assert term(["topics/old-roads/index.html"]).has_page


@pytest.mark.parametrize(
    "path",
    ["topics/roads/index.html", "places/old-roads/index.html", "topics/old-roads/page-1.html"],
)
def test_a_rare_term_has_no_page_because_of_another_address(path):
    assert not term([path]).has_page


def test_a_term_without_a_document_has_no_page_whatever_was_published():
    assert find_taxonomies([], TOPICS, ["topics/old-roads/index.html"]) == ()
