"""A document's page."""

import re

import pytest

from tests.site_in_a_string import write_site

BRIDGE = "2001/10/bridge.html"


def test_a_document_shows_its_text(archive):
    body = archive.html(BRIDGE).css_first("article .text")
    assert body.css_first("em").text() == "open"
    assert body.css_first("h2").text() == "Nine years"


@pytest.mark.parametrize(
    "shown",
    [
        "Wednesday, October 3, 2001",
        "3 October 2001",
        "Ann Ferrier",
        "Bo Kahn",
        "The Weekly Ferry",
        "Roads",
        "Ferry Press",
        "Money",
        "Toll to go up",
    ],
)
def test_a_document_shows_what_is_known_of_it(archive, shown):
    assert shown in archive.text(BRIDGE)


def test_a_documents_date_is_there_for_machines_too(archive):
    assert 'datetime="2001-10-03"' in archive.read(f"output/{BRIDGE}")


def test_a_documents_date_leads_to_its_month(archive):
    assert archive.ways(BRIDGE, "article header a") == {"3 October 2001": "index.html"}


def test_a_date_that_is_known_to_the_year_leads_to_the_year(archive):
    assert archive.ways("2004/regatta.html", "article header a") == {"2004": "index.html"}


def test_a_documents_terms_lead_to_their_pages(archive):
    ways = archive.ways(BRIDGE, "main a")
    assert ways["Rivers"] == "../../topics/rivers/index.html"
    assert ways["The Weekly Ferry"] == "../../source/the-weekly-ferry/index.html"


@pytest.mark.parametrize(
    ("page", "older", "newer"),
    [
        ("1999/05/toll.html", None, "../../2001/10/crossing.html"),
        ("2001/10/crossing.html", "../../1999/05/toll.html", "bridge.html"),
        ("2001/10/bridge.html", "crossing.html", "../../2004/regatta.html"),
        ("2004/regatta.html", "../2001/10/bridge.html", None),
        ("undated/song.html", None, None),
    ],
)
def test_a_dated_document_leads_to_the_ones_before_and_after_it(archive, page, older, newer):
    links = archive.html(page).css("main a[rel]")
    ways = {link.attributes["rel"]: link.attributes["href"] for link in links}
    assert (ways.get("prev"), ways.get("next")) == (older, newer)


def test_a_hidden_document_is_nobodys_neighbour(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        {title: One, date: "2001"}
        ---
        -- content/2.md --
        ---
        {title: Two, date: "2002", hidden: true}
        ---
        -- content/3.md --
        ---
        {title: Three, date: "2003"}
        ---
    """)
    assert site.html("1.html").css_first("main a[rel=next]").attributes["href"] == "3.html"


def test_a_related_document_without_a_title_is_not_listed(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        related: [{date: 1999-05-20}, {title: ""}]
        ---
    """)
    assert site.html("1.html").css(".side cite") == []


def test_the_trail_leads_from_the_home_page_to_the_month(archive):
    trail = {"Home": "../../index.html", "2001": "../index.html", "October": "index.html"}
    assert archive.ways(BRIDGE, "nav.trail a") == trail


def test_a_document_in_another_language_is_marked_as_such(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        {title: الجسر, language: ar}
        ---
    """)
    article = site.html("1.html").css_first("article")
    assert (article.attributes["lang"], article.attributes["dir"]) == ("ar", "rtl")


# What a document must not do

ADDRESSES = {
    "https://ferry.example/bridge": True,
    "HTTP://ferry.example/bridge": True,
    "javascript:alert(1)": False,
    "data:text/html,x": False,
    "//ferry.example/bridge": False,
}
BODIES = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[a link](javascript:alert(1))",
    "[a link](vbscript:x)",
    '<iframe src="https://elsewhere.example"></iframe>',
    '<img src="https://elsewhere.example/x.png">',
    "![x](//elsewhere.example/x.png)",
    '<form action="https://elsewhere.example"><input></form>',
    '<style>@import "https://elsewhere.example/x.css"</style>',
    '<p style="background: url(https://elsewhere.example/x.png)">x</p>',
    '<svg onload="alert(1)"></svg>',
    '<meta http-equiv="refresh" content="0; url=https://elsewhere.example">',
]
RUNS = "script, iframe, form, input, style, svg, meta, [style], [onerror], [onload]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return an archive with a document for each of the addresses and bodies above."""
    documents = [f"---\nsource_url: {address!r}\n---\n" for address in ADDRESSES]
    files = [f"-- content/{n}.md --\n{text}\n" for n, text in enumerate([*documents, *BODIES])]
    return write_site(tmp_path_factory.mktemp("hostile") / "archive", "".join(files)).rebuild()


@pytest.mark.parametrize(("address", "is_link"), ADDRESSES.items())
def test_an_original_address_is_a_link_when_it_is_of_the_web(hostile, address, is_link):
    page = hostile.html(f"{list(ADDRESSES).index(address)}.html")
    assert (address in [link.attributes["href"] for link in page.css("a")]) is is_link


@pytest.mark.parametrize("body", BODIES)
def test_nothing_in_a_body_runs_or_is_loaded_from_elsewhere(hostile, body):
    main = hostile.html(f"{len(ADDRESSES) + BODIES.index(body)}.html").css_first("main")
    addresses = [node.attributes["href"] or "" for node in main.css("[href]")]
    addresses += [node.attributes["src"] or "" for node in main.css("[src]")]
    assert main.css(RUNS) == []
    assert not [address for address in addresses if re.match(r"[a-z]+:|//", address)]


@pytest.mark.parametrize("field", ["title", "source", "summary", "rights", "date_text", "authors"])
def test_markup_in_a_value_is_shown_as_text(build_site, field):
    site = build_site(f"""
        -- content/1.md --
        ---
        {field}: "<script>alert(1)</script>"
        ---
        The bridge is open.
    """)
    pages = [data for path, data in site.contents().items() if path.endswith(".html")]
    assert not any(b"<script>alert" in page for page in pages)


def test_control_characters_reach_no_page_and_no_feed(build_site):
    site = build_site(r"""
        -- content/1.md --
        ---
        title: "The \x1b[1mbridge\x0c\ufffe"
        topics: ["Ro\x01ads"]
        summary: "It is \x0bopen."
        ---
    """)
    texts = (".html", ".xml", ".json", ".txt", ".css")
    made = b"".join(data for path, data in site.contents().items() if path.endswith(texts))
    assert not [
        char for char in ("\x1b", "\x0c", "\ufffe", "\x01", "\x0b") if char.encode() in made
    ]


# Where it comes from

PAGE = "2001/10/the-bridge-is-open"


def test_a_document_names_the_seed_that_it_was_made_from(converted):
    assert "old/bridge.txt" in converted.text(f"{PAGE}.html")


def test_the_originals_bytes_are_beside_the_page(converted):
    original = (converted.output / f"{PAGE}.original.txt").read_bytes()
    assert original == (converted.root / "seeds/old/bridge.txt").read_bytes()


def test_the_markdown_is_beside_the_page(converted):
    assert converted.read(f"output/{PAGE}.md") == converted.read(f"content/{PAGE}.md")


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_markdown_that_was_saved_in_another_encoding_is_published_as_utf_8(own_converted, codec):
    text = own_converted.read(f"content/{PAGE}.md")
    own_converted.write(f"content/{PAGE}.md", text.encode(codec))
    own_converted.rebuild()
    assert own_converted.read(f"output/{PAGE}.md") == text


def test_a_document_leads_to_its_markdown_and_its_original(converted):
    ways = converted.ways(f"{PAGE}.html", "nav.forms a")
    assert list(ways.values()) == ["the-bridge-is-open.md", "the-bridge-is-open.original.txt"]


@pytest.mark.parametrize(
    "line",
    [
        "Example Weekly",
        "News | Sport | Weather",
        "Wednesday, 3 October, 2001, 20:46 GMT",
        "The bridge is open",
        "The mayor cut a blue ribbon and said that the town had waited nine years for this bridge.",
        "Ferry to run until Friday",
        "Copyright Example Weekly",
    ],
)
def test_a_line_of_the_seed_is_in_the_text_or_among_those_set_aside(converted, line):
    assert line in converted.text(f"{PAGE}.html")


def test_lines_set_aside_keep_their_numbers(converted):
    aside = converted.html(f"{PAGE}.html").css("details li")
    numbered = {line.attributes["value"]: line.text() for line in aside}
    assert numbered["10"] == "Copyright Example Weekly"


def test_a_document_whose_seed_is_gone_keeps_its_page_without_an_original(own_converted):
    (own_converted.root / "seeds/old/bridge.txt").unlink()
    own_converted.rebuild()
    assert f"{PAGE}.html" in own_converted.paths()
    assert f"{PAGE}.original.txt" not in own_converted.paths()
    assert "original.txt" not in own_converted.read(f"output/{PAGE}.html")


def test_an_original_that_is_markup_is_published_as_text(build_site):
    seed = b"<html><body><h1>The bridge is open</h1><script>alert(1)</script><p>3 October 2001"
    site = build_site()
    site.write("seeds/bridge.html", seed)
    (original,) = [path for path in site.rebuild().paths() if ".original" in path]
    assert original.endswith(".original.txt")
    assert (site.output / original).read_bytes() == seed


@pytest.mark.parametrize(
    ("setting", "ending"), [("originals", ".original.txt"), ("markdown", ".md")]
)
def test_originals_and_markdown_can_be_left_out(own_converted, setting, ending):
    own_converted.write("site.yaml", f"{setting}: false\n")
    own_converted.rebuild()
    assert not any(path.endswith(ending) for path in own_converted.paths())
    assert f"open{ending}" not in own_converted.read(f"output/{PAGE}.html")


def test_a_document_written_by_hand_says_so(archive):
    assert "Written for this archive." in archive.text(BRIDGE)
