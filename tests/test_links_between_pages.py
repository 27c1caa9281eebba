"""Links in texts lead to the pages of the archive: of saved pages, and of the owner's own."""

from __future__ import annotations

import shutil

import pytest

from generator.check import check_site
from generator.commands.explain_report import explain
from generator.state.site_settings import load_config
from tests.crawl import find_broken_links
from tests.site_in_a_string import BuiltSite

PAGE = """\
<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>
<h1>{title}</h1>
<p>3 October 2001</p>
<p>The council of Tarnwick met on Wednesday to hear what had become of the old weir, and of the
meadows below it, which lay under a yard of brown water for most of the winter.</p>
<p>{links} Nobody was hurt, said the clerk, but eleven families were taken in by the school.</p>
</body></html>
"""
FIRE, WEIR, MILL = (
    f"2001/10/{name}.html" for name in ("fire-in-the-mill", "the-weir-is-mended", "the-mill-turns")
)
MIRROR = "seeds/mirror/gazette.example"


def page(title, links, url=None):
    head = f'<link rel="canonical" href="{url}">' if url else ""
    return PAGE.format(title=title, links=links, head=head).encode()


def link(address):
    return f'It was told <a href="{address}">at length</a> in these pages.'


def target(site, path):
    """Return the attributes of the one link that is in the text of a page."""
    (found,) = site.html(path).css(".text a:not(.anchor)")
    return found.attributes


def named_by(site, path):
    for section in site.html(path).css(".side section"):
        if section.css_first("h2").text() == "Referenced by":
            return [one.text() for one in section.css("li a")]
    return []


@pytest.fixture
def mirror(build_site) -> BuiltSite:
    """Return a mirror of three pages, whose own addresses are not known."""
    site = build_site("")
    site.write(f"{MIRROR}/news/fire.html", page("Fire in the mill", link("../weir.html#bank")))
    site.write(f"{MIRROR}/weir.html", page("The weir is mended", link("/news/mill.php?id=5")))
    site.write(
        f"{MIRROR}/news/mill.php@id=5.html",
        page("The mill turns", link("http://www.gazette.example/news/fire.html")),
    )
    return site.rebuild()


def test_the_pages_of_a_mirror_lead_to_one_another(mirror):
    assert target(mirror, FIRE)["href"] == "the-weir-is-mended.html"
    assert target(mirror, WEIR)["href"] == "the-mill-turns.html"
    assert target(mirror, MILL)["href"] == "fire-in-the-mill.html"


def test_a_link_in_other_letter_case_leads_to_the_page_unless_one_is_written_like_it(build_site):
    site = build_site("")
    site.write(f"{MIRROR}/News/Fire.html", page("Fire in the mill", link("../WEIR.HTML")))
    site.write(f"{MIRROR}/weir.html", page("The weir is mended", link("news/fire.html")))
    site.rebuild()
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"
    assert target(site, WEIR)["href"] == "fire-in-the-mill.html"
    assert named_by(site, FIRE) == ["The weir is mended"]
    site.write(f"{MIRROR}/news/fire.html", page("The mill turns", ""))
    site.rebuild()
    assert target(site, WEIR)["href"] == "the-mill-turns.html"


@pytest.mark.parametrize("name", ["mill.php@id=5.html", "mill.asp.html"])
def test_the_names_of_files_lead_to_pages_also_seen_from_a_known_address(build_site, name):
    site = build_site("")
    url = "http://www.gazette.example/news/fire.html"
    site.write(f"{MIRROR}/news/fire.html", page("Fire in the mill", link(f"../{name}"), url))
    site.write(f"{MIRROR}/{name}", page("The mill turns", ""))
    site.rebuild()
    assert target(site, FIRE)["href"] == "the-mill-turns.html"


def test_each_says_which_page_links_to_it(mirror):
    assert named_by(mirror, FIRE) == ["The mill turns"]
    assert named_by(mirror, WEIR) == ["Fire in the mill"]
    assert named_by(mirror, MILL) == ["The weir is mended"]


@pytest.mark.parametrize(
    "base_url", ["", "https://archive.example/", "https://archive.example/a/b/"]
)
def test_their_links_work_at_a_root_at_a_sub_path_and_from_a_disk(mirror, base_url, tmp_path):
    mirror.rebuild(base_url=base_url)
    assert target(mirror, FIRE)["href"] == "the-weir-is-mended.html"
    shutil.copytree(mirror.output, tmp_path / "a/b")
    links = [one for one in find_broken_links(tmp_path / "a/b") if "away from" not in one]
    assert links == []
    assert check_site(load_config(mirror.root, base_url=base_url)).diagnostics == ()


def test_a_page_whose_address_is_known_has_full_addresses_in_its_content_file(build_site):
    url = "https://gazette.example/news/fire.html"
    site = build_site("")
    site.write("seeds/a.html", page("Fire in the mill", link("../weir.html"), url))
    site.write("seeds/b.html", page("The weir is mended", link("#top"), f"{url}/../../weir.html"))
    site.rebuild()
    assert "(https://gazette.example/weir.html)" in site.read("content/2001/10/fire-in-the-mill.md")
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"


def test_the_page_that_is_linked_to_need_not_be_there(build_site):
    url = "https://gazette.example/news/fire.html"
    site = build_site("")
    site.write("seeds/a.html", page("Fire in the mill", link("../weir.html"), url))
    site.write(f"{MIRROR}/weir.html", page("The weir is mended", link("gone.html")))
    site.write("seeds/c.html", page("The mill turns", link("gone.html")))
    site.rebuild()
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"
    missing = {"class": "missing", "title": "gone.html", "data-page": "gone.html"}
    assert target(site, MILL) == missing
    assert find_broken_links(site.output) == []


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        (["gone.html"], 1),
        (["gone.html", "gone.html#roofs", "./gone.html", "/gone.html"], 1),
        (["gone.html", "lost.html", "lost.html?page=2"], 3),
        (["https://other.example/"], 0),
    ],
)
def test_check_tells_once_for_each_page_that_links_to_it_have_become_text(
    build_site, addresses, told
):
    site = build_site("")
    site.write("seeds/a.html", page("Fire in the mill", " ".join(map(link, addresses))))
    site.rebuild()
    found = check_site(load_config(site.root)).diagnostics
    assert [one.code for one in found] == ["link.unkept"] * told
    assert all(one.path == "content/2001/10/fire-in-the-mill.md" and one.line for one in found)


def test_a_page_that_many_miss_is_told_once_at_the_first_link_to_it(build_site):
    site = build_site("")
    site.write(f"{MIRROR}/news/fire.html", page("Fire in the mill", link("../gone.html")))
    site.write(f"{MIRROR}/weir.html", page("The weir is mended", link("gone.html")))
    site.rebuild()
    (told,) = check_site(load_config(site.root)).diagnostics
    assert (told.code, told.path) == ("link.unkept", "content/2001/10/fire-in-the-mill.md")
    assert told.line == 1 + site.read(told.path).split("\n").index(
        next(one for one in site.read(told.path).split("\n") if "gone.html" in one)
    )
    assert "“mirror/gazette.example/gone.html” (on 2 pages)" in told.message


# The owner's own texts

OWN = """
    -- content/1999/fire.md --
    ---
    {title: The fire, date: 1999-05-01, topics: [Weirs]}
    ---
    See [it](../2000/weir.md#the-bank).
    -- content/2000/weir.md --
    ---
    {title: The weir, date: 2000-05-01, topics: [Weirs]}
    ---
    ## The bank
    -- content/topics/weirs.md --
    ---
    title: Weirs
    ---
    Begin with [it](../1999/fire.md).
    -- content/pages/guide.md --
    ---
    title: Guide
    ---
    The [topic](topics/weirs.md), the [fire](../1999/fire.md), [elsewhere](https://other.example/a).
"""
GUIDE = "content/pages/guide.md"


@pytest.fixture
def own(build_site) -> BuiltSite:
    return build_site(OWN)


def test_a_link_to_a_content_file_leads_to_its_page(own):
    assert target(own, "1999/fire.html")["href"] == "../2000/weir.html#the-bank"
    assert target(own, "topics/weirs/index.html")["href"] == "../../1999/fire.html"
    assert list(own.ways("guide.html", ".text a").values()) == [
        "topics/weirs/index.html",
        "1999/fire.html",
        "https://other.example/a",
    ]
    assert find_broken_links(own.output) == []
    assert named_by(own, "2000/weir.html") == ["The fire"]


MOVED = """
    -- site.yaml --
    former_urls: [http://old.example/]
    -- content/post/the-weir.md --
    ---
    {title: The weir, topics: [Old Weirs], aliases: ["/?p=7"]}
    ---
    It broke.
    -- content/_posts/1999-05-01-fire.md --
    ---
    {title: The fire, date: 1999-05-01}
    ---
    It burned.
    -- content/post/about.md --
    ---
    {title: The mill}
    ---
    It turned.
"""


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/the-weir/", "post/the-weir.html"),
        ("/1999/05/01/fire/", "_posts/1999-05-01-fire.html"),
        ("/blog/fire.html#p1", "_posts/1999-05-01-fire.html#p1"),
        ("http://old.example/the-weir/", "post/the-weir.html"),
        ("https://old.example/?p=7", "post/the-weir.html"),
        ("/?p=7", "post/the-weir.html"),
        ("/tags/old-weirs/", "topics/old-weirs/index.html"),
        ("/categories/", "topics/index.html"),
        ('{{< relref "the-weir.md" >}}', "post/the-weir.html"),
        ('{{% ref "/blog/the-weir.md#p1" %}}', "post/the-weir.html#p1"),
        ("/about/", "about/index.html"),
        ("http://old.example/about/", "about/index.html"),
        ("http://old.example/elsewhere/", "http://old.example/elsewhere/"),
    ],
)
def test_links_of_a_site_that_moved_here_lead_to_its_pages(build_site, written, path):
    site = build_site(MOVED, f"-- content/links.md --\n[words]({written})\n")
    assert target(site, "links.html")["href"] == path


def test_a_link_by_a_name_that_two_files_have_is_left_alone(build_site):
    both = "".join(f"-- content/{year}/fire.md --\nIt burned.\n" for year in (1999, 2000))
    site = build_site(both, "-- content/links.md --\n[words](/blog/fire/)\n")
    assert target(site, "links.html")["href"] == "/blog/fire/"


def test_a_site_that_moved_here_is_found_at_its_old_addresses(build_site):
    site = build_site(MOVED)
    for old, new in {
        "post/the-weir/index.html": "../the-weir.html",
        "tags/old-weirs/index.html": "../../topics/old-weirs/index.html",
        "1999/05/01/fire/index.html": "../../../../_posts/1999-05-01-fire.html",
    }.items():
        assert f"url={new}" in site.read(f"output/{old}")
    assert find_broken_links(site.output) == []


@pytest.mark.parametrize(
    "form", ["[a](cafe\u0301.pdf)", "![a](caf\u00e9.pdf)", "[a](/2000/caf%C3%A9.pdf)"]
)
@pytest.mark.parametrize("name", ["cafe\u0301.pdf", "caf\u00e9.pdf"])
def test_a_file_is_found_whichever_form_of_unicode_its_name_and_the_link_have(
    build_site, form, name
):
    site = build_site(f"-- content/2000/links.md --\n{form}\n")
    site.write(f"content/2000/{name}", "words")
    site.rebuild()
    assert find_broken_links(site.output) == []


def test_a_link_that_leaves_the_archive_says_so(own):
    outside = own.html("guide.html").css("a.external[rel=external]")
    assert [one.attributes["href"] for one in outside] == ["https://other.example/a"]
    assert own.text("guide.html").endswith("elsewhere .")


def test_a_link_to_a_file_that_is_not_there_is_told_with_its_line(own):
    own.write(GUIDE, "---\ntitle: Guide\n---\n\nA [mistake](1999/fier.md).\n")
    own.rebuild()
    (told,) = check_site(load_config(own.root)).diagnostics
    assert (told.code, told.path, told.line) == ("link.missing", GUIDE, 5)


def test_a_link_in_a_document_of_a_text_is_the_owner_s_and_told_like_one(build_site):
    site = build_site(
        "-- seeds/mill.txt --\nThe mill burns\n\n3 May 1999\n\nIt burned on Monday.\n"
    )
    path = "content/1999/05/the-mill-burns.md"
    site.write(path, f"{site.read(path)}\nSee [it](gone.html).\n".encode())
    site.rebuild()
    (told,) = check_site(load_config(site.root)).diagnostics
    assert (told.code, told.path) == ("link.missing", path)


def test_a_page_that_is_called_like_a_text_is_a_saved_page_all_the_same(build_site):
    site = build_site("")
    site.write(f"{MIRROR}/fire.txt", page("Fire in the mill", link("weir.txt") + link("gone.html")))
    site.write(f"{MIRROR}/weir.txt", page("The weir is mended", link("fire.txt")))
    site.rebuild()
    first, second = (one.attributes for one in site.html(FIRE).css(".text a:not(.anchor)"))
    assert first["href"] == "the-weir-is-mended.html"
    assert second["class"] == "missing"
    assert named_by(site, WEIR) == ["Fire in the mill"]
    assert not site.rebuild().published.remade


# What is made anew


def remade(site):
    return {path for path in site.rebuild().published.remade if path.endswith(".html")}


def test_a_page_is_made_anew_when_what_it_links_to_comes_moves_and_goes(own):
    text = "---\ntitle: A\n---\n[x](https://gazette.example/mill)\n"
    own.write("content/a.md", text)
    own.rebuild()
    assert target(own, "a.html")["class"] == "external"
    mill = (
        "---\ntitle: Mill\nhidden: true\nsource_url: http://www.gazette.example/mill/\n---\nMill.\n"
    )
    own.write("content/mill.md", mill)
    because = explain(load_config(own.root), "a.html")["because"]
    assert because == ["page_at://gazette.example/mill changed"]
    lists = {"index.html", "dates/index.html", "about/index.html"}  # they count the documents
    assert remade(own) - lists == {"a.html", "mill.html"}
    assert target(own, "a.html")["href"] == "mill.html"
    (own.root / "content/mill.md").rename(own.root / "content/wheel.md")
    assert {"a.html", "wheel.html"} <= remade(own)
    assert target(own, "a.html")["href"] == "wheel.html"
    own.write("content/wheel.md", mill.replace("hidden", "draft"))
    assert "a.html" in remade(own)
    assert target(own, "a.html")["href"] == "https://gazette.example/mill"


def test_a_page_is_not_made_anew_when_what_it_links_to_is_only_edited(own):
    own.write("content/2000/weir.md", own.read("content/2000/weir.md").replace("bank", "dam"))
    assert remade(own) == {"2000/weir.html"}


def test_no_page_is_made_anew_for_an_address_that_it_does_not_link_to(own):
    own.write(
        "content/2000/weir.md",
        own.read("content/2000/weir.md").replace(
            "title:", "source_url: https://a.example/, title:"
        ),
    )
    assert "guide.html" not in remade(own)


def test_who_links_to_a_page_is_in_no_list_if_hidden_or_a_draft(own):
    for status in ("hidden", "draft"):
        own.write("content/b.md", f"---\ntitle: B\n{status}: true\n---\n[x](2000/weir.md)\n")
        assert named_by(own.rebuild(), "2000/weir.html") == ["The fire"]
    own.write("content/b.md", "---\ntitle: B\n---\n[x](2000/weir.md)\n")
    assert named_by(own.rebuild(), "2000/weir.html") == ["B", "The fire"]


def test_a_link_to_a_file_that_has_moved_leads_to_where_it_is(build_site):
    site = build_site(
        "-- seeds/mill.txt --\nThe mill burns\n\n3 May 1999\n\nIt burned on Monday.\n"
    )
    site.write("content/a.md", "---\ntitle: A\n---\n[x](1999/05/the-mill-burns.md)\n")
    site.rebuild()
    assert target(site, "a.html")["href"] == "1999/05/the-mill-burns.html"
    (site.root / "content/1999/05/the-mill-burns.md").rename(site.root / "content/mill.md")
    site.rebuild()
    assert target(site, "a.html")["href"] == "mill.html"
    assert named_by(site, "mill.html") == ["A"]


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("http://www.gazette.example/", "weir.html"),
        ("HTTP://gazette.example/news/old/today.html", "../../weir.html"),
        ("../", "weir.html"),
        ("/", "weir.html"),
    ],
)
def test_relative_links_are_seen_from_the_base_that_a_page_states(build_site, base, address):
    site = build_site("")
    fire = page("Fire in the mill", link(address))
    fire = fire.replace(b"</title>", f'</title><base target="_top"><BASE HREF="{base}">'.encode())
    site.write(f"{MIRROR}/news/fire.html", fire)
    site.write(f"{MIRROR}/weir.html", page("The weir is mended", ""))
    site.rebuild()
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"


def test_a_base_on_the_computer_that_a_page_was_written_on_does_not_count(build_site):
    site = build_site("")
    fire = page("Fire in the mill", link("weir.html"))
    fire = fire.replace(b"</title>", b'</title><base href="file:///C|/pages/">')
    site.write(f"{MIRROR}/fire.html", fire)
    site.write(f"{MIRROR}/weir.html", page("The weir is mended", ""))
    site.rebuild()
    assert target(site, FIRE)["href"] == "the-weir-is-mended.html"


def test_a_link_by_name_is_shown_where_it_leads_to(build_site):
    site = build_site("""
        -- content/weir.md --
        ---
        title: The weir
        aliases: [Old dam]
        ---
        See [[Old dam]], itself.
        -- content/a.md --
        # a

        It is [[The Weir#Bank|there]].
        -- content/b.md --
        # b

        It is ![[weir]].
        -- content/c.md --
        # c

        It is [[old dam]].
        -- content/code.md --
        # code

        It is `[[weir]]` and \\[[weir]].
        -- content/d.md --
        # d

        It is [[Nothing]].
    """)
    assert sorted(named_by(site, "weir.html")) == ["a", "b", "c"]
    site.write("content/d.md", "# d\n\nIt is [[The weir]].\n")
    site.rebuild()
    assert sorted(named_by(site, "weir.html")) == ["a", "b", "c", "d"]
