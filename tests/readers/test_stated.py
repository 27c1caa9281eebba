"""What the markup of a page states about the document is read with the place that states it."""

from __future__ import annotations

import json

import pytest

from generator.model import Finding, Stated
from generator.readers.html import read_markup


def stated_in(head: str = "", body: str = "<p>It broke.</p>", root: str = "") -> Stated:
    return read_markup(f"<html {root}><head>{head}</head><body>{body}</body></html>").stated


def linked_data(**values: object) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


@pytest.mark.parametrize(
    ("head", "title", "place"),
    [
        ("<title>The  weir\n broke</title>", "The weir broke", "title"),
        ("<title>The we\u00adir</title>", "The weir", "title"),
        ('<meta property="og:title" content="The weir">', "The weir", "og:title"),
        ('<meta name="DC.Title" content="The weir">', "The weir", "dc.title"),
        ('<meta name="citation_title" content="The weir">', "The weir", "citation_title"),
        (linked_data(headline="The weir &amp; the mill"), "The weir & the mill", "json-ld"),
    ],
)
def test_titles_are_read_with_the_place_that_states_them(head, title, place):
    assert stated_in(head).titles == (Finding(title, place),)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('<h1 itemprop="headline">The weir</h1>', "headline"),
        ('<h2 class="entry-title">The weir</h2>', "entry-title"),
    ],
)
def test_microdata_and_microformats_state_titles(body, place):
    assert stated_in(body=body).titles == (Finding("The weir", place),)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ('<meta property="article:published_time" content="{}">', "article:published_time"),
        ('<meta name="DC.Date" content="{}">', "dc.date"),
        ('<meta name="OriginalPublicationDate" content="{}">', "originalpublicationdate"),
        ('<meta name="parsely-pub-date" content="{}">', "parsely-pub-date"),
        ('<meta name="cXenseParse:publishtime" content="{}">', "cxenseparse:publishtime"),
        ('<meta itemprop="datePublished" content="{}">', "datepublished"),
    ],
)
def test_dates_of_publication_are_read_from_all_kinds_of_meta_elements(head, place):
    assert stated_in(head.format("1999-04-03")).dates == (Finding("1999-04-03", place),)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('<article><time datetime="1999-04-03">today</time></article>', "time"),
        ('<time pubdate datetime="1999-04-03">today</time>', "pubdate"),
        ('<span itemprop="datePublished" content="1999-04-03">today</span>', "datePublished"),
        ('<abbr class="published" title="1999-04-03">today</abbr>', "published"),
        ('<article><footer><time datetime="1999-04-03">x</time></footer></article>', "time"),
    ],
)
def test_elements_of_the_article_state_its_date(body, place):
    assert stated_in(body=body).dates == (Finding("1999-04-03", place),)


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:modified_time" content="1999-04-03">',
        '<time class="updated" datetime="1999-04-03">x</time>',
        '<time itemprop="dateModified" datetime="1999-04-03">x</time>',
        '<aside><time datetime="1999-04-03">x</time></aside>',
        '<div class="comments"><time datetime="1999-04-03">x</time></div>',
        '<article class="comment"><time datetime="1999-04-03">x</time></article>',
        '<footer><time datetime="1999-04-03">x</time></footer>',
        linked_data(dateModified="1999-04-03"),
        "<!--\n Page saved with SingleFile \n url: https://example.org/weir \n "
        "saved date: Sat Apr 03 1999 09:12:11 GMT+0200\n-->",
    ],
)
def test_when_a_page_was_changed_saved_or_commented_on_is_not_its_date(markup):
    assert stated_in(body=markup).dates == ()


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","datePublished":"1999-04-03"}',
        '[{"@type":"WebSite"},{"@type":["Article"],"datePublished":"1999-04-03"}]',
        '{"@graph":[{"@type":"Organization"},{"@type":"BlogPosting","datePublished":"1999-04-03"}]}',
        '{"@type":"WebPage","mainEntity":{"@type":"Article","datePublished":"1999-04-03"}}',
        '{"@type":"NewsArticle","datePublished":"1999-04-03",}',
        '{"@type":"NewsArticle","description":"two\nlines","datePublished":"1999-04-03"}',
        '{"@type":"NewsArticle","description":"It\\\'s","datePublished":"1999-04-03"}',
        '<!-- {"@type":"NewsArticle","datePublished":"1999-04-03"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","datePublished":"1999-04-03"}\n//]]>',
        '{"@type":"NewsArticle","datePublished":"1999-04-03"};',
    ],
)
def test_json_ld_is_read_in_all_its_forms_with_small_faults(script):
    markup = f"<script type='application/ld+json'>{script}</script>"
    assert stated_in(markup).dates == (Finding("1999-04-03", "json-ld"),)


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "7", "[" * 5000, '{"@type":7,"author":[[]]}', '{"@type":"Event","name":"x"}'],
)
def test_json_ld_that_says_nothing_of_a_document_is_ignored(script):
    assert stated_in(f"<script type='application/ld+json'>{script}</script>") == Stated()


def test_the_entries_of_a_list_in_json_ld_are_not_the_document():
    entry = {"@type": "Article", "headline": "The mill", "datePublished": "1999-04-03"}
    assert stated_in(linked_data(itemListElement=[entry], headline="The weir")).dates == ()


def test_an_author_may_be_named_by_reference_in_json_ld():
    person = {"@type": "Person", "@id": "#ada", "name": "Ada Pike"}
    article = {"@type": "Article", "author": {"@id": "#ada"}}
    graph = json.dumps({"@graph": [article, person]})
    markup = f'<script type="application/ld+json">{graph}</script>'
    assert stated_in(markup).authors == (Finding("Ada Pike", "json-ld"),)


def test_an_organisation_is_no_author_in_json_ld():
    author = {"@type": "Organization", "name": "The Gazette"}
    assert stated_in(linked_data(author=author)).authors == ()


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ('<meta name="author" content="Ada Pike">', "author"),
        ('<meta name="twitter:label1" content="Written by">'
         '<meta name="twitter:data1" content="Ada Pike">', "twitter:data"),
        ('<a rel="author" href="/ada">Ada Pike</a>', "rel-author"),
        ('<p itemprop="author"><span itemprop="name">Ada Pike</span>, clerk</p>',
         "itemprop-author"),
        ('<p class="vcard"><a class="fn">Ada Pike</a></p>', "fn"),
    ],
)  # fmt: skip
def test_authors_are_read_with_the_place_that_states_them(markup, place):
    assert stated_in(body=markup).authors == (Finding("Ada Pike", place),)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://example.org/weir">', "https://example.org/weir"),
        ('<meta property="og:url" content="https://example.org/weir">', "https://example.org/weir"),
        (linked_data(url="https://example.org/weir"), "https://example.org/weir"),
        (linked_data(mainEntityOfPage={"@id": "https://example.org/w"}), "https://example.org/w"),
        ('<link rel="canonical" href="/weir">', None),
        ('<base href="https://example.org/"><link rel="canonical" href="/w">',
         "https://example.org/w"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://example.org/">'
         '<meta property="og:url" content="https://example.org/weir">', "https://example.org/weir"),
        ('<link rel="canonical" href="https://example.org/a">'
         '<meta property="og:url" content="https://example.org/b">'
         '<meta name="twitter:url" content="http://www.example.org/b/">', "https://example.org/b"),
    ],
)  # fmt: skip
def test_the_address_is_the_absolute_one_that_most_places_state(head, address):
    assert stated_in(head).source_url == address


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0024)https://example.org/weir -->",
        "<!--\n Page saved with SingleFile \n url: https://example.org/weir \n saved date: x\n-->",
    ],
)
def test_the_program_that_saved_a_page_noted_its_address(comment):
    markup = f"<!DOCTYPE html>\n{comment}\n<html><body><p>It broke.</p></body></html>"
    assert read_markup(markup).stated.source_url == "https://example.org/weir"


@pytest.mark.parametrize(
    ("root", "language"),
    [
        ('lang="cy"', "cy"),
        ("lang=de-AT", "de-AT"),
        ('lang="pt_br"', "pt-BR"),
        ('lang="zh-hans-cn"', "zh-Hans-CN"),
        ('xml:lang="cy"', "cy"),
        ('lang=""', None),
        ('lang="utf-8"', None),
        ('lang="english language"', None),
    ],
)
def test_the_language_is_read_where_it_is_a_language_tag(root, language):
    assert stated_in(root=root).language == language


def test_a_site_is_named_by_its_metadata():
    assert stated_in('<meta property="og:site_name" content="The Gazette">').sources == (
        Finding("The Gazette", "og:site_name"),
    )


@pytest.mark.parametrize(
    "head",
    ['<meta name="keywords" content="weir">', "<title> </title>", '<meta name="date" content="">'],
)
def test_what_states_nothing_is_nothing(head):
    assert stated_in(head) == Stated()


def test_the_day_on_which_a_page_was_saved_is_told_and_is_no_date_of_it():
    comment = (
        "<!--\n Page saved with SingleFile\n url: https://gazette.example/weir\n"
        " saved date: Sat May 02 2020 09:12:11 GMT+0200 (Summer Time)\n-->"
    )
    stated = read_markup(f"<!DOCTYPE html><html>{comment}<body><p>It broke.</p>").stated
    assert (stated.saved, stated.dates) == ("2020-05-02", ())


@pytest.mark.parametrize("day", ["Sat Foo 02 2020", "Sat Feb 31 2020", "yesterday"])
def test_a_day_of_saving_that_is_none_is_not_told(day):
    comment = (
        f"<!--\n Page saved with SingleFile\n url: https://a.example/\n saved date: {day}\n-->"
    )
    assert read_markup(f"<html>{comment}<p>It broke.").stated.saved is None
