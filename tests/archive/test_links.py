"""Links of documents: which a text has, and to which documents they lead."""

import pytest

from generator.archive.addresses import Alias
from generator.archive.links import (
    Addressed,
    add_redirects,
    find_addresses,
    find_linked,
    find_links,
    join_references,
    keys_of,
)
from generator.model import Origin, Record, Redirect, Taxonomy, Term
from generator.text.addresses import Home

HOME = Home("1999/fire.md", "1999/fire.html")
WEIR = (("content/1999/weir.md",),)


@pytest.mark.parametrize(
    "text",
    [
        "See [the weir](weir.md).",
        "See [the weir](<weir.md>).",
        'See [the weir](weir.md "Weir").',
        "See [the *weir*](weir.md#roofs).",
        "See [it][1].\n\n[1]: weir.md",
        "See [it][1].\n\n[1]: <weir.md> 'Weir'",
        'See <a href="weir.md">it</a>.',
        "See <A class=b HREF='weir.md'>it</A>.",
        "See [it](weir.md) and [it](weir.md).",
        "```\nno code\n```\n[it](weir.md)\n\n`[x](y.md)`",
        "``` never closed\n\n[it](weir.md)",
    ],
)
def test_a_link_is_found_however_it_is_written(text):
    assert find_links(text, HOME) == WEIR


@pytest.mark.parametrize(
    "text",
    [
        "Nothing here.",
        "[a place](#roofs)",
        "[mail](mailto:a@b.example)",
        "`[it](weir.md)`",
        "```\n[it](weir.md)\n```",
        "~~~\n[it](weir.md)\n~~~",
        "[it]\\(weir.md)",
    ],
)
def test_what_is_no_link_to_a_page_is_not_found(text):
    assert find_links(text, HOME) == ()


def test_entities_and_escapes_in_an_address_are_read():
    found = find_links("[a](https://a.example/?b=1&amp;c=2) [b](https://a.example/b\\_c)", HOME)
    assert found == (("//a.example/?b=1&c=2",), ("//a.example/b_c",))


def test_a_bare_address_of_the_web_is_a_link():
    assert find_links("See <https://a.example/b>.", HOME) == (("//a.example/b",),)


# Where documents are found


def record(**values):
    return Record(url="1999/fire", title="Fire", **values)


def test_a_document_is_found_at_its_source_its_seed_and_its_aliases():
    document = record(
        source_url="https://www.gazette.example/fire/",
        origin=Origin("mirror/old.example/fire.html", "0" * 64),
    )
    assert keys_of(document, [Alias("old/fire.html"), Alias("a.php", "id=5")]) == (
        "//gazette.example/fire",
        "//old.example/fire.html",
        "seeds/mirror/old.example/fire.html",
        "/old/fire.html",
        "/a.php?id=5",
    )


@pytest.mark.parametrize("source_url", [None, "not an address", "mailto:a@b.example"])
def test_a_document_without_an_address_has_none(source_url):
    assert keys_of(record(source_url=source_url), []) == ()


def test_a_file_and_a_page_lead_to_the_page():
    found = find_addresses([Addressed("1999/fire.md", ()), Addressed("pages/about.md", ())])
    assert found == {
        "content/1999/fire.md": "1999/fire.html",
        "/1999/fire.html": "1999/fire.html",
        "content/pages/about.md": "about.html",
        "/about.html": "about.html",
    }


def test_of_two_documents_of_one_address_the_first_has_it_and_a_hidden_one_never():
    key = "//gazette.example/fire"
    documents = (
        Addressed("a.md", (key,), is_hidden=True),
        Addressed("b.md", (key,)),
        Addressed("c.md", (key,)),
    )
    assert find_addresses(documents)[key] == "b.html"
    assert find_addresses(documents[:1])[key] == "a.html"


def test_the_ending_html_may_be_missing_where_no_other_page_is_meant():
    news = Addressed("a.md", ("//gazette.example/news.html", "seeds/news.html"))
    folder = Addressed("b.md", ("//gazette.example/news",))
    assert find_addresses([news])["//gazette.example/news"] == "a.html"
    assert find_addresses([news])["seeds/news"] == "a.html"
    assert find_addresses([news, folder])["//gazette.example/news"] == "b.html"


def test_the_file_of_a_term_leads_to_the_page_of_the_term():
    terms = (
        Term("weirs", "Weirs", (0,), has_page=True, note="All of them."),
        Term("fires", "Fires", (0,), has_page=True),
        Term("mills", "Mills", (), has_page=False, note="None."),
    )
    found = find_addresses([], [Taxonomy("topics", "Topics", terms)])
    files = {key: path for key, path in found.items() if key.startswith("content/")}
    assert files == {"content/topics/weirs.md": "topics/weirs/index.html"}


def test_the_address_that_a_page_once_had_leads_to_it_unless_another_has_it_now():
    known = {"/b.html": "b.html"}
    redirects = [Redirect("a.html", "c.html"), Redirect("b.html", "d.html")]
    found = add_redirects(known, redirects)
    assert (found["/a.html"], found["content/a.md"], found["/b.html"]) == ("c.html",) * 2 + (
        "b.html",
    )


# Which documents lead to which


def test_a_document_links_to_others_once_each_and_not_to_itself():
    addresses = {"a": "a.html", "b": "b.html", "c": "c.html", "about": "about.html"}
    links = [(("x", "b"), ("b",), ("a",), ("about",), ("no",)), (), (("a", "c"),)]
    paths = ["a.html", "b.html", "c.html"]
    assert find_linked(links, addresses, paths) == {0: (1,), 2: (0,)}


def test_what_a_document_links_to_comes_after_what_it_names():
    assert join_references({0: (None, 1)}, {0: (2,), 3: (0,)}) == {0: (None, 1, 2), 3: (0,)}
