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
