"""What browsers and crawlers save: pages with a folder, in one file, under odd names, packed."""

from __future__ import annotations

import gzip
from base64 import b64encode

import pytest

from generator.pipeline.extract import recognise_text
from generator.readers.html import read_markup
from generator.verify import verify
from tests.picture_bytes import ABOVE, BELOW, jpeg, page, png
from tests.site_in_a_string import write_site

PAGE = "1997/10/the-weir.html"


@pytest.fixture
def site(tmp_path):
    return write_site(tmp_path / "archive")


def only_page(site):
    """Return the text of the only document, which has no tag in it."""
    assert (site.published.documents, site.exit_code) == (1, 0)
    text = site.text(PAGE)
    assert ABOVE in text
    assert BELOW in text
    assert "</" not in text
    return text


# A page and its folder


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Weir at Holm.html", "Weir at Holm_files"),
        ("weir.htm", "weir-Dateien"),
        ("weir.html", "weir_fichiers"),
        ("weir.html", "weir_archivos"),
        ("weir.html", "weir_bestanden"),
        ("weir.html", "weir-filer"),
        ("weir.html", "weir_file"),
        ("weir.html", "weir.files"),
        ("WEIR.HTM", "weir_FILES"),
        ("old/weir.html", "old/weir_files"),
    ],
)
def test_the_helper_folder_of_a_saved_page_is_no_document(site, name, folder):
    site.write(f"seeds/{name}", page())
    site.write(f"seeds/{folder}/main.css", "body { font-family: Georgia }")
    site.write(f"seeds/{folder}/jquery.min.js.download", "function f() { return 1 }")
    site.write(f"seeds/{folder}/saved_resource.html", "<p>Boots by post</p>")
    site.write(f"seeds/{folder}/count.htm", "")
    site.write(f"seeds/{folder}/deeper/notes.txt", "A text of the site's own scripts, and no more.")
    site.write(f"seeds/{folder}/dot.gif", b"GIF89a")
    only_page(site.rebuild())
    assert site.codes == ["seed.helper"]
    assert site.rebuild().exit_code == 0


def test_a_folder_without_its_page_holds_documents(site):
    site.write("seeds/letters_files/weir.html", page())
    only_page(site.rebuild())
    assert site.diagnostics == ()


def test_style_sheets_and_scripts_of_a_mirrored_site_are_no_documents(site):
    site.write("seeds/holm.example/weir.html", page())
    for name in ("site.css@ver=3", "main.js", "face.woff2", "favicon.ico", "print.css"):
        site.write(f"seeds/holm.example/{name}", "body { font-family: Georgia } and so on")
    only_page(site.rebuild())
    assert site.codes == ["seed.helper"]


def test_a_page_that_comes_later_takes_the_documents_of_its_folder_back(site):
    site.write("seeds/weir_files/frame.html", page(title="A frame"))
    assert site.rebuild().published.documents == 1
    site.write("seeds/weir.html", page())
    site.rebuild()
    assert "seed.helper" in site.codes


def test_the_notes_of_a_mirroring_program_are_no_documents(build_site):
    site = build_site("")
    site.write("seeds/hts-log.txt", "HTTrack launched: 12 links scanned, 3 files written.\n")
    site.write("seeds/hts-cache/doit.log", "-q http://paper.example/\n")
    site.rebuild()
    assert site.codes == ["seed.helper"]


def test_helpers_are_no_seeds_to_verify(site):
    site.write("seeds/weir.html", page())
    site.write("seeds/weir_files/main.css", "body { margin: 0 }")
    site.rebuild()
    found = verify(site.root, site.output).seeds
    assert (found.intact, found.new) == (1, ())


# A page in one file


def test_a_page_with_megabytes_of_pictures_and_fonts_in_it_is_read(site):
    font = (
        f"@font-face {{ src: url(data:font/woff2;base64,{b64encode(bytes(3_000_000)).decode()}) }}"
    )
    picture = b64encode(jpeg() + bytes(2_000_000)).decode()
    shown = (
        f'<style>{font}</style><img src="data:image/jpeg;base64,{picture}" alt="The broken dam">'
    )
    site.write("seeds/weir.html", page(shown))
    only_page(site.rebuild())
    assert (site.output / "1997/10/the-weir/the-broken-dam.jpg").stat().st_size > 2_000_000


MHTML = """\
From: <Saved by Blink>
Snapshot-Content-Location: http://holm.example/weir.html
Subject: The weir
Date: Tue, 5 Mar 2024 10:11:12 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--7Qx2"

----7Qx2
Content-Type: text/html
Content-ID: <frame-0@mhtml.blink>
Content-Transfer-Encoding: base64
Content-Location: http://holm.example/weir.html

{page}
----7Qx2
Content-Type: image/png
Content-ID: <dam@mhtml.blink>
Content-Transfer-Encoding: base64
Content-Location: http://holm.example/pics/broken-dam.png

{picture}
----7Qx2--
"""


def mhtml(address: str) -> str:
    markup = page(f'<img src="{address}" alt="The dam at Holm">')
    return MHTML.format(page=b64encode(markup.encode()).decode(), picture=b64encode(png()).decode())


@pytest.mark.parametrize("name", ["weir.mht", "weir.mhtml", "weir", "weir.saved"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_page_saved_as_mhtml_is_read_by_its_ending_or_its_content(site, name, line_end):
    site.write(f"seeds/{name}", mhtml("pics/broken-dam.png").replace("\n", line_end).encode())
    only_page(site.rebuild())
    content = site.read("content/1997/10/the-weir.md")
    assert 'source_url: "http://holm.example/weir.html"' in content
    assert "2024" not in content


@pytest.mark.parametrize(
    "address",
    ["pics/broken-dam.png", "http://holm.example/pics/broken-dam.png", "cid:dam@mhtml.blink"],
)
def test_a_picture_of_an_mhtml_page_is_taken_from_its_parts(site, address):
    site.write("seeds/weir.mht", mhtml(address))
    site.rebuild()
    assert (site.root / "content/1997/10/the-weir/broken-dam.png").read_bytes() == png()


def test_the_root_part_of_an_mhtml_page_is_the_one_that_its_headers_name(site):
    frame = "----7Qx2\nContent-Type: text/html\nContent-ID: <ad@x>\n\n<p>Boots by post</p>\n"
    text = mhtml("x.png").replace("boundary=", 'start="<frame-0@mhtml.blink>"; boundary=')
    site.write("seeds/weir.mht", text.replace("----7Qx2\n", f"{frame}----7Qx2\n", 1))
    assert "Boots" not in only_page(site.rebuild())


def test_an_mhtml_file_without_a_page_is_refused_by_the_name_of_its_format(site):
    site.write(
        "seeds/weir.mht", "MIME-Version: 1.0\nContent-Type: text/css\n\nbody { margin: 0 }\n"
    )
    site.rebuild()
    assert (site.codes, site.exit_code) == (["seed.mhtml"], 1)
    assert "MHTML" in site.diagnostics[0].message


# Odd names, packed pages


@pytest.mark.parametrize(
    "name",
    ["a/index.php@id=15", "story.php?id=3", "story.asp", "a.aspx", "a.php3", "a.cfm", "a.jsp",
     "a.shtml", "a.stm", "a.cgi", "weir.html.1", "weir"],
)  # fmt: skip
def test_a_page_is_told_by_its_content_whatever_a_crawler_called_it(site, name):
    site.write(f"seeds/{name}", page())
    only_page(site.rebuild())


def test_a_page_in_xhtml_is_read(site):
    start = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">'
    site.write("seeds/weir.asp", page().replace("<!DOCTYPE html>", start))
    only_page(site.rebuild())


@pytest.mark.parametrize("name", ["weir.html.gz", "weir.gz", "weir", "weir.html"])
def test_a_packed_page_is_read(site, name):
    site.write(f"seeds/{name}", gzip.compress(page().encode(), mtime=0))
    only_page(site.rebuild())


def test_a_packed_page_that_would_fill_the_memory_is_refused(site):
    site.write("seeds/weir.html.gz", gzip.compress(b"<p>" + b"a " * 50_000_000, mtime=0))
    site.rebuild()
    assert (site.codes, site.exit_code) == (["seed.too-long"], 1)


def test_a_packed_file_that_is_no_page_is_refused_as_what_it_is(site):
    site.write("seeds/notes.txt.gz", gzip.compress(b"The weir gave way on Friday.", mtime=0))
    site.rebuild()
    assert site.codes == ["seed.not-text"]
    assert "gzip" in site.diagnostics[0].message


def test_a_damaged_packed_page_is_named(site):
    site.write("seeds/weir.html.gz", b"\x1f\x8b\x08\x00" + b"damaged and no gzip at all")
    site.rebuild()
    assert site.codes == ["seed.gzip"]


# Never empty in silence


def test_a_page_of_which_hardly_any_text_is_kept_is_named():
    source = read_markup(page(below='<nav><a href="/">News</a> <a href="/s">Sport</a></nav>'))
    lines = [line.text for line in source.lines if ABOVE in line.text or BELOW in line.text]
    extract = recognise_text(source, "weir.html", "0" * 64, "ask", furniture=lines)
    (found,) = [one for one in extract.remarks if one.code == "text.hardly-any"]
    assert found.path == "seeds/weir.html"
    assert "inspect" in (found.hint or "")


def test_a_page_that_is_read_as_a_whole_needs_no_warning(site):
    site.write("seeds/weir.html", page())
    site.rebuild()
    assert "text.hardly-any" not in site.codes
