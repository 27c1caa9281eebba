"""Texts that somebody typed: their titles, where their links lead, and what is told of them."""

from __future__ import annotations

import pytest

from tests.site_in_a_string import BuiltSite


def told(site: BuiltSite) -> list[tuple[str, str | None, int | None]]:
    return [(one.code, one.path, one.line) for one in site.diagnostics]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The *old* mole\n\nStones.", "The old mole"),
        ("<!-- draft -->\n\n## Mole [of](a.html) 1902 ##\nStones.", "Mole of 1902"),
        ("The mole {#mole}\n========\n\nStones.", "The mole"),
        ("Stones.\n\n# Not this", "[Stones. Not this]"),
        ("#mole Stones.", "[mole Stones.]"),
        ("* * *\n---\nStones.", "[Stones.]"),
    ],
)
def test_a_heading_that_begins_a_text_is_its_title(build_site, text, title):
    site = build_site("-- content/a.md --\nx")
    site.write("content/a.md", text)
    page = site.rebuild().html("a.html")
    assert page.css_first("h1").text().strip() == title
    assert [node.text() for node in page.css("h1, h2")].count(title) == 1


def test_a_title_that_the_text_repeats_is_shown_once(build_site):
    site = build_site("""
        -- content/a.md --
        ---
        title: "The mole: a history"
        ---
        # The mole – a history

        ## The mole
    """)
    assert site.items("a.html", "h1") == ["The mole: a history"]
    assert site.items("a.html", ".body h2, article h2")[:1] == ["The mole"]


def test_the_heading_of_a_seeds_text_stays(build_site):
    site = build_site("-- content/a.md --\nx")
    seed = f"seed: {{path: a.txt, sha256: {'0' * 64}}}"
    site.write("content/a.md", f"---\n{seed}\n---\n## The mole\n\nStones.\n")
    assert "The mole" in site.rebuild().items("a.html", "h2")


ARCHIVE = """
    -- content/harbour/mole.md --
    ---
    title: The mole of 1902
    aliases: [old/mole.html, Pier of stone]
    ---
    Stones.
    -- content/pages/quay.md --
    ---
    title: The quay
    ---
    Planks.
    -- content/pictures/crane.png --
    x
    -- content/notes/a.md --
    ---
    title: Notes
    ---
"""


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("[[The mole of 1902]]", "../harbour/mole.html"),
        ("[[mole]]", "../harbour/mole.html"),
        ("[[harbour/mole|x]]", "../harbour/mole.html"),
        ("[[MOLE.md]]", "../harbour/mole.html"),
        ("[[old/mole]]", "../harbour/mole.html"),
        ("[[the quay#Steps]]", "../quay.html#steps"),
        ("[x](/harbour/mole/)", "../harbour/mole.html"),
        ("[x](/harbour/mole#stones)", "../harbour/mole.html#stones"),
        ("[x](/harbour/mole.html)", "../harbour/mole.html"),
        ("[x](../harbour/mole/)", "../harbour/mole.html"),
        ("[x](/old/base/harbour/mole/)", "../harbour/mole.html"),
        ("[[Pier of stone]]", "../harbour/mole.html"),
        ("[x](/dates/)", "../dates/index.html"),
        ("[x](/pictures/crane.png)", "../pictures/crane.png"),
    ],
)
def test_links_lead_to_what_they_name(build_site, written, address):
    site = build_site(ARCHIVE, "-- site.yaml --\nbase_url: https://quay.example/old/base/\n")
    site.write("content/notes/a.md", f"---\ntitle: Notes\n---\n\n{written}\n")
    site.rebuild()
    assert [node.attributes["href"] for node in site.html("notes/a.html").css("#p1 a")][:1] == [
        address
    ]
    assert site.codes == []


@pytest.mark.parametrize(
    "written",
    [
        "![](/pictures/crane.png)",
        "![](../pictures/crane.png)",
        "![[crane.png]]",
        '<img src="/pictures/crane.png" alt="">',
    ],
)
def test_pictures_are_found_from_the_root_the_file_and_by_name(build_site, written):
    site = build_site(ARCHIVE)
    site.write("content/notes/a.md", f"Text {written}\n")
    page = site.rebuild().html("notes/a.html")
    assert page.css_first("#p1 img").attributes["src"] == "../pictures/crane.png"


def test_a_file_is_also_found_from_the_folder_of_the_text(build_site):
    site = build_site("""
        -- content/pages/a.md --
        ---
        title: A
        ---
        <audio controls src="sounds/bell.mp3"></audio>
        -- content/pages/sounds/bell.mp3 --
        x
    """)
    assert site.html("a.html").css_first("audio").attributes["src"] == "pages/sounds/bell.mp3"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("<script>run()</script>", "markdown.script"),
        ('<b onclick="run()">x</b>', "markdown.script"),
        ('<iframe src="https://a.example/"></iframe>', "markdown.frame"),
        ('<input name="a">', "markdown.field"),
        ("<blink>x</blink>", "markdown.element"),
        ('<b style="color: red">x</b>', "markdown.style"),
        ('<p width="3">x</p>', "markdown.attribute"),
        ("![x](https://a.example/x.png)", "markdown.remote"),
        ('<video src="//a.example/x.mp4"></video>', "markdown.remote"),
        ("[x](javascript:run)", "markdown.scheme"),
        ("[x](data:text/html,x)", "markdown.scheme"),
        ("[[nowhere]]", "markdown.link-by-name"),
    ],
)
def test_what_is_taken_out_is_told_once_with_its_line(build_site, written, code):
    site = build_site("-- content/a.md --\nx")
    site.write("content/a.md", f"---\ntitle: A\n---\n\nText\n\n{written}\n\n{written}\n")
    site.rebuild()
    assert told(site) == [(code, "content/a.md", 7)]
    assert "2 times" in site.diagnostics[0].message
    assert site.diagnostics[0].hint


def test_a_name_that_leads_nowhere_is_told_once_for_the_site(build_site):
    site = build_site("""
        -- content/a.md --
        See [[Old pier|it]], [[ Old pier ]] and ![[crane.png]].
        -- content/b.md --
        See [[Old pier]].
    """)
    assert told(site) == [("markdown.link-by-name", "content/a.md", 1)] * 2
    pier, crane = (one.message for one in site.diagnostics)
    assert "[[Old pier]] leads nowhere" in pier
    assert pier.endswith("(3 times in 2 texts)")
    assert "the link ![[crane.png]] leads nowhere" in crane


@pytest.mark.parametrize(
    "written",
    [
        "`<script>`",
        "\n```\n<iframe onclick=x>\n```",
        "![x](data:image/png;base64,iVBORw0KGgo=)",
        '<audio controls src="a.mp3"></audio>',
        '<picture><source srcset="a.webp 2x"><img src="a.png" alt="x"></picture>',
        '<a href="b.html" target="_blank" rel="noopener">x</a>',
        "- [ ] x",
        "a < b and c > d",
        *(
            f"[x]({address})"
            for address in """ftp://a.example/x tel:+441234 sms:+441234 geo:1,2 doi:10.1/x
            magnet:?xt=urn:btih:a irc://a.example/b gopher://a.example news:a.b nntp://a.example/b
            urn:isbn:1 isbn:1 mailto:a@b.example""".split()
        ),
    ],
)
def test_what_stays_is_not_told(build_site, written):
    site = build_site("-- content/a.md --\nx")
    site.write("content/a.md", f"Text {written}\n")
    assert site.rebuild().codes == []


def test_what_was_told_is_told_again_by_a_build_that_makes_other_pages(build_site):
    site = build_site("""
        -- content/a.md --
        <script>run()</script>
        -- content/b.md --
        Text
    """)
    first = told(site)
    site.write("content/b.md", "Other text\n")
    site.rebuild()
    assert told(site) == first == [("markdown.script", "content/a.md", 1)]
    site.write("content/a.md", "Text\n")
    assert site.rebuild().codes == []


def test_a_converted_text_is_read_as_it_was_written(build_site):
    site = build_site("""
        -- seeds/a.txt --
        The mole

        Bring [[rope]] and ~~tar~~ and see https://a.example/x now, said the keeper of the mole.
        - [ ] so it was written on the board at the gate of the harbour in those days
    """)
    document = next(path for path in site.paths() if path.startswith("undated/the-mole"))
    shown = site.text(document)
    assert "[[rope]] and ~~tar~~ and see https://a.example/x now" in shown
    assert (
        site.html(document).css("main p a[href^='https://a.example'], main del, main input") == []
    )


def test_a_converted_text_that_was_edited_is_read_as_editors_read_it(build_site):
    site = build_site("""
        -- seeds/a.txt --
        The mole

        Bring [[rope]] and ~~tar~~, said the keeper of the mole to all who came that day.
    """)
    (file,) = (site.root / "content").rglob("the-mole*.md")
    file.write_text(file.read_text("utf-8") + "\nBring\n- oil\n", "utf-8")
    site.rebuild()
    document = next(path for path in site.paths() if path.startswith("undated/the-mole"))
    assert "oil" in site.items(document, "main li")
    assert "[[rope]] and ~~tar~~, said" in site.text(document)
