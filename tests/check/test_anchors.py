"""Links to a place on a page: whether it is there."""

import pytest

PAGE = """
    -- page.html --
    <h2 id="ferry">Ferry</h2> <h2 id="brücke">Brücke</h2> <a name="old">Old</a>
    <h2 id="100%25">All</h2>
    -- scan.pdf --
    -- map.svg --
    <svg/>
"""
FINE = [
    "#ferry",
    "#br%C3%BCcke",
    "#brücke",
    "#old",
    "#",
    "#top",
    "#TOP",
    "#:~:text=ferry",
    "#100%25",
]
WRONG = ["#fery", "#Ferry", "#ferry ", "#fer%72y2"]


@pytest.mark.parametrize("fragment", FINE)
def test_a_link_to_a_place_that_a_page_has_is_fine(check, fragment):
    assert check(PAGE, f'-- index.html --\n<a href="page.html{fragment}">x</a>').codes == []


@pytest.mark.parametrize("fragment", [*WRONG[:2], "#2"])
def test_a_link_to_a_place_that_a_page_does_not_have_is_told(check, fragment):
    told = check(PAGE, f'-- index.html --\n<a href="page.html{fragment}">x</a>')
    assert told.codes == ["link.anchor"]


@pytest.mark.parametrize("fragment", ["#here", "#top", "#"])
def test_a_link_to_a_place_that_its_own_page_has_is_fine(check, fragment):
    assert check(f'-- index.html --\n<a href="{fragment}" id="here">x</a>').codes == []


@pytest.mark.parametrize(
    "link", ["#there", "index.html#there", "?q#there", "../b/index.html#there"]
)
def test_a_link_to_a_place_that_its_own_page_does_not_have_is_told(check, link):
    assert check(f'-- b/index.html --\n<a href="{link}" id="here">x</a>').codes == ["link.anchor"]


@pytest.mark.parametrize("link", ["scan.pdf#page=2", "map.svg#harbour"])
def test_what_a_fragment_means_in_other_files_is_their_business(check, link):
    assert check(PAGE, f'-- index.html --\n<a href="{link}">x</a>').codes == []


@pytest.mark.parametrize("link", ["page.html#fery", "#fery"])
@pytest.mark.parametrize("place", ['<p id="ferry"></p>', '<a name="ferry"></a>'])
def test_the_nearest_id_is_named(check, place, link):
    told = check(f'-- page.html --\n{place}<a href="{link}">x</a>')
    assert told.only.hint == "Did you mean “#ferry”?"


def test_a_missing_page_has_no_missing_places(check):
    assert check('-- index.html --\n<a href="page.html#ferry">x</a>').codes == ["link.missing"]


def test_places_are_looked_up_in_many_pages_by_many_processes(check):
    pages = "".join(
        f'-- {n}.html --\n<p id="p{n}"></p><a href="{n - 1}.html#p{n - 1}">x</a>\n'
        f'<a href="{n - 1}.html#q{n - 1}">y</a>\n'
        for n in range(1, 100)
    )
    told = check('-- 0.html --\n<p id="p0"></p>', pages, jobs=2)
    assert told.codes == ["link.anchor"] * 99


def test_an_id_in_a_picture_can_be_linked_to(check):
    assert check('-- index.html --\n<svg><g id="pier"/></svg><a href="#pier">x</a>').codes == []


def test_a_symbol_that_is_used_must_be_there(check):
    told = check('-- index.html --\n<svg><use href="#anchor"/><use xlink:href="#ship"/></svg>')
    assert told.codes == ["link.anchor", "link.anchor"]
