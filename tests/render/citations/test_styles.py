"""Citations in the styles of three manuals."""

import pytest

ORIGINALS = {
    "Chicago": "Ferrier, Ann. “The bridge is open.” Ferry Gazette, October 3, 2001.",
    "APA": "Ferrier, A. (2001, October 3). The bridge is open. Ferry Gazette.",
    "MLA": "Ferrier, Ann. “The bridge is open.” Ferry Gazette, 3 Oct. 2001.",
}
COPIES = {
    "Chicago": "Ferrier, Ann. “The bridge is open.” Ferry Gazette, October 3, 2001. "
    "The Ferry papers, https://a.example/2001/10/bridge.html.",
    "APA": "Ferrier, A. (2001, October 3). The bridge is open. Ferry Gazette. "
    "The Ferry papers. https://a.example/2001/10/bridge.html",
    "MLA": "Ferrier, Ann. “The bridge is open.” Ferry Gazette, 3 Oct. 2001. "
    "The Ferry papers, https://a.example/2001/10/bridge.html.",
}
WITHOUT_AUTHOR = {
    "Chicago": "Ferry Gazette. “The bridge is open.” October 3, 2001.",
    "APA": "The bridge is open. (2001, October 3). Ferry Gazette.",
    "MLA": "“The bridge is open.” Ferry Gazette, 3 Oct. 2001.",
}
WITHOUT_DATE = {
    "Chicago": "Ferrier, Ann. “The bridge is open.” Ferry Gazette.",
    "APA": "Ferrier, A. (n.d.). The bridge is open. Ferry Gazette.",
    "MLA": "Ferrier, Ann. “The bridge is open.” Ferry Gazette.",
}
WITHOUT_SOURCE = {
    "Chicago": "Ferrier, Ann. “The bridge is open.” October 3, 2001. "
    "The Ferry papers, 2001/10/bridge.html.",
    "APA": "Ferrier, A. (2001, October 3). The bridge is open. The Ferry papers. 2001/10/bridge.html",
    "MLA": "Ferrier, Ann. “The bridge is open.” 3 Oct. 2001. "
    "The Ferry papers, 2001/10/bridge.html.",
}
DATES = {
    "2001-10-03T20:46:00Z": ("October 3, 2001", "2001, October 3", "3 Oct. 2001"),
    "2001-10": ("October 2001", "2001, October", "Oct. 2001"),
    "2001": ("2001", "2001", "2001"),
    "1931-21": ("Spring 1931", "1931, Spring", "spring 1931"),
    "1890~": ("ca. 1890", "ca. 1890", "circa 1890"),
    "1890?": ("1890?", "1890?", "1890?"),
    "1890%": ("ca. 1890?", "ca. 1890?", "circa 1890?"),
    "199X": ("1990s", "1990s", "1990s"),
    "18XX": ("1800–1899", "1800–1899", "1800–1899"),
    "1914/1918": ("1914–1918", "1914–1918", "1914–1918"),
    "1914/..": ("1914–", "1914–", "1914–"),
    "../1918": ("until 1918", "until 1918", "until 1918"),
    "-0043-03-15": ("March 15, 44 BCE", "44 BCE, March 15", "15 Mar. 44 BCE"),
}


def without_code(found):
    return {style: text for style, text in found.items() if style != "BibTeX"}


def test_an_original_publication_is_cited_in_each_style(citations):
    assert without_code(citations()) == ORIGINALS


def test_the_copy_is_cited_with_the_archive_and_its_full_address(citations):
    assert without_code(citations("copy", base_url="https://a.example/")) == COPIES


def test_what_names_no_author_has_none(citations):
    assert without_code(citations(authors=())) == WITHOUT_AUTHOR


def test_what_is_undated_has_no_date_and_apa_says_so(citations):
    assert without_code(citations(date=None)) == WITHOUT_DATE


def test_of_what_was_published_nowhere_only_the_copy_is_cited(citations):
    assert citations(source=None) == {}
    assert without_code(citations("copy", source=None)) == WITHOUT_SOURCE


@pytest.mark.parametrize(("date", "words"), DATES.items())
def test_a_date_is_cited_as_exactly_as_it_is_known(citations, date, words):
    found = citations(date=date)
    assert found["Chicago"].endswith(f"Ferry Gazette, {words[0]}.")
    assert f"({words[1]})." in found["APA"]
    assert found["MLA"].endswith(f"Ferry Gazette, {words[2]}.")


@pytest.mark.parametrize(
    ("number", "chicago", "apa", "mla"),
    [
        (2, "Ba, Ann, and Ann Bb.", "Ba, A., & Bb, A.", "Ba, Ann, and Ann Bb."),
        (3, "Ba, Ann, Ann Bb, and Ann Bc.", "Ba, A., Bb, A., & Bc, A.", "Ba, Ann, et al."),
        (11, "Ann Bg, et al.", "& Bk, A.", "Ba, Ann, et al."),
        (21, "Ann Bg, et al.", "Bs, A., . . . Bu, A.", "Ba, Ann, et al."),
    ],
)
def test_several_authors_are_named_as_each_style_wants_it(citations, number, chicago, apa, mla):
    found = citations(authors=tuple(f"Ann B{'abcdefghijklmnopqrstu'[i]}" for i in range(number)))
    heads = [found[style].partition(mark)[0] for style, mark in (("Chicago", " “"), ("MLA", " “"))]
    assert heads[0].endswith(chicago)
    assert heads[1] == mla
    assert found["APA"].partition(" (")[0].endswith(apa)


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Is the bridge open?", "“Is the bridge open?”"),
        ('"Open" says the mayor', "“‘Open’ says the mayor.”"),
        ("The mayor says “open”", "“The mayor says ‘open’.”"),
    ],
)
def test_a_title_has_one_mark_at_its_end_and_single_quotes_inside(citations, title, quoted):
    assert quoted in citations(title=title)["MLA"]


def test_the_address_of_the_original_is_cited_where_it_is_known(citations):
    found = citations(source_url="https://gazette.example/1")
    assert found["Chicago"].endswith("2001. https://gazette.example/1.")
    assert found["APA"].endswith("Gazette. https://gazette.example/1")


def test_an_address_that_could_run_is_not_cited(citations):
    assert "javascript" not in "".join(citations(source_url="javascript:alert(1)").values())


def test_publications_are_set_as_titles(citations):
    assert "<cite>Ferry Gazette</cite>, 3 Oct." in citations(is_markup=True)["MLA"]


def test_markup_in_a_title_is_text(citations):
    assert "<b>" not in "".join(citations(is_markup=True, title="<b>Bridge</b>").values())


def test_a_title_that_runs_from_right_to_left_is_set_by_itself(citations):
    found = citations(is_markup=True, title="الجسر", language="ar")
    assert "“<bdi>الجسر</bdi>.”" in found["Chicago"]


def test_a_copy_in_an_edition_of_the_archive_says_in_which(citations):
    found = citations("copy", base_url="https://a.example/", edition="2nd edition")
    place = "https://a.example/2001/10/bridge.html"
    assert found["Chicago"].endswith(f" The Ferry papers, 2nd edition, {place}.")
    assert found["APA"].endswith(f" The Ferry papers (2nd edition). {place}")
    assert found["MLA"].endswith(f" The Ferry papers, 2nd edition, {place}.")
    assert "{Copy in The Ferry papers, 2nd edition}" in found["BibTeX"]
