"""What a page prints and what its markup states are weighed against each other."""

from __future__ import annotations

import pytest

from generator.model import Extract, Role
from tests.pages import HEADLINE, PARAGRAPHS
from tests.recognised import lines_with, recognised_html


def read(
    head: str, above: str = "", heading: str = f"<h1>{HEADLINE}</h1>", root: str = ""
) -> Extract:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    menu = '<nav><a href="/">Home</a> <a href="/n">News</a></nav>'
    body = f"{menu}<article>{heading}{above}{text}</article>"
    return recognised_html(f"<html {root}><head>{head}</head><body>{body}</body></html>")


def title_of(extract: Extract) -> str | None:
    title = extract.metadata.title
    return title.value if title else None


def date_of(extract: Extract) -> str | None:
    date = extract.metadata.date
    return date.value.text if date else None


def authors_of(extract: Extract) -> tuple[str, ...]:
    authors = extract.metadata.authors
    return authors.value if authors else ()


# Title


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"{HEADLINE} | The Hartwell Gazette",
        f"Hartwell Gazette - News - {HEADLINE}",
        f"  {HEADLINE.upper()}  :: Gazette",
        f"{HEADLINE} HG 44",
    ],
)
def test_the_heading_that_the_title_element_repeats_is_the_title(title):
    masthead = "<h4>The paper that <i>makes the river more fun</i> every week</h4>"
    extract = read(f"<title>{title}</title>", heading=f"{masthead}<h1>{HEADLINE}</h1>")
    assert title_of(extract) == HEADLINE
    assert lines_with(extract, Role.TITLE) == [HEADLINE]


def test_a_line_without_a_heading_s_markup_is_the_title_if_the_title_element_says_so():
    heading = f"<h2>Rivers and roads of the parish</h2><div>{HEADLINE}</div>"
    assert title_of(read(f"<title>{HEADLINE}</title>", heading=heading)) == HEADLINE


def test_a_headline_in_two_lines_is_one_title_and_no_part_of_the_text():
    heading = "<p><b>Council votes to</b></p><p><b>mend the weir</b></p>"
    extract = read(f"<title>{HEADLINE} - Gazette</title>", heading=heading)
    assert title_of(extract) == HEADLINE
    assert lines_with(extract, Role.TITLE) == ["Council votes to", "mend the weir"]


def test_a_headline_that_is_printed_twice_is_one_title_and_no_part_of_the_text():
    heading = f"<p>{HEADLINE}</p><h1>{HEADLINE}</h1>"
    extract = read(f"<title>{HEADLINE}</title>", heading=heading)
    assert title_of(extract) == HEADLINE
    assert HEADLINE not in lines_with(extract, Role.BODY, Role.SUBHEAD, Role.STANDFIRST)


@pytest.mark.parametrize("title", ["Untitled", "New Page 1", "The Hartwell Gazette", "index.html"])
def test_a_title_element_that_names_no_document_gives_way_to_the_heading(title):
    assert title_of(read(f"<title>{title}</title>")) == HEADLINE


def test_the_name_of_the_site_is_no_title_though_two_places_agree_on_it():
    head = (
        f'<meta property="og:site_name" content="Weir Lore"><title>{HEADLINE} | Weir Lore</title>'
    )
    assert title_of(read(head, heading=f"<h1>Weir Lore</h1><h2>{HEADLINE}</h2>")) == HEADLINE


@pytest.mark.parametrize(
    "head",
    [
        f"<title>The Weir Diary » {HEADLINE}</title>",
        f"<title>The Weir Diary :: Notes :: {HEADLINE}</title>",
        f"<title>{HEADLINE} - The Weir Diary</title>",
        f'<title>The Weir Diary: {HEADLINE}</title><meta property="og:title" content="{HEADLINE}">',
    ],
)
def test_the_name_of_a_diary_above_the_heading_of_a_page_is_no_title(head):
    heading = f"<h1>The Weir Diary</h1><p>Notes on a river</p><h2>{HEADLINE}</h2>"
    assert title_of(read(head, heading=heading)) == HEADLINE


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{HEADLINE}: How the river was tamed</title>",
        f"<title>{HEADLINE} - How the river was tamed</title>",
        f'<title>Gazette | {HEADLINE}</title><meta property="og:title" content="{HEADLINE}">',
    ],
)
def test_a_heading_with_a_second_heading_below_it_is_the_title(head):
    heading = f"<h1>{HEADLINE}</h1><h2>How the river was tamed</h2>"
    assert title_of(read(head, heading=heading)) == HEADLINE


def test_a_headline_outranks_the_wording_that_is_written_for_search_engines():
    head = "<title>9 ways to keep rivers calm | The Hartwell Gazette</title>"
    assert title_of(read(head, above="<div>By Jane Doe</div>")) == HEADLINE


def test_the_heading_of_a_section_gives_way_to_the_stated_title():
    head = "<title>9 ways to keep rivers calm | The Hartwell Gazette</title>"
    assert title_of(read(head, heading="<h1>Rivers and roads</h1>")) == "9 ways to keep rivers calm"


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_dash_inside_a_printed_title_stays(dash):
    words = f"Hartwell {dash} Oxley: a bridge at last"
    head = f"<title>{words} | Gazette</title>"
    assert title_of(read(head, heading=f"<p>{words}</p>")) == words


def test_a_soft_hyphen_is_no_part_of_a_title():
    words = "Council\u00ad votes to mend the we\u00adir"
    assert title_of(read("", heading=f"<h1>{words}</h1>")) == HEADLINE


# Date


def test_a_stated_time_keeps_its_zone():
    head = '<meta property="article:published_time" content="1999-04-03T23:30:00+02:00">'
    assert date_of(read(head)) == "1999-04-03T23:30:00+02:00"


def test_a_printed_day_that_the_markup_states_with_its_time_has_both():
    head = '<meta property="article:published_time" content="1999-04-03T07:30:00+01:00">'
    date = read(head, "<p>3 April 1999</p>").metadata.date
    assert date is not None
    assert date.value.text == "1999-04-03T07:30:00+01:00"
    assert date.line is not None


def test_midnight_states_no_time():
    head = '<meta property="article:published_time" content="1999-04-03T00:00:00+00:00">'
    assert date_of(read(head)) == "1999-04-03"


def test_the_printed_day_counts_where_the_markup_states_the_same_moment_in_utc():
    head = '<meta property="article:published_time" content="1999-04-03T22:30:00Z">'
    assert date_of(read(head, "<p>By Ada Pike</p><p>4 April 1999</p>")) == "1999-04-04"


def test_of_a_moment_in_utc_and_in_local_time_the_local_day_counts():
    head = '<meta property="article:published_time" content="1999-04-03T22:30:10Z">'
    time = '<time datetime="1999-04-04T00:30:10+02:00">a while ago</time>'
    assert date_of(read(head, f"<p>{time}</p>")) == "1999-04-04T00:30:10+02:00"


def test_the_only_date_of_a_page_may_be_that_of_an_update():
    assert date_of(read("", "<p>Last updated: 3 April 1999</p>")) == "1999-04-03"


@pytest.mark.parametrize(
    ("day", "text"), [("1999-04-03", "04/03/1999"), ("1999-03-04", "04/03/1999")]
)
def test_a_stated_day_decides_how_figures_read(day, text):
    extract = read(f'<meta property="article:published_time" content="{day}">', f"<p>{text}</p>")
    assert date_of(extract) == day
    assert extract.remarks == ()


def test_figures_read_the_day_first_in_a_country_that_prints_it_first():
    assert date_of(read("", "<p>Published: 04/03/1999</p>", root='lang="en-GB"')) == "1999-03-04"


def test_a_clock_in_the_page_gives_way_to_the_stated_date():
    clock = "<p>Saturday, 5 June 2004</p>"
    head = '<meta property="article:published_time" content="1999-04-03">'
    assert date_of(read(head, heading=f"{clock}<h1>{HEADLINE}</h1>")) == "1999-04-03"


def test_an_older_dateline_stays_the_date_of_what_a_site_published_anew():
    head = '<meta property="article:published_time" content="2009-04-03">'
    extract = read(head, "<p>By Ada Pike</p><p>3 June 1911</p>")
    assert date_of(extract) == "1911-06-03"


def test_the_rule_of_a_stated_date_names_the_place():
    head = '<meta name="parsely-pub-date" content="1999-04-03">'
    date = read(head).metadata.date
    assert date is not None
    assert (date.rule, date.line) == ("parsely-pub-date", None)


@pytest.mark.parametrize(
    "value", ["1970-01-01T00:00:00Z", "0001-01-01", "today", "11/8", "99999999"]
)
def test_a_value_that_dates_nothing_is_no_date(value):
    assert date_of(read(f'<meta property="article:published_time" content="{value}">')) is None


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://example.org/1999/04/03/weir", "1999-04-03"),
        ("https://example.org/1999-04-03-weir", "1999-04-03"),
        ("https://example.org/19990403/weir", "1999-04-03"),
        ("https://example.org/1999/weir", None),
        ("https://example.org/weir-1999-2004-03", None),
    ],
)
def test_the_day_in_the_address_that_a_page_states_dates_it(address, date):
    assert date_of(read(f'<link rel="canonical" href="{address}">')) == date


# Authors


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Ada Pike", ("Ada Pike",)),
        ("By Ada Pike", ("Ada Pike",)),
        ("ADA PIKE", ("Ada Pike",)),
        ("Ada Pike and Tom Reed", ("Ada Pike", "Tom Reed")),
        ("Ada Pike | ada@example.org", ("Ada Pike",)),
        ("weirkeeper", ("weirkeeper",)),
        ("Alexa von Heide", ("Alexa von Heide",)),
        ("https://facebook.example/ada.pike", ()),
        ("Admin", ()),
        ("Staff", ()),
        ("Editor", ()),
        ("ada.pike", ()),
        ("Weir Lore", ()),
        ("The weir broke in the night, and nobody in the parish has an idea why it did so.", ()),
    ],
)
def test_stated_authors_are_people(value, authors):
    site = '<meta property="og:site_name" content="Weir Lore">'
    assert authors_of(read(f'{site}<meta name="author" content="{value}">')) == authors


@pytest.mark.parametrize(
    "byline",
    [
        'By <a href="/ap">Ada Pike</a> Gazette Online',
        "By Ada Pike November 8, 1999",
        "By Ada Pike Published 8 November 1999",
    ],
)
def test_a_name_ends_where_its_link_ends_or_a_date_begins(byline):
    assert authors_of(read("", f"<p>{byline}</p><p>8 November 1999</p>")) == ("Ada Pike",)


def test_what_is_glued_to_a_printed_name_is_cut_off_if_the_markup_states_the_name():
    head = '<meta name="author" content="Ada Pike">'
    assert authors_of(read(head, "<p>By Ada PikePublished</p><p>3 April 1999</p>")) == ("Ada Pike",)


def test_the_first_of_those_who_wrote_in_a_forum_is_the_author():
    posts = "".join(f'<p><b itemprop="author">{name}</b></p>' for name in ("mill44", "ada", "tom"))
    assert authors_of(read("", posts)) == ("mill44",)
