"""Valid HTML and CSS, by the Nu HTML checker."""

import pytest

from tests.browser.conftest import LANGUAGES, LOOKS, THEMES
from tests.browser.instruments import largest_pages

pytestmark = pytest.mark.browser

ODD = """
    -- site.yaml --
    title: "Ferry & <sons>"
    description: '"Quoted" & <marked>'
    language: ar
    -- content/a b%c:d&e'f.md --
    ---
    title: '"Quotes" & <marks> ''and'''
    language: zh-Hant
    date: "-0043-03-15"
    topics: ["<b>", "&amp;", '"', "a/b", "  "]
    authors: ["<i>"]
    section: ["&"]
    source: "<source>"
    source_url: "https://archive.example/?a=b&c=\\"d\\" e"
    related: [{title: "<u>", date: "19XX"}, {title: ""}]
    ---
    # A heading of the first rank

    A [link](a) and ![a picture](a&b.png "title").

    | a | b |
    |:--|--:|
    | 1 | 2 |

    Term
    :   Definition[^1]

    [^1]: Note.

    ## Twice
    ## Twice
    -- content/b.md --
    ---
    {title: "", date: "1931-21", lang: "not a language"}
    ---
    <div><p>unclosed <b>and <i>crossed</b></i>
    -- content/pages/c.md --
    ---
    title: "<Page>"
    ---
"""


def test_every_page_of_the_example_is_valid_html(check, example):
    assert check("--errors-only", "--skip-non-html", example.output) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_of_each_kind_is_valid_html_in_every_theme(check, example_in, theme):
    sites = [example_in(theme, language).output for language in LANGUAGES]
    pages = [output / path for output in sites for path in largest_pages(output).values()]
    assert check("--errors-only", *pages) == []


def test_every_page_of_an_odd_archive_is_valid_html(check, build_site):
    site = build_site(ODD)
    assert check("--errors-only", "--skip-non-html", site.output) == []


@pytest.mark.parametrize("theme", LOOKS)
def test_every_style_sheet_is_valid(check, example_in, theme):
    sheets = sorted(example_in(theme, "en").output.rglob("*.css"))
    assert sheets
    assert check("--errors-only", "--css", *sheets) == []
