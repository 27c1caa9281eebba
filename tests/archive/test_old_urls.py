"""What becomes of addresses that were published once: the rules, on archives of a few lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.addresses import Alias
from generator.archive.ledger import Ledger
from generator.archive.redirect_case import NewSite
from generator.archive.redirect_policy import find_html_pages, resolve_urls
from generator.model import Origin, Page, Record, card_of
from generator.report import Severity
from tests.archive.settling import HOME, A, B, C, document, notices, only, refused, settle, ways

# The ledger


def test_every_page_of_the_site_is_in_the_ledger():
    addresses = settle({}, {"2001/bridge.html": A})
    assert addresses.ledger.digests == {**HOME, "2001/bridge.html": A}


def test_a_page_that_is_still_made_needs_no_answer():
    addresses = settle({"bridge.html": A}, {"bridge.html": A})
    assert (addresses.redirects, addresses.notices) == ((), ())


def test_no_address_ever_leaves_the_ledger():
    addresses = settle({"gone.html": A, "lost.html": None})
    assert {"gone.html": A, "lost.html": None}.items() <= addresses.ledger.digests.items()


def test_lines_that_nobody_understood_stay_in_the_ledger():
    addresses = resolve_urls(Ledger({}, ("do not touch!",)), NewSite(HOME))
    assert addresses.ledger.unread == ("do not touch!",)


def test_an_address_takes_the_digest_that_its_page_has_now():
    addresses = settle({"bridge.html": A}, {"bridge.html": B})
    assert addresses.ledger.digests["bridge.html"] == B


def test_a_document_that_lost_the_name_of_its_seed_keeps_the_digest_in_the_ledger():
    addresses = settle({"bridge.html": A}, {"bridge.html": None})
    assert addresses.ledger.digests["bridge.html"] == A


def test_settling_a_second_time_changes_nothing():
    documents = [document("new", A, aliases=("alias.html",))]
    first = settle({"old.html": A, "gone.html": None}, documents=documents)
    second = settle(first.ledger.digests, documents=documents)
    assert second == first


PLACES = st.sampled_from(
    ["a.html", "b/index.html", "b/page-1.html", "c.html", "B.html", "c.html/d"]
)
DIGESTS = st.sampled_from([None, A, B, C])
BOOKS = st.dictionaries(PLACES, DIGESTS)


@given(BOOKS, BOOKS, st.sets(PLACES), st.sets(PLACES))
def test_every_address_is_made_answered_kept_or_complained_of(ledger, made, files, unreadable):
    site = NewSite({**HOME, **made}, files=files, unreadable=unreadable - made.keys())
    found = resolve_urls(Ledger(ledger), site)
    answered = {*site.made, *files, *ways(found), *notices(found), *found.kept}
    complaints = " ".join(one.message for one in found.diagnostics)
    assert [path for path in ledger if path not in answered and path not in complaints] == []


@given(BOOKS, BOOKS)
def test_no_redirect_leads_to_a_redirect(ledger, made):
    found = settle(ledger, made)
    assert set(ways(found).values()) & set(ways(found)) == set()


# Moved


def test_a_document_that_moved_is_found_by_its_seed():
    assert ways(settle({"old.html": A}, {"new.html": A})) == {"old.html": "new.html"}


def test_a_document_that_moved_twice_is_reached_at_once_from_both_old_addresses():
    once = settle({"first.html": A}, {"second.html": A})
    twice = settle(once.ledger.digests, {"third.html": A})
    assert ways(twice) == {"first.html": "third.html", "second.html": "third.html"}


def test_a_document_that_moved_back_is_where_it_was():
    away = settle({"first.html": A}, {"second.html": A})
    back = settle(away.ledger.digests, {"first.html": A})
    assert ways(back) == {"second.html": "first.html"}


def test_a_document_whose_seed_was_revised_is_still_found_from_its_old_address():
    revised = settle({"old.html": A, "new.html": A}, {"new.html": B})
    assert ways(revised) == {"old.html": "new.html"}


def test_what_was_revised_is_found_again_when_it_moves_later():
    revised = settle({"old.html": A, "new.html": A}, {"new.html": B})
    moved = settle(revised.ledger.digests, {"newest.html": B})
    assert ways(moved) == {"old.html": "newest.html", "new.html": "newest.html"}


def test_two_documents_that_changed_places_are_both_where_they_are():
    addresses = settle({"a.html": A, "b.html": B}, {"a.html": B, "b.html": A})
    assert (addresses.redirects, addresses.notices) == ((), ())


def test_a_document_that_another_took_the_place_of_is_led_to_from_elsewhere():
    addresses = settle({"old.html": A, "bridge.html": A}, {"bridge.html": B, "moved.html": A})
    assert ways(addresses) == {"old.html": "moved.html"}


def test_of_two_pages_of_one_seed_the_first_in_order_is_led_to():
    assert ways(settle({"old.html": A}, {"b.html": A, "a.html": A})) == {"old.html": "a.html"}


# Aliases


def test_an_alias_leads_to_its_document():
    addresses = settle({}, documents=[document("new", aliases=("old.html", "world/1578.stm"))])
    assert ways(addresses) == {"old.html": "new.html", "world/1578.stm": "new.html"}


def test_an_alias_of_a_free_page_leads_to_it():
    page = document("pages/history", aliases=("old.html",))
    assert (
        ways(
            settle(
                {},
                {"history.html": None},
                [page],
            )
        )["old.html"]
        == "history.html"
    )


def test_an_alias_is_in_the_ledger_with_the_seed_of_its_document():
    addresses = settle({}, documents=[document("new", A, aliases=("old.html",))])
    assert addresses.ledger.digests["old.html"] == A


def test_an_alias_that_was_taken_out_goes_on_leading_to_its_document():
    before = settle({}, documents=[document("new", A, aliases=("old.html",))])
    after = settle(before.ledger.digests, documents=[document("new", A)])
    assert ways(after) == {"old.html": "new.html"}


def test_an_alias_of_a_document_that_moved_leads_to_its_new_place_at_once():
    before = settle({}, documents=[document("new", A, aliases=("old.html",))])
    moved = settle(before.ledger.digests, documents=[document("newer", A, aliases=("old.html",))])
    assert ways(moved) == {"old.html": "newer.html", "new.html": "newer.html"}


def test_an_alias_outranks_the_ledger():
    heir = document("heir", aliases=("old.html",))
    addresses = settle({"old.html": A}, {"moved.html": A}, [heir])
    assert ways(addresses) == {"old.html": "heir.html"}


def test_an_alias_that_is_the_address_of_a_page_is_refused_with_both_files():
    problem = refused(document("new", aliases=("bridge.html",)), document("bridge"))
    assert (problem.code, problem.path) == ("url.clash", "content/new.md")
    assert "the alias bridge.html in content/new.md and content/bridge.md claim" in problem.message


def test_an_alias_that_is_the_address_of_a_list_is_refused():
    problem = refused(document("new", aliases=("topics/index.html",)))
    assert "the site's own topics/index.html" in problem.message


def test_an_alias_that_is_the_address_of_another_file_is_refused():
    problem = refused(document("new", aliases=("feed.xml",)), files=["feed.xml"])
    assert problem.code == "url.clash"


def test_an_alias_that_two_documents_claim_is_refused_with_both_files():
    problem = refused(
        document("one", aliases=("old.html",)), document("two", aliases=("old.html",))
    )
    assert "in content/two.md and the alias in content/one.md claim" in problem.message


@pytest.mark.parametrize("alias", ["Bridge.html", "BRIDGE.HTML"])
def test_an_alias_that_some_disks_cannot_tell_from_a_page_is_refused(alias):
    problem = refused(document("new", aliases=(alias,)), document("bridge"))
    assert problem.code == "url.clash"


@pytest.mark.parametrize("alias", ["bridge.html/old.html", "topics"])
def test_an_alias_for_which_a_file_would_have_to_be_a_folder_is_refused(alias):
    problem = refused(document("new", aliases=(alias,)), document("bridge"))
    assert (problem.code, "a file and a folder" in problem.message) == ("url.clash", True)


def test_two_aliases_of_a_document_that_differ_in_letter_case_are_one_and_a_warning():
    addresses = settle({}, documents=[document("new", aliases=("old.html", "OLD.html"))])
    assert ways(addresses) == {"old.html": "new.html"}
    assert only(addresses.diagnostics).path == "content/new.md"


# What only a server can answer


def by_servers(addresses):
    return {(one.path, one.query): one.target for one in addresses.server_redirects}


@pytest.mark.parametrize("alias", [Alias("index.html", "p=123"), Alias("index.php", "id=5")])
def test_an_address_with_a_query_at_a_page_of_the_site_is_answered_by_servers_alone(alias):
    addresses = settle({}, documents=[document("new", aliases=(alias,))])
    assert (by_servers(addresses), ways(addresses)) == ({alias[:2]: "new.html"}, {})
    problem = only(addresses.diagnostics)
    assert (problem.code, problem.severity) == ("alias.query", Severity.WARNING)
    assert "[redirects]" in problem.hint


@pytest.mark.parametrize("alias", [Alias("index.html", "p=123"), Alias("default.asp")])
def test_of_what_the_lists_for_servers_answer_there_is_only_a_note(alias):
    problem = refused(document("new", aliases=(alias,)), formats=["nginx"])
    assert (problem.severity, problem.hint) == (Severity.NOTE, None)


def test_where_one_page_alone_claims_a_path_it_is_found_there_whatever_the_query():
    aliases = (Alias("old.php", "id=5"), Alias("old.php", "id=5&full=1"))
    addresses = settle({}, documents=[document("new", aliases=aliases)], formats=["htaccess"])
    assert ways(addresses) == {"old.php": "new.html"}
    assert set(by_servers(addresses)) == {alias[:2] for alias in aliases}
    assert addresses.diagnostics == ()


def test_where_pages_share_a_path_no_file_leads_to_the_wrong_one():
    one = document("one", aliases=(Alias("old.php", "id=1"),))
    two = document("two", aliases=(Alias("old.php", "id=2"),))
    addresses = settle({}, documents=[one, two])
    assert ways(addresses) == {}
    assert by_servers(addresses) == {
        ("old.php", "id=1"): "one.html",
        ("old.php", "id=2"): "two.html",
    }


def test_a_query_that_two_documents_claim_leads_to_the_first():
    aliases = (Alias("old.php", "id=1", line=4),)
    documents = [document("one", aliases=aliases), document("two", aliases=aliases)]
    addresses = settle({}, documents=documents, formats=["nginx"])
    assert set(by_servers(addresses).values()) == {"one.html"}
    problem = next(one for one in addresses.diagnostics if one.code == "url.clash")
    assert (problem.path, problem.line) == ("content/two.md", 4)


@pytest.mark.parametrize("name", ["index.php", "index.htm", "Default.aspx", "index.shtml"])
def test_no_file_is_made_that_servers_would_show_in_the_place_of_an_index(name):
    addresses = settle({}, documents=[document("new", aliases=(name, f"topics/{name}"))])
    assert ways(addresses) == {}
    assert [one.code for one in addresses.diagnostics] == ["alias.index"] * 2


def test_where_there_is_no_index_such_a_file_leads_on():
    addresses = settle({}, documents=[document("new", aliases=("news/index.php",))])
    assert ways(addresses) == {"news/index.php": "new.html"}


def test_an_old_file_that_shadows_an_index_is_left_to_servers():
    addresses = settle({"index.php": A}, documents=[document("new", A)])
    assert (ways(addresses), by_servers(addresses)) == ({}, {("index.php", ""): "new.html"})


def test_aliases_that_differ_in_letter_case_are_both_known_to_servers():
    one = document("new", aliases=("old.html", Alias("OLD.html", line=5)))
    addresses = settle({}, documents=[one])
    assert by_servers(addresses) == {("OLD.html", ""): "new.html"}
    assert only(addresses.diagnostics).line == 5


def test_each_bad_alias_is_told_with_its_line_and_the_others_lead_on():
    aliases = (
        Alias("topics/index.html", line=4),
        Alias("old.html", line=5),
        Alias("b.html", line=6),
    )
    addresses = settle({}, documents=[document("new", aliases=aliases), document("b")])
    assert [one.line for one in addresses.diagnostics] == [4, 6]
    assert ways(addresses) == {"old.html": "new.html"}


def test_an_address_that_nobody_wrote_gives_way_without_a_word():
    guess = Alias("old.html", is_stated=False)
    documents = [document("a", aliases=(guess,)), document("b", aliases=("old.html",))]
    addresses = settle({}, documents=documents)
    assert (ways(addresses), addresses.diagnostics) == ({"old.html": "b.html"}, ())


# Which pages have an address to keep


def test_the_addresses_to_keep_are_those_of_html_pages_but_not_of_answers():
    pages = [
        Page("index.html", "home"),
        Page("bridge.html", "document", (0,)),
        Page("bridge.md", "markdown"),
        Page("404.html", "not-found"),
        Page("assets/print.html", "asset"),
        Page("old.html", "redirect", (0,)),
        Page("gone.html", "notice", (0,)),
    ]
    card = card_of(Record("bridge", "The bridge", origin=Origin("a.txt", A)))
    assert find_html_pages(pages, [card]) == {"index.html": None, "bridge.html": A}
