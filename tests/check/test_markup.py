"""Ids, and what every page needs: a title, a language, one heading, words for what is seen."""

import pytest

HEAD = "<title>The ferry</title>"


def of_page(check, markup):
    return check(f"-- index.html --\n{markup}").codes


def test_a_page_with_all_that_it_needs_is_fine(check):
    page = f'<!doctype html><html lang="cy"><head>{HEAD}</head><body><h1>Y fferi</h1></body></html>'
    assert of_page(check, page) == []


@pytest.mark.parametrize("title", ["", "<title></title>", "<title> \n</title>"])
def test_a_page_without_a_title_is_told(check, title):
    page = f"<html lang=en><head>{title}</head><h1>x</h1><svg><title>Ship</title></svg></html>"
    assert of_page(check, page) == ["html.title"]


@pytest.mark.parametrize(
    "html", ["<html>", '<html lang="">', "<html lang>", '<html xml:lang="en">']
)
def test_a_page_that_does_not_say_its_language_is_told(check, html):
    assert of_page(check, f"{html}{HEAD}<h1>x</h1></html>") == ["html.lang"]


@pytest.mark.parametrize(
    ("headings", "said"), [("", "no main"), ("<h1>a</h1><h1>b</h1>", "2 main")]
)
def test_a_page_has_one_main_heading(check, headings, said):
    told = check(f"-- index.html --\n<html lang=en>{HEAD}{headings}</html>")
    assert told.codes == ["html.heading"]
    assert said in told.only.message


def test_an_id_that_stands_twice_is_told_once(check):
    told = check('-- index.html --\n<p id="a"><p id="a"><p id="a"><p id="b">')
    assert told.codes == ["id.duplicate"]
    assert "“a”" in told.only.message


@pytest.mark.parametrize("markup", ['<p id="">', "<p id>", '<p id=" ">'])
def test_an_empty_id_is_told(check, markup):
    assert of_page(check, markup) == ["id.empty"]


@pytest.mark.parametrize("markup", ['<p id="a"><p id="A">', '<!-- <p id="a"> --><p id="a">'])
def test_ids_that_differ_are_fine(check, markup):
    assert of_page(check, markup) == []


@pytest.mark.parametrize(
    "markup", ['<img src="index.html">', '<a href="#"><img src="#x">Words</a>']
)
def test_a_picture_without_an_alternative_text_is_told(check, markup):
    assert "html.alt" in of_page(check, markup)


@pytest.mark.parametrize("alt", ['alt="A ship"', 'alt=""', "alt"])
def test_a_picture_may_say_that_it_says_nothing(check, alt):
    assert of_page(check, f'<img src="index.html" {alt}>') == []


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#"></a>',
        '<a href="#"> \n <span> </span></a>',
        '<a href="#"><img src="index.html" alt=""></a>',
        '<a href="#" title=" " aria-label=""></a>',
    ],
)
def test_a_link_without_words_is_told(check, link):
    assert of_page(check, link) == ["link.empty"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#">1</a>',
        '<a href="#"><b>Words</b></a>',
        '<a href="#" aria-label="Home"></a>',
        '<a href="#" title="Home"></a>',
        '<a href="#"><img src="index.html" alt="Home"></a>',
        '<a href="#"><svg aria-label="Home"></svg></a>',
        '<a href="#"><svg><title>Home</title></svg></a>',
        '<a id="here"></a>',
    ],
)
def test_a_link_with_words_of_whatever_kind_is_fine(check, link):
    assert of_page(check, link) == []


def test_the_owners_own_pages_may_lack_what_ours_may_not(check):
    page = '<html><p id="a"><p id="a"><img src="away.png"></html>'
    told = check(f"-- old/index.html --\n{page}\n-- content/old/index.html --\n{page}")
    assert told.codes == ["asset.missing"]
    assert told.places == ["content/old/index.html:1"]
