"""Main text: what is kept of a page, and that what is no page is kept whole."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.model import CERTAIN, LABELS, Probabilities, Role
from generator.readers.text import read_plain
from generator.structure.labelled_lines import make_sheet
from generator.structure.main_text import rescue_main_text, select_main_text
from tests.recognised import lines_with, recognised, recognised_html, role_of

PAGE = """\
Home | News | Weather | Contact

The ferry comes back

The ferry between the two islands will sail again from Monday, the harbour board said after a long meeting.

It had been laid up since March, when ice broke two blades of its screw and nobody could be found to mend them.

Print this page
Send to a friend
© 2004 The Island Gazette
"""
LETTER = """\
Dear Ada,

The goat got out again and ate the washing. We are well.

The well
is dry

Your loving brother,
Tom
"""
MINUTES = """\
Minutes of the meeting held on 6th April 1909

Present: Mr Pike, Mrs Holm

1. The pump
Mr Pike reported that the pump was broken.
Agreed.
"""
VERSE = "O weir,\nO mill,\nO frost\n\nO May"
THE_SAME_OFTEN = "\n".join(["Agreed."] * 40)


def sheet_with(text: str, chances: list[float]):
    sheet = make_sheet(read_plain(text).lines)
    main = tuple(int(chance * CERTAIN) for chance in chances)
    return replace(sheet, chances=Probabilities(main, ((0,) * len(LABELS),) * len(main)))


def test_the_paragraphs_of_a_page_are_its_text_and_the_menu_is_not():
    kept = lines_with(recognised(PAGE), Role.BODY)
    assert [line.split()[0] for line in kept] == ["The", "It"]


@pytest.mark.parametrize("text", [LETTER, MINUTES, VERSE, THE_SAME_OFTEN])
def test_a_text_without_furniture_stays_whole(text):
    assert lines_with(recognised(text), Role.FURNITURE) == []


def test_likely_units_are_kept():
    sheet = sheet_with("one two three\n\nfour five six\n\nseven eight", [0.9, 0.1, 0.8])
    assert select_main_text(sheet).kept == {0, 2}


def test_a_doubtful_unit_is_kept_where_all_is_doubtful():
    doubtful = sheet_with("one two three\n\nfour five six", [0.4, 0.4])
    sure = sheet_with("one two three\n\nfour five six", [1.0, 0.4])
    assert select_main_text(doubtful).kept == {0, 1}
    assert select_main_text(sure).kept == {0}


def test_the_f1_that_is_expected_falls_with_doubt():
    sure = select_main_text(sheet_with("one two\n\nthree four", [1.0, 0.0]))
    unsure = select_main_text(sheet_with("one two\n\nthree four", [0.9, 0.2]))
    assert sure.expected == 1.0 > unsure.expected


def test_a_line_without_words_is_no_text():
    assert select_main_text(sheet_with("one two\n\n* * *", [1.0, 1.0])).kept == {0}


def test_a_fixed_wording_is_kept_only_where_it_is_all_but_certain():
    doubtful = sheet_with("one two three\n\nAdvertisement", [1.0, 0.7])
    certain = sheet_with("one two three\n\nAdvertisement", [1.0, 0.9])
    assert select_main_text(doubtful).kept == {0}
    assert select_main_text(certain).kept == {0, 1}


def test_the_addresses_that_a_browser_lists_below_a_page_are_no_text():
    listed = sheet_with("one two\n\n1. http://www.example.org/\n2. http://b.example/", [1.0] * 3)
    assert select_main_text(listed).kept == {0}


ARTICLE = (
    f"<h1>The ferry comes back</h1><p>{PAGE.split(chr(10))[4]}</p><p>{PAGE.split(chr(10))[6]}</p>"
)
MENU = '<div id="menu"><a href="/">Home</a> <a href="/news">News</a> <a href="/w">Weather</a></div>'


@pytest.mark.parametrize(
    "wrapper",
    [
        "<form>{}</form>",
        "<header>{}</header>",
        "<footer>{}</footer>",
        "<aside>{}</aside>",
        "<nav>{}</nav>",
        '<div class="sidebar">{}</div>',
        '<div id="footer"><div class="menu">{}</div></div>',
        '<div role="navigation" class="ads">{}</div>',
        "<noscript>{}</noscript>",
        "<table><tr><td>{}</td></tr></table>",
        '<a href="/">{}</a>',
        '<div style="display:none">{}</div>',
    ],
)
def test_a_page_that_has_prose_is_not_empty_wherever_the_prose_is(wrapper):
    page = recognised_html(f"<body>{MENU}{wrapper.format(ARTICLE)}</body>")
    assert lines_with(page, Role.BODY, Role.SUBHEAD, Role.STANDFIRST)


def test_a_page_whose_whole_text_is_called_a_caption_is_not_empty():
    page = recognised_html(f'<body>{MENU}<div class="caption">{ARTICLE}</div></body>')
    assert lines_with(page, Role.BODY, Role.SUBHEAD, Role.STANDFIRST)


def test_running_text_that_the_rules_took_for_something_else_is_body_if_nothing_is_left():
    sheet = sheet_with(PAGE, [0.0] * 20)
    assert list(rescue_main_text(sheet).values()) == [Role.BODY]
    paragraph = max(sheet.units, key=lambda unit: unit.words)
    assert list(rescue_main_text(sheet)) == [paragraph.index]


def test_in_a_saved_page_that_the_model_does_not_know_more_is_kept_than_it_believes():
    lost = sheet_with("one two three\n\nfour five six\n\nseven eight", [0.2, 0.1, 0.0])
    kept = select_main_text(lost)
    raised = select_main_text(lost, is_saved=True)
    assert kept.kept < raised.kept == {0, 1}
    assert kept.expected == raised.expected


def test_a_page_that_has_main_text_needs_no_rescue():
    sheet = sheet_with(PAGE, [0.0] * 20).with_roles({0: Role.SUBHEAD}, "test")
    assert rescue_main_text(sheet) == {}


@pytest.mark.parametrize("wrapper", ["{}", "<form>{}</form>", '<div class="sidebar">{}</div>'])
def test_a_page_is_its_article_whatever_one_element_around_it_is_called(wrapper):
    page = recognised_html(f"<body>{wrapper.format(MENU + ARTICLE)}</body>")
    kept = lines_with(page, Role.BODY)
    assert [line.split()[0] for line in kept] == ["The", "It"]


def test_every_line_of_a_page_has_a_role():
    page = recognised_html(f"<body>{MENU}{ARTICLE}<footer>Print this page</footer></body>")
    assert len(page.text.roles) == len(page.text.lines)
    assert role_of(page, "Print this page") is Role.FURNITURE
