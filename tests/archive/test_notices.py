"""What stands at the address of a page that is there no more, and what cannot be told."""

import pytest

from generator.archive.documents import LoadedRecord
from generator.archive.ledger import Ledger
from generator.archive.redirect_policy import Gone, NewSite, resolve_urls
from generator.dates import parse_edtf
from tests.archive.settling import HOME, A, B, document, notices, only, refused, settle, ways

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
    assert settle({}, documents=[]) == resolve_urls(
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
