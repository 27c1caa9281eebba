"""Standard statements of rights: told by their codes and addresses, and never guessed."""

import pytest

from generator.render.rights import read_rights
from tests.render.meta_tags.conftest import metadata

CC = "https://creativecommons.org/licenses"
VOCAB = "http://rightsstatements.org/vocab"


@pytest.mark.parametrize(
    ("said", "title", "url"),
    [
        ("InC", "In Copyright", f"{VOCAB}/InC/1.0/"),
        ("noc-us", "No Copyright – United States", f"{VOCAB}/NoC-US/1.0/"),
        (
            "http://rightsstatements.org/vocab/CNE/1.0/",
            "Copyright Not Evaluated",
            f"{VOCAB}/CNE/1.0/",
        ),
        ("https://rightsstatements.org/page/NKC/1.0", "No Known Copyright", f"{VOCAB}/NKC/1.0/"),
        ("CC BY 4.0", "CC BY 4.0", f"{CC}/by/4.0/"),
        ("cc-by-nc-sa-2.5", "CC BY-NC-SA 2.5", f"{CC}/by-nc-sa/2.5/"),
        ("CC BY SA 3.0.", "CC BY-SA 3.0", f"{CC}/by-sa/3.0/"),
        (f"{CC}/by-nd/4.0/deed.de", "CC BY-ND 4.0", f"{CC}/by-nd/4.0/"),
        ("CC0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC0 1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("PDM", "Public Domain Mark 1.0", "https://creativecommons.org/publicdomain/mark/1.0/"),
    ],
)
def test_a_statement_is_known_by_its_code_or_its_address(said, title, url):
    statement = read_rights(said)
    assert (statement.title, statement.url) == (title, url)


@pytest.mark.parametrize(
    "said",
    [
        *(None, "", "© the heirs of Ann Ferrier", "Ann Ferrier, CC BY 4.0", "public domain"),
        *("CC BY", "CC BY 9.0", "CC BY 1.5", "BY 4.0", "und so weiter", "InC-XX"),
    ],
)
def test_what_names_no_statement_is_no_statement(said):
    assert read_rights(said) is None


@pytest.fixture
def site(build_site):
    return build_site(
        """
        -- content/letter.md --
        ---
        {title: A letter, rights: cc by-sa 4.0, added: 2024-05-01}
        ---
        Dear Ann.
        -- content/note.md --
        ---
        {title: A note, rights: InC}
        ---
        Dear Ben.
        -- content/own.md --
        ---
        {title: My own, rights: © the heirs of Ann}
        ---
        Dear all.
        """
    )


def test_a_page_links_the_statement_by_its_title(site):
    link = site.html("letter.html").css_first("a[rel=license]")
    assert (link.text(), link.attributes["href"]) == ("CC BY-SA 4.0", f"{CC}/by-sa/4.0/")
    assert site.html("own.html").css_first("a[rel=license]") is None
    assert "© the heirs of Ann" in site.text("own.html")


def test_machines_are_told_its_address(site):
    assert metadata(site, "letter.html")["DCTERMS.license"] == [f"{CC}/by-sa/4.0/"]
    assert metadata(site, "note.html")["DCTERMS.rights"] == [f"{VOCAB}/InC/1.0/"]
    assert metadata(site, "note.html")["DC.rights"] == ["In Copyright"]
    assert f'"license":"{CC}/by-sa/4.0/"' in site.read("output/letter.html")
    assert f'<link rel="license" href="{CC}/by-sa/4.0/"/>' in site.read("output/feed.xml")


def test_other_words_are_told_as_they_stand(site):
    assert metadata(site, "own.html")["DC.rights"] == ["© the heirs of Ann"]
    assert '"copyrightNotice":"© the heirs of Ann"' in site.read("output/own.html")
