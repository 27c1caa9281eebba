"""What becomes of addresses that were published once: the rules, on archives of a few lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.documents import LoadedRecord
from generator.archive.ledger import Ledger
from generator.archive.settlement import Gone, NewSite, find_html_pages, settle_addresses
from generator.dates import parse_edtf
from generator.model import Origin, Page, Record
from generator.report import BuildError

A, B, C = "a" * 64, "b" * 64, "c" * 64
HOME = {"index.html": None, "dates/index.html": None, "topics/index.html": None}


def document(url, sha256=None, aliases=(), status="published", **values):
    """Return a content file; `reason` is its own, the other values are its record's."""
    reason = values.pop("reason", None)
    origin = Origin("a.txt", sha256) if sha256 else None
    record = Record(url, values.pop("title", "The bridge"), origin=origin, **values)
    return LoadedRecord(record, status, (), aliases, reason)


def settle(ledger, made=(), documents=(), **values):
    """Return the answers to a ledger's addresses; `made` is what there is beside some lists.

    What is made of published documents is added, as it is in a build.
    """
    pages = {f"{one.url}.html": one.sha256 for one in documents if one.is_published}
    site = NewSite({**HOME, **dict(made), **pages}, documents=documents, **values)
    return settle_addresses(Ledger(ledger), site)


def ways(addresses):
    return {redirect.path: redirect.target for redirect in addresses.redirects}


def notices(addresses):
    return {notice.path: notice.kind for notice in addresses.notices}


def only(found):
    (one,) = found
    return one


def refused(*documents, ledger=(), **values):
    """Return why a site with these documents cannot be."""
    with pytest.raises(BuildError) as caught:
        settle(dict(ledger), documents=documents, **values)
    return caught.value.diagnostic


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
    addresses = settle_addresses(Ledger({}, ("do not touch!",)), NewSite(HOME))
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
    found = settle_addresses(Ledger(ledger), site)
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


# Withdrawn


WITHDRAWN = document(
    "bridge",
    A,
    aliases=("old.html",),
    status="withdrawn",
    title="The bridge",
    date=parse_edtf("2001-10-03"),
    language="en",
    reason="At the wish of the family.",
)


def test_a_withdrawn_document_leaves_a_notice_with_title_date_and_reason():
    notice = only(settle({"bridge.html": A}, documents=[WITHDRAWN]).notices)
    assert (notice.path, notice.kind) == ("bridge.html", "withdrawn")
    assert (notice.title, str(notice.date.text)) == ("The bridge", "2001-10-03")
    assert (notice.reason, notice.language) == ("At the wish of the family.", "en")


def test_an_alias_of_a_withdrawn_document_leads_to_its_notice():
    addresses = settle({"bridge.html": A}, documents=[WITHDRAWN])
    assert ways(addresses) == {"old.html": "bridge.html"}


def test_an_old_address_of_a_withdrawn_document_leads_to_its_notice():
    addresses = settle({"bridge.html": A, "older.html": A}, documents=[WITHDRAWN])
    assert ways(addresses)["older.html"] == "bridge.html"


def test_a_document_that_was_withdrawn_unpublished_leaves_nothing():
    addresses = settle({}, documents=[WITHDRAWN])
    assert (addresses.redirects, addresses.notices) == ((), ())


def test_a_document_that_moved_and_was_withdrawn_leaves_its_notice_where_it_was_published():
    addresses = settle({"first.html": A, "old.html": None}, documents=[WITHDRAWN])
    assert notices(addresses) == {"first.html": "withdrawn", "old.html": "withdrawn"}


def test_a_withdrawn_document_whose_address_another_claims_leads_there_with_all_its_own():
    heir = document("heir", aliases=("bridge.html",))
    addresses = settle({"bridge.html": A, "older.html": A}, documents=[WITHDRAWN, heir])
    assert ways(addresses) == dict.fromkeys(["bridge.html", "old.html", "older.html"], "heir.html")


def test_an_alias_that_a_withdrawn_document_and_another_claim_is_refused():
    heir = document("heir", aliases=("old.html",))
    assert refused(WITHDRAWN, heir, ledger={"bridge.html": A}).code == "url.clash"


def test_a_withdrawn_document_without_a_title_is_not_quoted():
    untitled = document("bridge", status="withdrawn", title="[…]")
    assert only(settle({"bridge.html": None}, documents=[untitled]).notices).title is None


# Drafts


def draft(**values):
    return document("bridge", status="draft", title="A secret", **values)


def test_a_document_that_became_a_draft_leaves_a_notice_that_does_not_tell_its_title():
    notice = only(settle({"bridge.html": A}, documents=[draft(sha256=A)]).notices)
    assert (notice.kind, notice.title, notice.date) == ("draft", None, None)


def test_a_draft_that_was_never_published_leaves_nothing():
    addresses = settle({}, documents=[draft(aliases=("old.html",))])
    assert (addresses.redirects, addresses.notices) == ((), ())


def test_only_the_published_aliases_of_a_draft_are_answered():
    documents = [draft(aliases=("old.html", "new.html"))]
    addresses = settle({"bridge.html": None, "old.html": None}, documents=documents)
    assert notices(addresses) == {"bridge.html": "draft", "old.html": "draft"}


def test_an_alias_of_a_draft_is_known_by_its_seed():
    documents = [draft(sha256=A, aliases=("old.html",))]
    assert settle({"old.html": None}, documents=documents).ledger.digests["old.html"] == A


def test_a_draft_of_a_page_that_another_file_makes_claims_nothing():
    page = document("pages/history", aliases=("old.html",))
    plan = document("history", status="draft", aliases=("plan.html",))
    addresses = settle({}, {"history.html": None}, [plan, page])
    assert ways(addresses) == {"old.html": "history.html"}


def test_a_draft_is_no_reason_to_refuse_the_site():
    addresses = settle({}, documents=[draft(aliases=("ferry.html",)), document("ferry")])
    assert addresses.redirects == ()


def test_a_draft_at_the_old_address_of_a_moved_document_does_not_stand_in_its_way():
    addresses = settle({"bridge.html": A}, {"moved.html": A}, [draft()])
    assert ways(addresses) == {"bridge.html": "moved.html"}


def test_a_draft_that_is_published_on_request_is_like_any_other_document():
    documents = [draft(aliases=("old.html",))]
    addresses = settle({}, {"bridge.html": None}, documents)
    assert ways(addresses) == {"old.html": "bridge.html"}


# Gone


def test_a_document_whose_file_is_gone_leaves_a_notice():
    assert notices(settle({"bridge.html": A})) == {"bridge.html": "gone"}


def test_a_notice_of_a_lost_document_tells_what_its_seed_still_tells():
    lost = {A: Gone("The bridge", parse_edtf("2001"), "en")}
    notice = only(settle({"bridge.html": A}, lost=lost).notices)
    assert (notice.title, notice.date.text, notice.language) == ("The bridge", "2001", "en")


def test_a_text_of_the_owners_that_is_gone_leaves_a_notice():
    assert notices(settle({"history.html": None})) == {"history.html": "gone"}


def test_a_notice_leads_to_the_nearest_list_above_it():
    notice = only(settle({"2001/10/bridge.html": A}, {"2001/index.html": None}).notices)
    assert notice.above == "2001/index.html"


@pytest.mark.parametrize(
    "path", ["topics/roads/index.html", "2001/10/index.html", "2001/index.html", "a-z/q/index.html"]
)
def test_a_list_that_nothing_stands_in_any_more_leaves_a_notice(path):
    assert notices(settle({path: None})) == {path: "empty"}


def test_a_numbered_page_that_is_gone_leads_to_the_first_page_of_its_list():
    addresses = settle({"topics/roads/page-3.html": None}, {"topics/roads/index.html": None})
    assert ways(addresses) == {"topics/roads/page-3.html": "topics/roads/index.html"}


def test_a_numbered_page_of_a_list_that_is_gone_is_like_its_list():
    paths = ["topics/roads/index.html", "topics/roads/page-1.html"]
    assert notices(settle(dict.fromkeys(paths))) == dict.fromkeys(paths, "empty")


def test_a_numbered_page_of_a_list_that_an_alias_stands_for_leads_where_the_alias_does():
    heir = document("roads", aliases=("topics/roads/index.html",))
    addresses = settle({"topics/roads/page-1.html": None}, documents=[heir])
    assert ways(addresses)["topics/roads/page-1.html"] == "roads.html"


# What cannot be told, or cannot be done


def test_a_page_that_cannot_be_read_stays_as_it_was_published():
    addresses = settle({"bridge.html": A}, unreadable=["bridge.html"])
    assert (addresses.kept, addresses.redirects, addresses.notices) == (("bridge.html",), (), ())


def test_a_content_file_that_cannot_be_read_says_nothing():
    assert settle({}, documents=[]) == settle_addresses(
        Ledger(), NewSite(HOME, documents=[LoadedRecord(None)])
    )


def test_an_old_address_of_a_page_that_cannot_be_read_goes_on_leading_to_it():
    addresses = settle({"old.html": A, "bridge.html": A}, unreadable=["bridge.html"])
    assert ways(addresses) == {"old.html": "bridge.html"}


def test_while_a_page_cannot_be_read_no_text_of_the_owners_is_said_to_be_gone():
    ledger = {"bridge.html": None, "old.html": None, "2001/index.html": None}
    addresses = settle(ledger, unreadable=["bridge.html"])
    assert addresses.kept == ("2001/index.html", "bridge.html", "old.html")
    assert addresses.notices == ()


def test_an_alias_at_a_page_that_cannot_be_read_is_refused():
    problem = refused(document("new", aliases=("bridge.html",)), unreadable=["bridge.html"])
    assert problem.code == "url.clash"


def test_an_address_where_another_file_now_is_needs_no_answer():
    addresses = settle({"world/1578.stm": A}, files=["world/1578.stm"])
    assert (addresses.notices, addresses.diagnostics) == ((), ())


@pytest.mark.parametrize("made", ["Bridge.html", "bridge.html/inner.html"])
def test_an_old_address_that_cannot_be_answered_is_named_with_what_is_in_its_way(made):
    addresses = settle({"bridge.html": A}, {made: B})
    warning = only(addresses.diagnostics)
    assert (warning.code, warning.path) == ("url.blocked", "content/urls.txt")
    assert f"bridge.html is not answered: {made} is in its way" in warning.message


def test_of_two_old_addresses_that_some_disks_cannot_tell_apart_one_is_answered():
    addresses = settle({"Bridge.html": A, "bridge.html": B})
    assert len(addresses.notices) == len(addresses.diagnostics) == 1


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
    records = [Record("bridge", "The bridge", origin=Origin("a.txt", A))]
    assert find_html_pages(pages, records) == {"index.html": None, "bridge.html": A}
