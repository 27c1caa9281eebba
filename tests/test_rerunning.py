"""Building again: what becomes of documents whose seeds or content files come, go and change.

First the rules of the guide's table, row by row; then what they mean for each kind of edit, and
for changes that come together.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.options import BuildOptions
from generator.pipeline.build import convert
from generator.report import Report
from generator.state.site_settings import load_config
from tests.site_in_a_string import TODAY, BuiltSite
from tests.two_seeds import (
    BRIDGE,
    BRIDGE_PAGE,
    BRIDGE_SEED,
    FERRY,
    FERRY_PAGE,
    FERRY_SEED,
    REVISED,
    documents,
    edit,
    heading,
    leads_to,
    listed,
    rename,
    revise,
    swap,
)


@pytest.fixture
def site(build_site: Callable[..., BuiltSite]) -> BuiltSite:
    """Return an archive of two seeds, built."""
    return build_site(BRIDGE_SEED, FERRY_SEED)


# The table


def test_of_a_renamed_seed_with_the_same_bytes_only_the_path_changes(site):
    before = site.read(BRIDGE)
    rename(site, "seeds/bridge.txt", "seeds/2001/opening.txt")
    site.rebuild()
    assert documents(site) == [FERRY, BRIDGE]
    assert site.read(BRIDGE) == before.replace('"bridge.txt"', '"2001/opening.txt"')


def test_a_revised_seed_is_converted_into_the_same_content_file_and_the_owner_s_values_kept(site):
    edit(site, "authors: []", "authors: [Ann Ferrier]")
    revise(site)
    assert documents(site) == [FERRY, BRIDGE]
    assert heading(site, BRIDGE_PAGE) == "The bridge is open at last"
    assert "Ann Ferrier" in site.text(BRIDGE_PAGE)


def test_two_seeds_with_the_same_bytes_are_one_document_and_listed(site):
    site.write("seeds/bridge-2.txt", site.read("seeds/bridge.txt"))
    site.rebuild()
    assert documents(site) == [FERRY, BRIDGE]
    assert listed(site, "duplicates") == ["seeds/bridge-2.txt"]


def test_a_document_whose_seed_is_deleted_stays_and_is_listed(site):
    before = site.read(BRIDGE)
    (site.root / "seeds/bridge.txt").unlink()
    site.rebuild()
    assert site.read(BRIDGE) == before
    assert "two hundred people" in site.text(BRIDGE_PAGE)
    assert listed(site, "lost") == [BRIDGE]


def test_a_document_whose_content_file_is_deleted_stays_deleted(site):
    (site.root / BRIDGE).unlink()
    site.rebuild()
    site.rebuild()
    assert documents(site) == [FERRY]
    assert "The bridge is open" not in site.links("index.html")


def test_the_address_of_a_deleted_document_says_that_it_is_gone(site):
    (site.root / BRIDGE).unlink()
    site.rebuild()
    assert "two hundred people" not in site.text(BRIDGE_PAGE)


def test_a_deleted_document_is_brought_back_by_force(site):
    before = site.read(BRIDGE)
    (site.root / BRIDGE).unlink()
    site.rebuild()
    convert(load_config(site.root), BuildOptions(today=TODAY), Report(), force=True)
    assert site.read(BRIDGE) == before


def test_a_content_file_that_the_owner_moved_is_followed_and_its_old_address_leads_there(site):
    rename(site, BRIDGE, "content/bridges/first.md")
    site.rebuild()
    assert documents(site) == [FERRY, "content/bridges/first.md"]
    assert heading(site, "bridges/first.html") == "The bridge is open"
    assert leads_to(site, BRIDGE_PAGE) == "../../bridges/first.html"


def test_a_hand_written_file_is_a_full_citizen(site):
    site.write(
        "content/2001/10/letter.md", '---\ntitle: A letter\ndate: "2001-10-04"\n---\nDear Ada\n'
    )
    before = site.read("content/2001/10/letter.md")
    site.rebuild()
    assert "A letter" in site.links("2001/10/index.html")
    assert site.read("content/2001/10/letter.md") == before


def test_a_hand_written_file_that_is_moved_names_its_old_place_in_its_aliases(site):
    text = "---\ntitle: A letter\n{}---\nDear Ada\n"
    site.write("content/letter.md", text.format(""))
    site.rebuild()
    (site.root / "content/letter.md").unlink()
    site.write("content/letters/ada.md", text.format("aliases: [letter.html]\n"))
    site.rebuild()
    assert leads_to(site, "letter.html") == "letters/ada.html"


def test_a_withdrawn_document_becomes_a_notice_with_its_title_its_date_and_the_reason(site):
    edit(site, "seed:\n", "status: withdrawn\nreason: At the family's wish\nseed:\n")
    site.rebuild()
    told = site.text(BRIDGE_PAGE)
    assert "The bridge is open" in told
    assert "2001" in told
    assert "At the family's wish" in told.replace("’", "'")
    assert "two hundred people" not in told


# Whose value it is


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        pytest.param('title: "The bridge is open"', "title: Opened!", "title: Opened!", id="title"),
        pytest.param("people: []", "people: [Rivers]", "people: [Rivers]", id="list"),
        pytest.param("authors: []", "shelf: 4", "shelf: 4", id="value-added"),
        pytest.param("about two hundred", "*two* hundred", "*two* hundred", id="body"),
        pytest.param("added:", "# seen, A. F.\nadded:", "# seen, A. F.\n", id="comment"),
    ],
)
def test_what_the_owner_edited_is_kept_when_the_seed_is_revised(site, old, new, kept):
    text = site.read(BRIDGE)
    head, body = text.rsplit("---\n", 1)
    changed = f"{head.replace(old, new)}---\n{body.replace(old, new)}"
    assert changed != text
    site.write(BRIDGE, changed.encode())
    revise(site)
    assert kept in site.read(BRIDGE)


def test_a_value_that_the_owner_took_out_stays_out_when_the_seed_is_revised(site):
    edit(site, 'date_text: "3 October 2001"\n', "")
    revise(site)
    assert "date_text: " not in site.read(BRIDGE).split("seed:")[0]


def test_a_body_that_the_owner_left_alone_follows_the_seed(site):
    edit(site, 'title: "The bridge is open"', "title: Opened!")
    revise(site)
    assert "three hundred people" in site.text(BRIDGE_PAGE)


def test_a_content_file_with_the_line_ends_of_windows_keeps_them(site):
    site.write(BRIDGE, site.read(BRIDGE).replace("\n", "\r\n").encode())
    revise(site)
    data = (site.root / BRIDGE).read_bytes()
    assert b"three hundred people" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_damaged_content_file_is_left_alone_and_its_document_not_made_twice(site):
    edit(site, "people: []", "people: [[")
    before = site.read(BRIDGE)
    revise(site)
    assert documents(site) == [FERRY, BRIDGE]
    assert site.read(BRIDGE) == before


# Changes that come together


def test_seeds_that_swap_their_names_keep_their_documents(site):
    before = {path: site.read(path) for path in (BRIDGE, FERRY)}
    swap(site, "seeds/bridge.txt", "seeds/ferry.txt")
    site.rebuild()
    assert site.read(BRIDGE) == before[BRIDGE].replace('"bridge.txt"', '"ferry.txt"')
    assert site.read(FERRY) == before[FERRY].replace('"ferry.txt"', '"bridge.txt"')


def test_a_seed_renamed_and_revised_at_once_is_a_new_document_and_the_old_one_is_lost(site):
    (site.root / "seeds/bridge.txt").unlink()
    site.write("seeds/opening.txt", REVISED)
    site.rebuild()
    new = "content/2001/10/the-bridge-is-open-at-last.md"
    assert documents(site) == [FERRY, new, BRIDGE]
    assert listed(site, "lost") == [BRIDGE]


def test_a_content_file_moved_while_its_seed_was_revised_is_followed_all_the_same(site):
    rename(site, BRIDGE, "content/bridges/first.md")
    revise(site)
    assert documents(site) == [FERRY, "content/bridges/first.md"]
    assert heading(site, "bridges/first.html") == "The bridge is open at last"
    assert leads_to(site, BRIDGE_PAGE) == "../../bridges/first.html"


def test_a_content_file_deleted_while_its_seed_was_renamed_stays_deleted(site):
    (site.root / BRIDGE).unlink()
    rename(site, "seeds/bridge.txt", "seeds/opening.txt")
    site.rebuild()
    assert documents(site) == [FERRY]


def test_content_files_that_swap_their_paths_are_both_followed(site):
    swap(site, BRIDGE, FERRY)
    revise(site)
    assert heading(site, FERRY_PAGE) == "The bridge is open at last"
    assert heading(site, BRIDGE_PAGE) == "The last ferry"


def test_a_content_file_that_the_owner_copied_is_followed_at_both_places(site):
    site.write("content/bridges/copy.md", site.read(BRIDGE).encode())
    edit(site, "people: []", "people: [Rivers]", "content/bridges/copy.md")
    revise(site)
    assert documents(site) == [FERRY, BRIDGE, "content/bridges/copy.md"]
    assert heading(site, BRIDGE_PAGE) == heading(site, "bridges/copy.html")
    assert "people: [Rivers]" in site.read("content/bridges/copy.md")


def test_of_two_copies_that_the_owner_made_each_can_be_deleted(site):
    site.write("content/bridges/copy.md", site.read(BRIDGE).encode())
    site.rebuild()
    (site.root / BRIDGE).unlink()
    site.rebuild()
    assert documents(site) == [FERRY, "content/bridges/copy.md"]


def test_a_new_document_does_not_take_the_address_of_one_that_moved_away(site):
    rename(site, BRIDGE, "content/bridges/first.md")
    site.rebuild()
    site.write("seeds/again.txt", site.read("seeds/bridge.txt").replace("two", "twelve"))
    site.rebuild()
    assert leads_to(site, BRIDGE_PAGE) == "../../bridges/first.html"
    assert heading(site, "2001/10/the-bridge-is-open-2.html") == "The bridge is open"


def test_the_duplicate_of_a_deleted_seed_takes_its_place(site):
    site.write("seeds/copy.txt", site.read("seeds/bridge.txt"))
    site.rebuild()
    (site.root / "seeds/bridge.txt").unlink()
    site.rebuild()
    assert documents(site) == [FERRY, BRIDGE]
    assert listed(site, "lost") == []


def test_building_again_without_a_change_writes_no_content_file(site):
    edit(site, "people: []", "people:   [Rivers]  # mine")
    site.rebuild()
    before = {path: (site.root / path).stat().st_mtime_ns for path in documents(site)}
    site.rebuild()
    assert {path: (site.root / path).stat().st_mtime_ns for path in documents(site)} == before
