"""What front matter says of a page's addresses, and of whether it is published."""

import pytest

from generator.archive.documents import Reading, load_document
from generator.report import Severity

BASE_URL = "https://archive.example/ferry/"


@pytest.fixture
def load(tmp_path):
    """Return a function that reads a content file of one line of front matter, or a few."""

    def load(lines, name="2001/bridge.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nsource: The paper\n{lines}\n---\nIt is open.\n", "utf-8")
        return load_document(name, Reading(str(tmp_path), ("topics",), base_url=BASE_URL)).kept

    return load


def paths(loaded):
    return tuple(alias.path for alias in loaded.aliases)


def only(found):
    (one,) = found
    return one


@pytest.mark.parametrize("key", ["aliases", "redirect_from", "permalink"])
def test_an_old_address_is_an_alias_whatever_it_is_called(load, key):
    loaded = load(f"{key}: /news/old.html")
    assert (paths(loaded), loaded.diagnostics) == (("news/old.html",), ())


def test_aliases_stand_in_their_order_and_once(load):
    loaded = load("aliases: [/b.html, a, /a.html, b.html]\npermalink: /c/")
    assert paths(loaded) == ("b.html", "a.html", "c/index.html")


def test_a_full_address_of_this_site_is_an_alias(load):
    assert paths(load("aliases: [https://archive.example/ferry/old]")) == ("old.html",)


@pytest.mark.parametrize("value", ["[]", "null", "~"])
def test_no_alias_is_no_matter(load, value):
    loaded = load(f"aliases: {value}")
    assert (paths(loaded), loaded.diagnostics) == ((), ())


@pytest.mark.parametrize(
    "value", ["../old.html", "https://elsewhere.example/", "/", '"a\\u0001.html"', '""', "/:year/"]
)
def test_what_is_no_address_of_the_site_is_warned_about_with_its_line(load, value):
    loaded = load(f"date: 2001\naliases:\n  - {value}")
    warning = only(loaded.diagnostics)
    assert (warning.code, warning.path, warning.line) == (
        "alias.invalid",
        "content/2001/bridge.md",
        5,
    )
    assert paths(loaded) == ()


def test_what_follows_a_number_sign_is_left_out_with_a_warning(load):
    loaded = load("aliases: [/old.html#top]")
    assert paths(loaded) == ("old.html",)
    assert only(loaded.diagnostics).code == "alias.query"


@pytest.mark.parametrize(
    ("value", "path", "query"),
    [
        ("/old.php?id=5", "old.php", "id=5"),
        ("/?p=123", "index.html", "p=123"),
        ("?p=123", "index.html", "p=123"),
        ("/news/?id=5#top", "news/index.html", "id=5"),
        ("/old.asp?name=Fire at é", "old.asp", "name=Fire%20at%20%C3%A9"),
        ("/old.asp?name=Fire%20at%20%C3%A9", "old.asp", "name=Fire%20at%20%C3%A9"),
        ("https://archive.example/ferry/?p=1", "index.html", "p=1"),
        ("/old.html?", "old.html", ""),
    ],
)
def test_an_alias_keeps_its_query(load, value, path, query):
    alias = only(load(f"aliases: ['{value}']").aliases)
    assert (alias.path, alias.query) == (path, query)


@pytest.mark.parametrize("host", ["http://old.example/", "https://www.old.example/papers/"])
def test_an_address_at_a_host_that_the_site_had_is_an_alias(tmp_path, host):
    (tmp_path / "a.md").write_text(
        f"---\naliases: ['{host}News/old.html?id=5']\n---\nIt is open.\n"
    )
    reading = Reading(str(tmp_path), (), base_url=BASE_URL, former_urls=("http://b.example/", host))
    loaded = load_document("a.md", reading).kept
    stated = [one for one in loaded.aliases if one.is_stated]
    assert (only(stated)[:2], loaded.diagnostics) == (("News/old.html", "id=5"), ())


def test_an_address_elsewhere_is_told_with_the_setting_for_hosts_that_the_site_had(load):
    assert "former_urls" in only(load("aliases: ['http://old.example/a.html']").diagnostics).hint


FORMS = {
    "a block": "---\naliases:\n  - /a.html\n  # /b:c.html\n  - '/it''s.html'\n  - //x.example/\n---",
    "inline": '---\ntitle: A\naliases: [/a.html, "/it\'s.html",\n  /b.html,\n  //x.example/]\n---',
    "TOML": "+++\naliases = [\n  '/a.html',\n  '/a.html-b.html',\n  '//x.example/']\n+++",
    "JSON": '{\n"aliases": [\n"/a.html", "/caf\\u00e9.html",\n"//x.example/"]\n}',
    "two keys": "---\nredirect_from: /a.html\ntitle: A\ntopics: [b]\nalias:\n- //x.example/\n---",
}


@pytest.mark.parametrize("form", FORMS)
def test_an_alias_has_the_line_of_its_entry_in_any_form_of_front_matter(tmp_path, form):
    text = FORMS[form]
    (tmp_path / "ferry.md").write_text(f"{text}\n\nThe bridge is open.\n", "utf-8")
    loaded = load_document("ferry.md", Reading(str(tmp_path), ("topics",))).kept
    line = text[: text.index("//x.example")].count("\n") + 1
    assert [one.line for one in loaded.diagnostics] == [line]
    lines = text.split("\n")
    assert all(one.path in lines[one.line - 1] for one in loaded.aliases if one.path == "a.html")


def test_an_alias_list_of_the_wrong_kind_is_warned_about(load):
    assert only(load("aliases: {a: b}").diagnostics).code == "front-matter.type"


def test_of_a_list_without_end_only_the_first_thousand_count(load):
    record = load(f"aliases: [{', '.join(f'/old/{n}.html' for n in range(1_003))}]")
    (problem,) = record.diagnostics
    assert (problem.code, problem.line) == ("front-matter.endless", 3)
    assert "1,003 entries" in problem.message
    assert len(record.aliases) == 1_000


@pytest.mark.parametrize("alias", ["/2001/bridge.html", "2001/bridge", "/2001/Bridge.html"])
def test_an_alias_that_is_the_documents_own_address_is_a_loop_and_leads_nowhere(load, alias):
    loaded = load(f"aliases: [{alias}, /old.html]")
    assert paths(loaded) == ("old.html",)
    problem = only(loaded.diagnostics)
    assert (problem.code, problem.line, problem.severity) == ("url.loop", 3, Severity.ERROR)


@pytest.mark.parametrize(
    ("alias", "codes"), [("/2001/bridge.html?id=5", []), ("/2001/BRIDGE.html?id=5", ["url.loop"])]
)
def test_an_alias_with_a_query_at_the_documents_own_address_leads_in_no_circle(load, alias, codes):
    loaded = load(f"aliases: ['{alias}']")
    assert loaded.aliases == ()
    assert [one.code for one in loaded.diagnostics] == codes


def test_a_permalink_that_is_the_documents_own_address_is_no_matter(load):
    loaded = load("permalink: /2001/bridge.html")
    assert (paths(loaded), loaded.diagnostics) == ((), ())


def test_the_own_address_of_a_free_page_is_at_the_root(load):
    loaded = load("permalink: /history.html", name="pages/history.md")
    assert (paths(loaded), loaded.diagnostics) == ((), ())


# What other programs call a file


def guessed(tmp_path, name, text, *former_urls):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    reading = Reading(str(tmp_path), ("topics",), base_url=BASE_URL, former_urls=former_urls)
    loaded = load_document(name, reading).kept
    assert loaded.diagnostics == ()
    return [alias.path for alias in loaded.aliases if not alias.is_stated]


@pytest.mark.parametrize(
    ("name", "lines", "path"),
    [
        ("post/weir.md", "slug: The Old Weir", "post/the-old-weir/index.html"),
        ("post/weir/index.md", "slug: old-weir", "post/old-weir/index.html"),
        ("post/_index.md", "title: Posts", "post/index.html"),
    ],
)
def test_a_slug_and_a_text_of_a_section_have_the_addresses_that_hugo_gives(
    tmp_path, name, lines, path
):
    assert guessed(tmp_path, name, f"---\n{lines}\n---\nIt broke.\n") == [path]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("post/Old-Weir.md", "post/old-weir/index.html"),
        ("_posts/1999-05-01-weir.md", "1999/05/01/weir/index.html"),
    ],
)
def test_only_of_a_site_that_was_elsewhere_a_file_has_the_address_of_a_folder(tmp_path, name, path):
    text = "---\ntitle: The weir\n---\nIt broke.\n"
    assert path not in guessed(tmp_path, name, text)
    assert path in guessed(tmp_path, name, text, "http://old.example/")


def test_a_page_bundle_is_where_it_was_and_has_no_other_address(tmp_path):
    assert guessed(tmp_path, "post/weir/index.md", "It broke.\n", "http://old.example/") == []


@pytest.mark.parametrize(
    ("name", "lines"), [("pages/weir.md", "slug: a"), ("weir.md", "slug: a\nseed: {path: a.txt}")]
)
def test_pages_and_converted_documents_have_no_address_of_another_program(tmp_path, name, lines):
    assert guessed(tmp_path, name, f"---\n{lines}\n---\nIt broke.\n", "http://b.example/") == []


# Status


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("rights: a", "published"),
        ("status: published", "published"),
        ("status: Withdrawn", "withdrawn"),
        ("status: draft", "draft"),
        ("draft: true", "draft"),
        ("draft: false", "published"),
        ("published: false", "draft"),
        ("draft: true\nstatus: withdrawn", "withdrawn"),
        ("draft: true\nstatus: published", "draft"),
    ],
)
def test_what_is_to_be_done_with_a_document_is_one_of_three_things(load, lines, status):
    loaded = load(lines)
    assert (loaded.status, loaded.diagnostics) == (status, ())


def test_an_unknown_status_is_warned_about_with_the_known_ones(load):
    loaded = load("status: withdrwan")
    warning = only(loaded.diagnostics)
    assert (loaded.status, warning.code, warning.line) == ("published", "status.unknown", 3)
    assert "did you mean “withdrawn”?" in warning.message
    assert "published, draft, withdrawn" in warning.hint


def test_a_draft_of_an_unknown_status_stays_a_draft(load):
    assert load("draft: true\nstatus: pending").status == "draft"


def test_a_withdrawal_has_a_reason(load):
    loaded = load("status: withdrawn\nreason: At the wish of the family.")
    assert loaded.reason == "At the wish of the family."


@pytest.mark.parametrize("lines", ["status: withdrawn", "status: withdrawn\nsummary: It is open."])
def test_a_withdrawn_document_without_a_title_is_not_quoted_in_its_place(load, lines):
    assert load(lines).record.title == "[…]"
