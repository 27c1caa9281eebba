"""Building again: what becomes of documents whose seeds or content files come, go and change.

First the rules of the guide's table, row by row; then what they mean for each kind of edit, and
for changes that come together.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import frontmatter
from generator.commands.list_report import LISTINGS, find_entries
from generator.config import load_config
from generator.options import BuildOptions
from generator.pipeline.build import convert
from generator.publish import compare_and_swap
from generator.report import Report
from tests.site_in_a_string import TODAY, BuiltSite

BRIDGE = "content/2001/10/the-bridge-is-open.md"
BRIDGE_PAGE = "2001/10/the-bridge-is-open.html"
FERRY = "content/1999/05/the-last-ferry.md"
FERRY_PAGE = "1999/05/the-last-ferry.html"
BRIDGE_SEED = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
FERRY_SEED = """
    -- seeds/ferry.txt --
    The last ferry

    4 May 1999

    It went over on Tuesday evening with nobody on board but the ferryman himself.
"""
REVISED = """\
The bridge is open at last

3 October 2001

The bridge was opened on Wednesday before a crowd of about three hundred people.
"""


as_a_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user"
)


@pytest.fixture
def site(build_site: Callable[..., BuiltSite]) -> BuiltSite:
    """Return an archive of two seeds, built."""
    return build_site(BRIDGE_SEED, FERRY_SEED)


def edit(site: BuiltSite, old: str, new: str, path: str = BRIDGE) -> None:
    """Change a content file as its owner does."""
    text = (site.root / path).read_bytes().decode()
    assert text.count(old) == 1, text
    site.write(path, text.replace(old, new).encode())


def revise(site: BuiltSite, text: str = REVISED) -> BuiltSite:
    """Put other bytes under the name of the bridge's seed and build again."""
    site.write("seeds/bridge.txt", text)
    return site.rebuild()


def rename(site: BuiltSite, old: str, new: str) -> None:
    (site.root / new).parent.mkdir(parents=True, exist_ok=True)
    (site.root / old).rename(site.root / new)


def swap(site: BuiltSite, one: str, other: str) -> None:
    rename(site, one, "aside")
    rename(site, other, one)
    rename(site, "aside", other)


def documents(site: BuiltSite) -> list[str]:
    """Return the content files of the archive that are Markdown."""
    folder = site.root / "content"
    return sorted(f"content/{name}" for name in site.contents(folder) if name.endswith(".md"))


def listed(site: BuiltSite, what: str) -> list[Any]:
    """Return the first value of each entry of a list."""
    found = find_entries(
        LISTINGS[what], load_config(site.root), BuildOptions(today=TODAY), Report()
    )
    return [entry[0] for entry in found]


def heading(site: BuiltSite, page: str) -> str:
    return site.html(page).css_first("h1").text(strip=True)


def leads_to(site: BuiltSite, page: str) -> str | None:
    """Return where an old address sends its readers; None when a page of its own is there."""
    refresh = site.html(page).css_first("meta[http-equiv=refresh]")
    return (refresh.attributes["content"] or "").partition("=")[2] if refresh else None


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


# What cannot be rewritten, or is saved meanwhile


def as_json(text: str) -> str:
    """Return a content file with its front matter as JSON."""
    sections = frontmatter.split(text)
    values = frontmatter.parse(sections.yaml or "", "")
    return f"---\n{json.dumps(values, indent=1)}\n---\n{sections.body}"


def test_front_matter_in_another_form_is_kept_named_and_shown_with_its_original(site):
    original = site.read("output/2001/10/the-bridge-is-open.original.txt")
    edit(site, "The bridge is open", "Our bridge is open")
    site.write(BRIDGE, as_json(site.read(BRIDGE)).encode())
    before = site.read(BRIDGE)
    for _ in range(2):
        revise(site)
        assert (site.codes, site.exit_code) == (["content.form"], 1)
        assert site.read(BRIDGE) == before
        assert heading(site, BRIDGE_PAGE) == "Our bridge is open"
        assert site.read("output/2001/10/the-bridge-is-open.original.txt") == original
        assert "the-bridge-is-open.original.txt" in site.read(f"output/{BRIDGE_PAGE}")


def test_front_matter_that_is_put_right_is_brought_up_to_date(site):
    before = site.read(BRIDGE)
    site.write(BRIDGE, as_json(before).encode())
    assert revise(site).codes == ["content.form"]
    site.write(BRIDGE, before.encode())
    assert site.rebuild().codes == []
    assert heading(site, BRIDGE_PAGE) == "The bridge is open at last"


@as_a_user
@pytest.mark.parametrize("closed", ["content/2001/10", "content/1999/05"])
def test_a_document_that_cannot_be_written_stays_as_it_was_published(site, closed):
    before = site.contents()
    (site.root / closed).chmod(0o500)
    try:
        seed = "bridge" if "2001" in closed else "ferry"
        site.write(f"seeds/{seed}.txt", site.read(f"seeds/{seed}.txt").replace("of", "with"))
        site.rebuild()
    finally:
        (site.root / closed).chmod(0o700)
    assert (site.codes, site.exit_code) == (["disk.unwritable"], 1)
    assert site.contents() == before
    assert site.rebuild().codes == []
    assert site.contents() != before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_takes_nothing_keeps_what_was_published(site, monkeypatch, number):
    before = site.contents()

    def full(path: Path, data: bytes) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(compare_and_swap, "write_synced", full)
        revise(site)
    assert (site.codes, site.exit_code, site.contents()) == (["disk.unwritable"], 1, before)
    assert heading(site.rebuild(), BRIDGE_PAGE) == "The bridge is open at last"


def test_a_link_is_written_through_to_its_file_which_keeps_its_permissions(site):
    kept = site.root / "kept/bridge.md"
    kept.parent.mkdir()
    (site.root / BRIDGE).rename(kept)
    kept.chmod(0o640)
    (site.root / BRIDGE).symlink_to("../../../kept/bridge.md")
    site.write("site.yaml", "follow_links: true\n")
    assert revise(site).codes == []
    assert (site.root / BRIDGE).is_symlink()
    assert "The bridge is open at last" in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o640


def test_a_link_that_leads_out_of_the_archive_is_never_written_to(site, tmp_path_factory):
    kept = tmp_path_factory.mktemp("elsewhere") / "bridge.md"
    (site.root / BRIDGE).rename(kept)
    (site.root / BRIDGE).symlink_to(kept)
    before = kept.read_bytes()
    revise(site)
    assert kept.read_bytes() == before
    assert (site.root / BRIDGE).is_symlink()
    assert site.exit_code == 1


def test_a_trial_writes_through_no_link(site):
    (site.root / "kept").mkdir()
    (site.root / BRIDGE).rename(site.root / "kept/bridge.md")
    (site.root / BRIDGE).symlink_to(site.root / "kept/bridge.md")
    before = site.read("kept/bridge.md")
    site.write("seeds/bridge.txt", REVISED)
    site.dry_run()
    assert site.read("kept/bridge.md") == before


SAVES: dict[str, Callable[[Path, bytes], object]] = {
    "in place": Path.write_bytes,
    "by rename": lambda path, data: aside(path, data).replace(path),
}


def aside(path: Path, data: bytes) -> Path:
    new = path.with_name(".editor")
    new.write_bytes(data)
    return new


STEPS = ["write_synced", "bytes_of", "exchange", "sync_names"]


@pytest.mark.parametrize("how", SAVES)
@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("file", [BRIDGE, "content/urls.txt"])
def test_what_is_saved_while_a_file_is_rewritten_is_kept(
    site, monkeypatch, file, step, is_after, how
):
    place = site.root / file
    mark = b"shelf: 12\n" if file == BRIDGE else b"zz/old.html\t-\n"
    saved: list[bytes] = []

    def save() -> None:
        if not saved:
            text = place.read_bytes()
            saved.append(text)
            SAVES[how](
                place, text.replace(b"---\n", b"---\n" + mark, 1) if file == BRIDGE else text + mark
            )

    real = getattr(compare_and_swap, step)

    def meanwhile(path: Path, *rest: Any) -> Any:
        is_it = place.parent in (path, path.parent) and (step != "bytes_of" or path == place)
        if is_it and not is_after:
            save()
        result = real(path, *rest)
        if is_it and is_after:
            save()
        return result

    site.write("seeds/mill.txt", "The mill burns\n\n4 May 1999\n\nThe mill burned on Tuesday.\n")
    with monkeypatch.context() as patch:
        patch.setattr(compare_and_swap, step, meanwhile)
        revise(site)
    assert saved
    assert mark in place.read_bytes()
    assert "The bridge is open at last" in site.rebuild().read(BRIDGE)
    assert mark in place.read_bytes()
    assert "1999/05/the-mill-burns.html" in site.read("content/urls.txt")


@pytest.mark.parametrize(
    "place", ["pipeline.conversion.Conversion.carry_over", "content.reconcile.rewrite"]
)
def test_what_nobody_foresaw_in_one_content_file_costs_that_file(site, monkeypatch, place):
    def fail(*_: Any) -> None:
        raise KeyError("bridge")

    before = site.read(BRIDGE)
    site.write("seeds/mill.txt", "The mill burns\n\n4 May 1999\n\nThe mill burned on Tuesday.\n")
    with monkeypatch.context() as patch:
        patch.setattr(f"generator.{place}", fail)
        revise(site)
    assert (site.exit_code, site.read(BRIDGE)) == (1, before)
    assert f"{BRIDGE}" in {one.path for one in site.diagnostics}
    assert site.rebuild().exit_code == 0
    assert len(documents(site)) == 3
