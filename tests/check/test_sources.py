"""Where a problem comes from: the line of a content file, else the page, once for all pages."""

import pytest

BROKEN = '<a href="../away.html">Away</a>'


def written(markdown, page=BROKEN):
    return f"-- 2001/bridge.html --\n{page}\n-- content/2001/bridge.md --\n{markdown}"


@pytest.mark.parametrize(
    "markdown",
    [
        "---\ntitle: x\n---\n\nIt is [away](../away.html).",
        "---\ntitle: x\n---\n\nIt is [away](<../away.html> 'a title').",
        "---\ntitle: x\n---\n\n[away]: ../away.html",
        "---\ntitle: x\n---\n\nIt is <a href='../away.html'>away</a>.",
        "---\ntitle: x\n---\n\nIt is [away](.././away.html) [away](../away.html).",
        '---\ntitle: x\nsource: "y"\n\nrelated_url: "../away.html"\n---\n',
        "---\ntitle: x\n---\n\nIt is [away](../away%2Ehtml), or [away](..\\/away\\.html).",
    ],
)
def test_a_link_is_found_in_the_content_file_however_it_is_written(check, markdown):
    assert check(written(markdown)).places == ["content/2001/bridge.md:5"]


@pytest.mark.parametrize(
    ("href", "markdown"),
    [
        ("a&amp;b.html", "[x](a&b.html)"),
        ("a&amp;b.html", "[x](a&amp;b.html)"),
        ("r%C3%A4der.html", "[x](räder.html)"),
        ("räder.html", "[x](r%C3%A4der.html)"),
        ("two%20words.html", "[x](<two words.html>)"),
        ("a_b.html", "[x](a\\_b.html)"),
        ("away.html#end", "[x](away.html#end)"),
        ("./away.html", "[x](./away.html)"),
    ],
)
def test_the_escapes_of_both_sides_are_seen_through(check, href, markdown):
    told = check(written(markdown, f'<a href="{href}">x</a>'))
    assert told.places == ["content/2001/bridge.md:1"]


def test_every_line_that_has_the_link_is_named(check):
    told = check(written("[a](../away.html)\n\n[b](../away.html) [c](../away.html)"))
    assert told.places == ["content/2001/bridge.md:1", "content/2001/bridge.md:3"]


@pytest.mark.parametrize(
    "markdown",
    [
        "Nothing.",
        "The page away.html is gone.",
        "[x](../../away.html)",
        "[x](../away.html#end)",
        "[x](../away.html.md)",
    ],
)
def test_a_link_that_the_content_file_does_not_have_has_the_file_alone(check, markdown):
    assert check(written(markdown)).places == ["content/2001/bridge.md"]


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("history.html", "content/pages/history.md"),
        ("rules/fees.html", "content/pages/rules/fees.md"),
        ("topics/rivers/index.html", "content/topics/rivers.md"),
        ("scans/list.html", "content/scans/list.html"),
    ],
)
def test_a_page_comes_from_its_content_file(check, page, source):
    told = check(f'-- {page} --\n<a href="away.html">x</a>\n-- {source} --\n\n[x](away.html)')
    assert told.places == [f"{source}:2"]


def test_a_page_of_a_month_does_not_come_from_a_document_of_its_name(check):
    told = check('-- 2001/10/index.html --\n<a href="x.html">x</a>\n-- content/2001/10.md --\nx')
    assert told.places == ["output/2001/10/index.html:2"]


def test_a_page_without_a_content_file_is_named_itself_with_its_line(check):
    told = check('-- dates/index.html --\n<p>Years</p>\n<a href="away.html?a&amp;b">x</a>')
    assert told.places == ["output/dates/index.html:3"]


def test_a_problem_of_many_pages_is_told_once(check):
    broken = '<link rel="stylesheet" href="{}assets/away.css">'
    told = check(f"""
        -- a.html --
        {broken.format("")}
        -- b/c.html --
        {broken.format("../")}
        -- b/d.html --
        {broken.format("../")}
        -- content/a.md --
        Text.
    """)
    assert told.codes == ["asset.missing"]
    assert told.places == ["output/a.html:2"]
    assert told.only.message == (
        "“assets/away.css” is to be loaded, but there is no assets/away.css (on 3 pages)"
    )


def test_one_page_with_a_problem_in_two_forms_is_one_page(check):
    told = check('-- a.html --\n<a href="x.html?1">x</a><a href="x.html?2">x</a>')
    assert told.only.message.endswith("there is no x.html")


def test_an_endless_address_is_quoted_in_part(check):
    told = check(f'-- a.html --\n<a href="../{"x" * 10_000}">x</a>')
    assert len(told.only.message) < 300


def test_a_problem_is_the_same_from_whichever_folder_it_is_seen(check):
    told = check("""
        -- a.png --
        -- a.html --
        <img src="a.png">
        -- b/a.html --
        <img src="../a.png">
    """)
    assert told.codes == ["html.alt"]


def test_a_problem_of_many_content_files_is_told_for_each(check):
    told = check(
        *(
            f'-- {n}.html --\n<a href="away.html">x</a>\n-- content/{n}.md --\n[x](away.html)\n'
            for n in "abc"
        )
    )
    assert told.places == ["content/a.md:1", "content/b.md:1", "content/c.md:1"]


def test_a_problem_of_the_theme_does_not_hide_the_same_one_in_content(check):
    link = '<a href="away.html">x</a>'
    told = check(f"""
        -- a.html --
        {link}
        -- b.html --
        {link}
        -- c.html --
        {link}
        -- content/b.md --
        [x](away.html)
    """)
    assert told.places == ["output/a.html:2", "content/b.md:1"]
    assert told.diagnostics[0].message.endswith("(on 2 pages)")


def test_another_problem_of_the_same_kind_is_another_problem(check):
    told = check("""
        -- a.html --
        <a href="x.html">x</a>
        -- b.html --
        <a href="y.html">y</a>
    """)
    assert told.codes == ["link.missing"] * 2


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ('<p id="pier"><p id="pier">', "{#pier-2}\n\n## One {#pier}\n\nText {: #pier}"),
        ('<p id="pier"><p id="pier">', "Text.\n\n<p id=pier>\n\n<p id='pier'>"),
        ("<h1>Two</h1>", "Text.\n\n# Two\n\n# Three"),
        ('<img src="bridge.html">', "Text.\n\n<img src='bridge.html'>\n\n<img src=bridge.html >"),
        ('<a href="bridge.html"></a>', "Text.\n\n[](bridge.html)\n\n[](bridge.html)"),
    ],
)
def test_other_problems_have_their_lines_too(check, page, markdown):
    told = check(written(markdown, page))
    assert told.places == ["content/2001/bridge.md:3", "content/2001/bridge.md:5"]


def test_an_output_folder_elsewhere_is_named_by_its_path(check, tmp_path):
    told = check('-- index.html --\n<a href="x.html">x</a>', output_override=tmp_path / "public")
    assert told.places == [f"{(tmp_path / 'public').as_posix()}/index.html:2"]


def test_a_name_that_no_terminal_can_show_is_told_without_what_it_cannot(check):
    told = check('-- index.html --\n<a href="x\u0007y%ED%A0%80.html">x</a>')
    assert "\u0007" not in told.only.message
