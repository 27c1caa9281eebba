"""Redacted texts are nowhere in the output, and the page says that they were there."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

SEED = b"Ivo Brandel\n\nA letter.\n\nIvo Brandel rowed over.\n"
SHA = sha256(SEED).hexdigest()
EVERYWHERE = """
    -- site.yaml --
    title: Letters
    base_url: https://letters.example/
    formats: [redirects, htaccess, nginx]
    taxonomies: {topics: {}, people: {}, places: {}, source: {}, section: {}, boats: {}}
    -- content/1931/letter.md --
    ---
    title: "Ivo Brandel’s letter"
    date: 1931-03-09
    date_text: "9 March, says Ivo Brandel"
    source: "Ivo  Brandel papers"
    source_url: "https://papers.example/ivo-brandel/1"
    section: ["Ivo Brandel", "Boats"]
    authors: ["IVO BRANDEL", "Ann Weir"]
    language: en
    summary: "A letter by Ivo\\nBrandel."
    topics: ["Ivo Brandel", "Boats"]
    keywords: ["Ivo_Brandel"]
    people: [ivo brandel, "Ann Weir"]
    places: ["The house of Ivo Brandel"]
    organisations: ["Ivo Brandel & Sons"]
    boats: ["Ivo Brandel II"]
    related: [{title: "More of Ivo Brandel", section: "Ivo Brandel", date: 1930}]
    rights: "Heirs of Ivo Brandel"
    added: 2026-01-01
    corrections: [{date: 2026-01-05, what: "Ivo Brandel was misread."}]
    subtitle: "Ivo Brandel himself"
    Ivo Brandel: "a key"
    extra: {notes: ["Ivo Brandel"], redact: ["Ivo Brandel"]}
    redact:
    - {text: "Ivo Brandel", reason: "At the wish of the family of Ivo Brandel."}
    - "555-0199"
    seed:
      path: "brandel/ivo-brandel.txt"
      sha256: "SHA"
      aside: "1"
      confidence: 0.9
      converter: "0.1.0"
      digests: {title: "9f2c", body: "77e0"}
    ---
    ## Ivo Brandel at home

    Ivo
    Brandel, **Ivo** Brandel and *Ivo* **Brandel**; IVO&nbsp;BRANDEL; Iv&#111; Brandel.
    > Ivo
    > Brandel

    - Ivo\\
      Brandel
    - [Ivo Brandel](https://else.example/Ivo%20Brandel "Ivo Brandel") and <https://x.example/ivo-brandel>
    - <span title="Ivo Brandel">Ivo <b>Brandel</b></span>

    ![Ivo Brandel](letter/face.png "Ivo Brandel")
    *Caption of Ivo Brandel, telephone 555‑0199.*

    | Name | Ivo Brandel |
    |------|-------------|
    | Ivo Brandel | x |

        Ivo Brandel in code

    Last, [[Ivo Brandel]] and a note[^1].

    [^1]: Ivo Brandel's note.
    -- content/1932/answer.md --
    ---
    title: The answer
    date: 1932
    people: [Ann Weir]
    ---
    An answer to [him](../1931/letter.md).
""".replace("SHA", SHA)
NAME = re.compile(r"ivo[\W_]{0,3}(?:%20|nbsp;)?brandel|555\W0199", re.IGNORECASE)


def written(build_site, text=EVERYWHERE, **settings):
    site = build_site(text)
    site.write("seeds/brandel/ivo-brandel.txt", SEED)
    site.write("content/1931/letter/face.png", b"picture")
    return site.rebuild(**settings)


def leaks(site):
    """Return the files of the output whose name or text holds a redacted text."""
    found = {}
    for path, data in site.contents().items():
        text = path + "\n" + data.decode("utf-8", "replace")
        if match := NAME.search(re.sub(r"</?(?:b|i|em|strong|wbr|br)\b[^<>]*>|[*`]", "", text)):
            found[path] = match[0]
    return found


def test_a_redacted_text_is_nowhere_in_the_output(build_site):
    site = written(build_site)
    assert site.codes == ["markdown.link-by-name"]
    page = site.read("output/1931/letter.html")
    assert page.count("[redacted]") > 20, page
    assert leaks(site) == {}


def test_the_page_says_that_texts_are_redacted_and_why(build_site):
    page = written(build_site).html("1931/letter.html")
    note = page.css_first(".redaction").text()
    assert "Parts of this document have been redacted." in note
    assert "At the wish of the family" in note
    assert page.css_first("h1 .redacted").text() == "[redacted]"


def test_the_original_is_not_published_nor_its_digest_nor_its_lines(build_site):
    site = written(build_site)
    assert not [path for path in site.paths() if ".original" in path]
    page = site.read("output/1931/letter.html")
    assert "is not published, because it holds what has been redacted" in page
    assert "set-aside" not in page
    assert [path for path, data in site.contents().items() if SHA.encode() in data] == []


def test_a_link_whose_address_is_redacted_leads_nowhere(build_site):
    links = written(build_site).html("1931/letter.html").css(".text > ul a")
    assert [link.attributes.get("href") for link in links] == [None, None]


def test_what_was_published_before_is_taken_back_but_for_addresses_in_the_ledger(build_site):
    open_text = re.sub(r"    redact:\n    - .*\n    - .*\n", "", EVERYWHERE)
    site = written(build_site, open_text.replace(', redact: ["Ivo Brandel"]', ""))
    assert {"1931/letter.original.txt", "1931/letter.md"} <= leaks(site).keys()
    site.add_files(EVERYWHERE)
    site.rebuild()
    assert {path.rpartition("/")[2] for path in leaks(site)} == {
        "manifest-sha256.txt",
        "index.html",
    }
    lines = site.read("content/urls.txt").splitlines(keepends=True)
    site.write("content/urls.txt", "".join(line for line in lines if "ivo-brandel" not in line))
    assert leaks(site.rebuild()) == {}


PLAIN = """
    -- content/1999/weir.md --
    ---
    title: The weir
    ---
    Tom Garrick's mill, and the weir.
"""


def test_texts_may_be_redacted_by_the_settings_of_a_folder(build_site):
    site = build_site(PLAIN)
    assert "Garrick" in site.read("output/1999/weir.md")
    site.write("site.yaml", 'defaults: [{path: "1999/*", values: {redact: [Tom Garrick]}}]\n')
    site.rebuild()
    assert "Garrick" not in site.read("output/1999/weir.md") + site.text("1999/weir.html")
    site.write("site.yaml", 'defaults: [{path: "1999/*", values: {redact: [the weir]}}]\n')
    site.rebuild()
    assert "and [redacted]." in site.read("output/1999/weir.md")
    site.write("site.yaml", "")
    site.rebuild()
    assert "and the weir." in site.read("output/1999/weir.md")


def test_a_text_that_is_not_there_is_a_warning_with_its_line(build_site):
    site = build_site(PLAIN.replace("---\n    Tom", "redact: [Tom Carrick]\n    ---\n    Tom"))
    (found,) = site.diagnostics
    assert (found.code, found.path, found.line) == ("redact.unmatched", "content/1999/weir.md", 3)
    assert "Tom Carrick" in found.message
    assert site.exit_code == 0


@pytest.mark.parametrize(
    "value", ["[[Tom]]", "[{reason: His wish}]", "[Tom, null]", "true", '["*"]']
)
def test_a_list_that_cannot_be_read_keeps_the_document_back(build_site, value):
    site = build_site(PLAIN.replace("---\n    Tom", f"redact: {value}\n    ---\n    Tom"))
    assert (site.codes, site.exit_code) == (["redact.invalid"], 1)
    assert "1999/weir.html" not in site.paths()


def test_addresses_that_hold_a_redacted_text_are_named(build_site):
    site = build_site("""
        -- content/1999/tom-garrick.md --
        ---
        title: A letter
        aliases: [/old/garrick-tom.html, /tom_garrick.html]
        redact: Tom Garrick
        ---
        ![](tom-garrick/Tom%20Garrick.png)
        -- content/1999/tom-garrick/Tom Garrick.png --
        picture
    """)
    assert site.codes == ["redact.address"] * 3
    assert [one.message.split(" holds ")[0] for one in site.diagnostics] == [
        "the address 1999/tom-garrick.html",
        "the alias tom_garrick.html",
        "the name of the picture tom-garrick/Tom%20Garrick.png",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "TOM GARRICK",
        "Tom\nGarrick",
        "Tom&nbsp;Garrick",
        "T&#111;m Garrick",
        "**Tom** Garrick",
        "Tom [Garrick](http://garrick.example/)",
        "Tom<br>Garrick",
        "To\u00adm Gar\u200brick",
        "> Tom\n> Garrick",
        "<i>Tom</i> _Garrick_",
        "`Tom Garrick`",
        "Tom Gar-\nrick",
        "Tom\\\nGarrick",
        "<a title='Tom Garrick'>he</a>",
        "<!-- Tom Garrick -->",
        "![Tom Garrick](x.png)",
        "http://garrick.example/?tom+garrick",
    ],
)
def test_a_text_is_found_however_it_is_written(build_site, written):
    text = PLAIN.replace("---\n    Tom", "redact: Tom Garrick\n    ---\n    Tom").replace(
        "Tom Garrick's mill", written.replace("\n", "\n    ")
    )
    site = build_site(text)
    whole = site.read("output/1999/weir.md") + site.read("output/1999/weir.html")
    assert "redact.unmatched" not in site.codes
    assert not re.search(r"\btom\b|garrick(?!.example)", whole, re.IGNORECASE)
    assert "and the weir" in whole


def test_a_shape_of_a_letter_makes_no_difference(build_site):
    site = build_site(PLAIN.replace("---\n    Tom Garrick", "redact: Jürgen\n    ---\n    Jürgen"))
    assert "[redacted]'s mill" in site.read("output/1999/weir.md")


def test_what_is_converted_is_still_read_as_it_was_written(build_site):
    site = build_site(
        "-- seeds/a.txt --\nThe ferry\n\n3 May 1931\n\nTom Garrick wrote [[this]] here.\n"
    )
    (name,) = site.root.glob("content/1931/05/*.md")
    text = name.read_text("utf-8")
    name.write_text(text.replace("---\n", "---\nredact: [Tom Garrick]\n", 1), "utf-8")
    site.rebuild()
    assert "[redacted] wrote [[this]] here." in site.text(f"1931/05/{name.stem}.html")
    assert site.codes == []


@pytest.mark.parametrize(
    ("author", "redacted"), [("Weir, Ann", "Ann Weir"), ("Ann Weir", "Weir, Ann")]
)
def test_a_name_is_covered_in_the_order_of_citations_too(build_site, author, redacted):
    site = build_site(f"""
        -- content/a.md --
        ---
        title: A letter
        date: 1931
        authors: ["{author}"]
        people: ["{author}"]
        redact: ["{redacted}"]
        ---
        Text.
    """)
    assert [path for path, data in site.contents().items() if b"Weir" in data] == []
    assert site.codes == []


@pytest.mark.parametrize("redacted", ["9 March 1931", "1931-03-09", "March 1931"])
def test_a_date_that_is_redacted_is_not_shown_in_words(build_site, redacted):
    site = build_site(f"""
        -- content/a.md --
        ---
        title: A letter
        date: 1931-03-09
        redact: ["{redacted}"]
        ---
        Text.
    """)
    page = site.text("a.html") + site.text("index.html") + site.read("output/feed.xml")
    assert "1931" not in page + site.read("output/a.md")
    assert site.codes == []


@pytest.mark.parametrize(
    "line", ["redact: [Tom Garrick]", "Embargo: 2031", "'redact' : Tom Garrick"]
)
def test_front_matter_that_cannot_be_told_from_text_keeps_a_document_back(build_site, line):
    site = build_site(f"-- content/a.md --\n---\ntitle: The weir\n{line}\n\nTom Garrick's mill.\n")
    assert "front-matter.protects" in site.codes
    assert site.exit_code == 1
    assert [path for path, data in site.contents().items() if b"Garrick" in data] == []
