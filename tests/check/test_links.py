"""Links: where they lead, on whatever server the site is, and from a disk."""

import pytest

from generator.check.checks import examine_file
from generator.check.files import collect
from generator.report import BuildError

SITE = """
    -- index.html --
    -- 2001/index.html --
    -- 2001/10/index.html --
    -- 2001/10/the-bridge.html --
    -- 2001/10/the-bridge.md --
    The bridge.
    -- Letters/first.html --
    -- über/räder und züge.html --
"""


def told_of(check, link, page="2001/10/page.html", **settings):
    return check(SITE, f'-- {page} --\n<a href="{link}">A link</a>', **settings)


@pytest.mark.parametrize(
    "link",
    [
        "the-bridge.html",
        "./the-bridge.html",
        "the-bridge.md",
        "../../2001/10/the-bridge.html",
        "../../index.html",
        "../10/../10/the-bridge.html",
        "the-bridge.html?print=1",
        "  the-bridge.html\n",
        "the-&#98;ridge.html",
        "the%2Dbridge.html",
        "../../%C3%BCber/r%C3%A4der%20und%20z%C3%BCge.html",
        "../../über/räder und züge.html",
        "",
        "?page=2",
        "#",
        "#top",
    ],
)
def test_a_link_to_a_file_of_the_site_is_fine(check, link):
    assert told_of(check, link).codes == []


@pytest.mark.parametrize(
    "link",
    [
        "https://archive.example/",
        "mailto:archivist@archive.example",
        "tel:+4930123456",
        "data:text/plain,hello",
        "https://localhost.example/",
        "https://example.org/?next=http://localhost/",
        "https://[::g]/",
    ],
)
def test_what_lies_outside_the_site_is_not_asked_after(check, link):
    assert told_of(check, link).codes == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("the-ferry.html", "link.missing"),
        ("../11/the-bridge.html", "link.missing"),
        ("the-bridge.html/", "link.missing"),
        ("www.archive.example", "link.missing"),
        ("../../Letters", "link.missing"),
        ("..", "link.directory"),
        ("../", "link.directory"),
        (".", "link.directory"),
        ("../../2001", "link.directory"),
        ("../../2001/#d03", "link.directory"),
        ("/2001/index.html", "link.absolute"),
        ("/", "link.absolute"),
        ("//archive.example/2001/", "link.absolute"),
        ("The-Bridge.html", "link.case"),
        ("../../letters/first.html", "link.case"),
        ("../../../index.html", "link.outside"),
        ("../../../../etc/passwd", "link.outside"),
        ("http://localhost/", "link.local"),
        ("https://localhost:8000/2001/", "link.local"),
        ("HTTP://LOCALHOST", "link.local"),
        ("http://ann@127.0.0.1/", "link.local"),
        ("http://127.8.9.10:80?q", "link.local"),
        ("http://[::1]:8000/", "link.local"),
        ("http://press.localhost/", "link.local"),
        ("http://0.0.0.0/", "link.local"),
        ("//localhost/", "link.local"),
        ("file:///home/ann/letter.html", "link.local"),
        ("C:\\letters\\first.html", "link.local"),
        ("c:/letters/first.html", "link.local"),
        ("\\\\server\\letters", "link.local"),
    ],
)
def test_a_link_that_does_not_work_everywhere_is_told(check, link, code):
    assert told_of(check, link).codes == [code]


def test_a_link_in_another_normal_form_than_its_file_is_told(check):
    decomposed = "../../u\u0308ber/räder und züge.html"
    assert told_of(check, decomposed).codes == ["link.case"]


def test_a_file_counts_under_its_exact_name_on_every_system(check):
    assert told_of(check, "the-bridge.HTML").codes == ["link.case"]


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("the-brigde.html", "the-bridge.html"),
        ("../11/the-bridge.html", "the-bridge.html"),
        ("../../Letters/frist.html", "../../Letters/first.html"),
        ("The-Bridge.html#end", "the-bridge.html#end"),
        ("..", "../index.html"),
        ("../../2001#d03", "../index.html#d03"),
        ("/2001/10/the-bridge.html", "the-bridge.html"),
        ("/2001/", "../index.html"),
        (
            "/%C3%BCber/r%C3%A4der und züge.html",
            "../../%C3%BCber/r%C3%A4der%20und%20z%C3%BCge.html",
        ),
    ],
)
def test_what_was_probably_meant_is_named(check, link, meant):
    assert f"“{meant}”" in told_of(check, link).only.hint


def test_the_page_of_a_folder_is_not_proposed_for_that_of_another(check):
    told = check('-- index.html --\n<a href="about/index.html">About</a>')
    assert "Did you mean" not in told.only.hint


def test_that_two_files_are_pages_makes_their_names_no_more_alike(check):
    told = check('-- index.html --\n<a href="nope.html">x</a>')
    assert "Did you mean" not in told.only.hint


def test_a_file_of_the_same_kind_is_proposed(check):
    told = check("""
        -- index.html --
        <a href="the-fery.html">The ferry</a>
        -- the-fery.md --
        -- the-ferry-house.html --
    """)
    assert told.only.hint == "Did you mean “the-ferry-house.html”?"


def test_names_are_compared_for_the_first_hundred_broken_links(check):
    links = " ".join(f'<a href="page-{n}-of-many.html">x</a>' for n in range(150))
    told = check(f"-- page-of-many.html --\n{links}")
    assert sum("“page-of-many.html”" in one.hint for one in told.diagnostics) == 100


def test_nothing_is_proposed_where_nothing_is_like_it(check):
    assert told_of(check, "quarterly-returns.html").only.hint == (
        "Fix the link, or add what it leads to."
    )


def test_a_broken_link_is_named_as_it_is_written_with_where_it_leads(check):
    message = told_of(check, "../../1999/ferry.html?a=1&amp;b=2").only.message
    assert message == (
        "the link “../../1999/ferry.html?a=1&b=2” leads nowhere: there is no 1999/ferry.html"
    )


def test_all_that_is_wrong_is_told_at_once(check):
    told = check("""
        -- index.html --
        <a href="a.html">a</a> <a href="/b.html">b</a> <a href="../c.html">c</a>
        -- two.html --
        <a href="d.html">d</a>
    """)
    assert told.codes == ["link.missing", "link.absolute", "link.outside", "link.missing"]


def test_problems_are_told_in_the_order_of_the_pages(check):
    told = check("""
        -- b.html --
        <a href="away.html">x</a>
        -- a.html --
        <a href="b.html#away">x</a>
        -- c.html --
        <a href="/">x</a>
    """)
    assert told.codes == ["link.anchor", "link.missing", "link.absolute"]


def test_a_site_without_a_page_is_nothing_to_check(check):
    with pytest.raises(BuildError, match="nothing to check: there is no page in output") as refused:
        check("-- notes.txt --\nNothing.")
    assert refused.value.is_usage
    assert "Run “build” first" in refused.value.diagnostic.hint


def test_an_output_folder_that_contains_itself_is_read_once(check, tmp_path):
    output = tmp_path / "archive/output"
    output.mkdir(parents=True)
    (output / "again").symlink_to(output)
    assert check("-- index.html --\n").pages == 1


def test_files_of_a_linked_folder_are_part_of_the_site(check, tmp_path):
    (tmp_path / "archive/output").mkdir(parents=True)
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans/first.pdf").write_bytes(b"%PDF")
    (tmp_path / "archive/output/scans").symlink_to(tmp_path / "scans")
    assert check('-- index.html --\n<a href="scans/first.pdf">First</a>').codes == []


# Which elements hold links


@pytest.mark.parametrize(
    "markup",
    [
        '<area href="away.html" alt="x">',
        '<form action="away.html"></form>',
        '<button formaction="away.html">Go</button>',
        '<link rel="next" href="away.html">',
        '<link rel="canonical" href="away.html">',
        '<link rel=alternate href=away.html type="application/atom+xml">',
        '<svg><a xlink:href="away.html"><text>x</text></a></svg>',
        "<a href='away.html'>Away</a>",
        "<A HREF = away.html>Away</A>",
        '<table><td><a title="a > b" href="away.html">Away',
        '<base href="nowhere/"><a href="../away.html">Away</a>',
    ],
)
def test_a_link_is_found_wherever_it_stands(check, markup):
    told = check(f"-- index.html --\n{markup}")
    assert (told.codes, told.links) == (["link.missing"], 1)


@pytest.mark.parametrize(
    "markup",
    [
        '<!-- <a href="away.html">Away</a> -->',
        "<script>document.write('<a href=\"away.html\">Away</a>')</script>",
        '<template><a href="away.html">Away</a></template>',
        '<textarea><a href="away.html">Away</a></textarea>',
        "&lt;a href=&quot;away.html&quot;>Away",
        '<p data-href="away.html" title=\'<a href="away.html">\'>Away</p>',
        "<a>Away</a>",
    ],
)
def test_what_only_looks_like_a_link_is_none(check, markup):
    told = check(f"-- index.html --\n{markup}")
    assert (told.codes, told.links) == ([], 0)


def test_a_link_that_leads_nowhere_is_no_file(check, tmp_path):
    (tmp_path / "archive/output").mkdir(parents=True)
    (tmp_path / "archive/output/map.png").symlink_to(tmp_path / "away.png")
    assert check('-- index.html --\n<a href="map.png">Map</a>').codes == ["link.missing"]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    examined = examine_file(str(tmp_path), collect(["gone.html"]), "gone.html")
    assert [problem.code for problem in examined.problems] == ["file.unreadable"]


@pytest.mark.parametrize("address", ["http://[", "https://archive.example:port/"])
def test_an_address_that_is_none_can_be_joined_to_a_base(check, address):
    told = check(
        f'-- index.html --\n<base href="https://archive.example/"><a href="{address}">x</a>'
    )
    assert told.codes == []


def test_a_page_with_a_base_address_has_its_links_read_from_there(check):
    told = check("""
        -- 2001/index.html --
        <base href="10/"><a href="bridge.html">The bridge</a>
        -- 2001/10/bridge.html --
    """)
    assert told.codes == []
