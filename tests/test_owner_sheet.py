"""The owner's sheet beside the seeds, from a table to the pages."""

from __future__ import annotations

import pytest

BRIDGE = "content/2001/10/the-bridge-is-open.md"
PAGE = "2001/10/the-bridge-is-open.html"
SEED = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""


def sheet(*rows: str) -> str:
    return "-- seeds/metadata.csv --\n" + "".join(f"{row}\n" for row in rows)


def heading(site, page: str = PAGE) -> str:
    return site.html(page).css_first("h1").text(strip=True)


def test_the_sheet_outranks_what_was_recognised(build_site):
    site = build_site(SEED, sheet("path;authors;topics", "bridge.txt;Ann Ferrier;Rivers|Roads"))
    assert "Ann Ferrier" in site.text(PAGE)
    assert site.links("topics/roads/index.html") == ["The bridge is open"]


def test_the_sheet_decides_where_a_new_document_lies(build_site):
    site = build_site(SEED, sheet("path,title,date", "bridge.txt,A new bridge,1911-06"))
    assert heading(site, "1911/06/a-new-bridge.html") == "A new bridge"


def test_a_document_without_a_date_is_dated_by_the_sheet(build_site):
    undated = SEED.replace("    3 October 2001\n\n", "")
    site = build_site(undated, sheet("path,date", "bridge.txt,2001"))
    assert site.links("2001/index.html") == ["The bridge is open"]


def test_the_sheet_is_no_document(build_site):
    site = build_site(SEED, sheet("path,title", "bridge.txt,The new bridge"))
    assert site.published.documents == 1


def test_a_corrected_sheet_corrects_the_page_at_the_next_build(build_site):
    site = build_site(SEED, sheet("path,source", "bridge.txt,The Gazete"))
    site.add_files(sheet("path,source", "bridge.txt,The Gazette"))
    site.rebuild()
    assert 'source: "The Gazette"' in site.read(BRIDGE)


def test_a_sheet_that_is_taken_away_leaves_what_was_recognised(build_site):
    site = build_site(SEED, sheet("path,source", "bridge.txt,The Gazette"))
    (site.root / "seeds/metadata.csv").unlink()
    site.rebuild()
    assert "The Gazette" not in site.text(PAGE)


def test_what_the_owner_edits_in_the_content_file_outranks_the_sheet(build_site):
    site = build_site(SEED)
    site.write(BRIDGE, site.read(BRIDGE).replace('title: "The bridge is open"', "title: Opened!"))
    site.add_files(sheet("path,title", "bridge.txt,The new bridge"))
    site.rebuild()
    assert heading(site) == "Opened!"


def test_a_list_of_the_site_s_own_is_a_list_in_the_sheet(build_site):
    site = build_site(
        "-- site.yaml --\ntaxonomies: {vessels: {}}\n",
        SEED,
        sheet("path,vessels", "bridge.txt,Barge; Ferry"),
    )
    assert site.links("vessels/ferry/index.html") == ["The bridge is open"]


def test_the_order_of_dates_in_the_settings_holds_for_the_sheet(build_site):
    site = build_site(
        "-- site.yaml --\ndate_order: dmy\n", SEED, sheet("path,date", "bridge.txt,04/05/1911")
    )
    assert 'date: "1911-05-04"' in site.read("content/1911/05/the-bridge-is-open.md")


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        (["bridge.txt,x", "ferry.txt,y"], "sheet.row-without-seed", ("seeds/metadata.csv", 3)),
        (["# complete"], "sheet.seed-without-row", ("seeds/bridge.txt", None)),
        (["bridge.txt,x", "bridge.txt,y"], "sheet.duplicate-row", ("seeds/metadata.csv", 3)),
    ],
)
def test_what_does_not_match_is_reported_and_the_rest_published(build_site, rows, code, place):
    site = build_site(SEED, sheet("path,source", *rows))
    assert [(one.code, (one.path, one.line)) for one in site.diagnostics] == [(code, place)]
    assert PAGE in site.paths()


def test_what_does_not_match_is_reported_by_each_build(build_site):
    site = build_site(SEED, sheet("path,title", "ferry.txt,The ferry"))
    assert site.rebuild().codes == ["sheet.row-without-seed"]


def test_with_a_sheet_that_cannot_be_read_no_archive_is_begun(build_site):
    site = build_site(SEED, sheet("file,title", "bridge.txt,The new bridge"))
    assert (site.exit_code, site.codes, site.paths()) == (1, ["sheet.no-path"], [])


UNREADABLE = {
    "sheet.no-path": ("seeds/metadata.csv", b"file,title\nbridge.txt,The new bridge\n"),
    "sheet.invalid": ("seeds/metadata.csv", b'path,title\nbridge.txt,"The new\n'),
    "sheet.encoding": ("seeds/metadata.csv", b"\xff\xfe\x00"),
    "furniture.unreadable": ("content/furniture.txt", b"\xff\xfe\x00"),
}
FERRY = "content/2001/11/the-ferry-is-sold.md"


@pytest.fixture
def site(build_site):
    """Return an archive of two seeds, built: a title of the sheet's, and one that was recognised."""
    ferry = SEED.replace("bridge.txt", "ferry.txt").replace("October", "November")
    ferry = ferry.replace("The bridge is open", "The ferry is sold")
    return build_site(SEED, ferry, sheet("path,source", "bridge.txt,The Gazette"))


@pytest.mark.parametrize("code", UNREADABLE)
def test_while_the_owners_words_on_seeds_cannot_be_read_documents_stay_as_they_are(site, code):
    site.write(*UNREADABLE[code])
    changed = site.read("seeds/bridge.txt").replace("two hundred", "three hundred")
    site.write("seeds/bridge.txt", changed)
    site.write("seeds/new.txt", changed.replace("The bridge is open", "The toll is due"))
    kept = [path for path in site.paths() if path.startswith("2001/10/the-bridge")]
    before = {path: site.read(f"output/{path}") for path in kept}
    assert (site.rebuild().exit_code, site.codes) == (1, [code])
    assert [path for path in site.paths() if path.startswith("2001/10/")] == [
        "2001/10/index.html",
        *kept,
    ]
    assert {path: site.read(f"output/{path}") for path in kept} == before
    assert site.rebuild().codes == [code]


@pytest.mark.parametrize("code", UNREADABLE)
def test_while_the_owners_words_on_seeds_cannot_be_read_edits_are_published(site, code):
    site.write(*UNREADABLE[code])
    site.write(FERRY, site.read(FERRY).replace("two hundred", "two dozen"))
    assert site.rebuild().codes == [code]
    assert "two dozen" in site.text(FERRY.removeprefix("content/").replace(".md", ".html"))


@pytest.mark.parametrize("code", UNREADABLE)
def test_once_the_owners_words_on_seeds_can_be_read_again_all_seeds_are_converted(site, code):
    path, data = UNREADABLE[code]
    before = site.read(path) if path.startswith("seeds") else ""
    site.write(path, data)
    changed = site.read("seeds/bridge.txt").replace("two hundred", "three hundred")
    site.write("seeds/bridge.txt", changed)
    site.write("seeds/new.txt", changed.replace("The bridge is open", "The toll is due"))
    site.rebuild()
    site.write(path, before)
    assert site.rebuild().codes == []
    assert "three hundred" in site.text(PAGE)
    assert heading(site, "2001/10/the-toll-is-due.html") == "The toll is due"


def test_a_sheet_as_excel_saves_it_in_western_europe_is_read_and_told(build_site):
    site = build_site(SEED)
    site.write("seeds/metadata.csv", "path;title\nbridge.txt;Die Brücke\n".encode("cp1252"))
    site.rebuild()
    assert heading(site) == "Die Brücke"
    assert [one.code for one in site.diagnostics] == ["sheet.encoding"]


@pytest.mark.parametrize("name", ["Metadata.CSV", "metadata.xlsx", "metadata.tsv"])
def test_a_file_that_is_called_nearly_like_the_sheet_is_told(build_site, name):
    site = build_site(SEED)
    site.write(f"seeds/{name}", "path,title\nbridge.txt,A new bridge\n")
    told = [one for one in site.rebuild().diagnostics if one.code == "sheet.name"]
    assert [one.path for one in told] == [f"seeds/{name}"]
    assert told[0].hint
