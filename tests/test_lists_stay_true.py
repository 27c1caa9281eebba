"""Lists after a change to one document: each is what a build from nothing would make of it."""

import os
import shutil

import pytest

from tests.site_in_a_string import BuiltSite

TITLES = ("Ark", "Ash", "Bridge", "Chapel", "Dyke", "Ebb", "Fair")
SETTINGS = 'title: "A"\npaginate: 2\n'


@pytest.fixture
def site(build_site) -> BuiltSite:
    """Return an archive of so many documents that each list has several pages."""
    texts = "".join(
        f'-- content/1901/05/{title.lower()}.md --\n---\ntitle: "{title}"\n'
        f'date: "1901-05-{day:02}"\ntopics: ["Town"]\n---\n\nOf the {title.lower()}.\n'
        for day, title in enumerate(TITLES, 1)
    )
    return build_site(texts, f"-- site.yaml --\n{SETTINGS}")


def edit(site, path, old, new):
    text = site.read(path)
    assert old in text
    site.write(path, text.replace(old, new, 1).encode())


def pages(site):
    return {path: (site.output / path).read_bytes() for path in sorted(site.paths())}


def pages_from_nothing(site, folder):
    """Return what a build makes of the same content, settings and themes that knows no other."""
    skipped = shutil.ignore_patterns("output", ".cache")
    shutil.copytree(site.root, folder, ignore=skipped)
    return pages(BuiltSite(folder).rebuild())


CHANGES = {
    "a title moves to another letter": ("ark", "title: Ark", "title: Zoo"),
    "a letter comes that no title had": ("dyke", "title: Dyke", "title: Quay"),
    "titles of a letter change places": ("fair", "title: Fair", "title: Eager"),
    "a date moves within the month": ("bridge", "1901-05-03", "1901-05-28"),
    "a date moves to another month": ("bridge", "1901-05-03", "1901-07-02"),
    "a date goes": ("bridge", "date: 1901-05-03\n", ""),
    "a term goes": ("chapel", "[Town]", "[]"),
    "a document hides": ("chapel", "topics:", "hidden: true\ntopics:"),
    "a document is withdrawn": ("chapel", "topics:", "status: withdrawn\ntopics:"),
    "a document gets an author": ("chapel", "topics:", "authors: [Ann]\ntopics:"),
    "a document gets rights": ("chapel", "topics:", "rights: The town's\ntopics:"),
    "a document gets an address": ("chapel", "topics:", "source_url: https://a.example/\ntopics:"),
    "a document gets a person": ("chapel", "topics:", "people: [Ann]\ntopics:"),
    "a body changes": ("ebb", "Of the ebb", "Of the flood"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_every_list_is_what_a_build_from_nothing_makes(site, change, tmp_path):
    name, old, new = change
    path = f"content/1901/05/{name}.md"
    site.write(path, site.read(path).replace('"', "").encode())
    site.rebuild()
    edit(site, path, old, new)
    site.rebuild()
    assert pages(site) == pages_from_nothing(site, tmp_path / "again")


def test_a_redirect_calls_its_page_by_the_title_that_it_has_now(site):
    old = site.root / "content/1901/05/ark.md"
    edit(site, "content/1901/05/ark.md", "topics:", "aliases: [old/ark.html]\ntopics:")
    site.rebuild()
    assert old.is_file()
    edit(site, "content/1901/05/ark.md", '"Ark"', '"Ark on the hill"')
    site.rebuild()
    assert "Ark on the hill" in site.text("old/ark.html")


def test_a_page_that_somebody_put_in_place_of_ours_is_put_right(site):
    page = site.output / "1901/05/ark.html"
    ours = page.read_bytes()
    other = site.write("elsewhere.html", "not ours")
    os.replace(other, page)
    site.rebuild()
    assert page.read_bytes() == ours


def test_a_file_that_the_manifest_does_not_name_any_more_is_not_deleted(site):
    manifest = site.output / "manifest-sha256.txt"
    lines = manifest.read_text().splitlines(keepends=True)
    manifest.write_text("".join(line for line in lines if "ark.html" not in line))
    (site.root / "content/1901/05/ark.md").unlink()
    (site.root / "content/urls.txt").unlink()
    site.rebuild()
    assert (site.output / "1901/05/ark.html").is_file()


# Documents that name one another, or are similar

# A title that comes or goes with its letter would change the pages that there are, and so all.
RELATED = """
    -- content/1998/piers.md --
    ---
    title: "Divers"
    date: "1998-05-21"
    source: "Ferry"
    ---
    -- content/2000/shut.md --
    ---
    title: "Old bridge shut"
    date: "2000-03-14"
    source: "Ferry"
    topics: ["Bridges"]
    related: [{date: "1998-05-21", title: "Divers"}]
    ---
    -- content/2001/bus.md --
    ---
    title: "School bus"
    date: "2001-11-03"
    source: "Herald"
    topics: ["Town"]
    related: [{title: "Old bridge shut"}, {date: "1998-05-21", title: "Divers"}]
    ---
    -- content/2002/other.md --
    ---
    title: "Dance"
    date: "2002-08-01"
    source: "Herald"
    topics: ["Fairs"]
    ---
    -- content/2003/toll.md --
    ---
    title: "Dues"
    date: "2003-07-04"
    source: "Ferry"
    topics: ["Bridges"]
    ---
    -- content/2004/mill.md --
    ---
    title: "Mill"
    date: "2004-07-04"
    source: "Ferry"
    topics: ["Mills"]
    ---
    -- content/2005/note.md --
    ---
    title: "Note"
    date: "2005-07-04"
    source: "Ferry"
    topics: ["Mills"]
    related: [{title: "Dance"}]
    ---
"""
RELATED_CHANGES = {
    "a title comes to be none that is named": ("1998/piers", "Divers", "Dabblers"),
    "a title that is named comes to be written otherwise": ("1998/piers", "Divers", "divers!"),
    "a title comes to be one that is named": ("2003/toll", "Dues", "Divers"),
    "two documents come to have a title that is named": ("2003/toll", "Dues", "Old bridge shut"),
    "a date comes to be none that is named": ("1998/piers", "1998-05-21", "1998-05-22"),
    "the title of one that names others changes": ("2001/bus", "School bus", "School buses"),
    "the title of a similar one changes": ("2003/toll", "Dues", "Debts"),
    "a document comes to name another": (
        "2004/mill",
        "topics",
        'related: [{title: "Dance"}]\ntopics',
    ),
    "a document names none any more": ("2005/note", "related", "unrelated"),
    "a document that is named hides": ("1998/piers", "source", "hidden: true\nsource"),
    "a document that names others hides": ("2001/bus", "source", "hidden: true\nsource"),
    "a document that is named is withdrawn": ("1998/piers", "source", "status: withdrawn\nsource"),
    "a document comes to share a rare term": ("2001/bus", "Town", "Bridges"),
    "a document shares no rare term any more": ("2003/toll", "Bridges", "Tolls"),
    "a similar document moves in time": ("2003/toll", "2003-07-04", "2000-03-14"),
}


@pytest.fixture
def related(build_site) -> BuiltSite:
    return build_site(RELATED)


@pytest.mark.parametrize("change", RELATED_CHANGES.values(), ids=RELATED_CHANGES)
def test_after_a_change_related_documents_are_what_a_build_from_nothing_makes(
    related, change, tmp_path
):
    name, old, new = change
    edit(related, f"content/{name}.md", old, new)
    related.rebuild()
    assert pages(related) == pages_from_nothing(related, tmp_path / "again")


@pytest.mark.parametrize("name", ["1998/piers", "2000/shut", "2001/bus", "2003/toll"])
def test_after_a_document_goes_and_comes_back_all_related_ones_say_so(related, name, tmp_path):
    path = related.root / f"content/{name}.md"
    text = path.read_bytes()
    path.unlink()
    related.rebuild()
    assert pages(related) == pages_from_nothing(related, tmp_path / "without")
    path.write_bytes(text)
    related.rebuild()
    assert pages(related) == pages_from_nothing(related, tmp_path / "with")


def test_after_a_document_moves_links_to_it_lead_to_its_new_place(related, tmp_path):
    folder = related.root / "content"
    (folder / "1998/piers.md").rename(folder / "2000/divers.md")
    related.rebuild()
    assert pages(related) == pages_from_nothing(related, tmp_path / "again")


def test_a_source_that_tells_two_titles_apart_goes_and_the_link_with_it(related, tmp_path):
    edit(related, "content/2002/other.md", "Dance", "Dues")
    edit(related, "content/2005/note.md", "Dance", "Dues")
    related.rebuild()
    assert "../2003/toll.html" in related.ways("2005/note.html", ".see-also a").values()
    edit(related, "content/2002/other.md", "Herald", "Ferry")
    related.rebuild()
    assert related.ways("2005/note.html", ".see-also a") == {}
    assert pages(related) == pages_from_nothing(related, tmp_path / "again")


def test_a_body_that_changes_makes_no_related_document_anew(related):
    related.write(
        "content/1998/piers.md", related.read("content/1998/piers.md").encode() + b"Wet.\n"
    )
    related.rebuild()
    assert related.published.remade == {"1998/piers.html", "1998/piers.md"}


def test_a_title_that_changes_makes_anew_the_pages_that_show_it_and_no_other(related):
    edit(related, "content/2003/toll.md", "Dues", "Debts")
    related.rebuild()
    documents = {path for path in related.published.remade if path[:2] == "20"}
    assert {path for path in documents if path.endswith(".html") and "index" not in path} == {
        "2003/toll.html",
        "2002/other.html",
        "2004/mill.html",
        "2000/shut.html",
    }
