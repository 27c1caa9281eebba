"""Citations as entries of BibTeX, read as BibTeX reads them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import parse_edtf
from generator.render.citations.author_names import PersonName
from generator.render.citations.bibtex import write_bibtex
from generator.render.citations.work import Copy, Work
from generator.render.document_types import NEWS

ENTRY = re.compile(r"@(\w+)\{([a-z0-9-]+),\n((?:  \w+ = .+,\n)*)\}")


def read(entry):
    """Return the type, the key and the fields of an entry; raise AssertionError for none."""
    match = ENTRY.fullmatch(entry)
    assert match
    lines = match[3].splitlines()
    fields = dict(line.strip().removesuffix(",").split(" = ", 1) for line in lines)
    for value in fields.values():
        assert value.isalpha() or is_balanced(value)
    return match[1], match[2], fields


def is_balanced(value):
    """Say whether the first brace of a value is closed by its last, as BibTeX counts them."""
    depths = []
    for character in value:
        depths.append((depths[-1] if depths else 0) + {"{": 1, "}": -1}.get(character, 0))
    return depths[-1] == 0 and min(depths[:-1]) > 0


def test_news_is_an_article_of_its_paper(citations):
    assert read(citations()["BibTeX"]) == (
        "article",
        "ferrier2001bridge",
        {
            "author": "{Ferrier, Ann}",
            "title": "{{The bridge is open}}",
            "journal": "{Ferry Gazette}",
            "entrysubtype": "{newspaper}",
            "date": "{2001-10-03}",
            "year": "{2001}",
            "month": "oct",
            "langid": "{english}",
        },
    )


def test_the_copy_has_a_key_and_an_address_of_its_own(citations):
    _, key, fields = read(citations("copy", base_url="https://a.example/")["BibTeX"])
    assert key == "ferrier2001bridge-copy"
    assert fields["url"] == "{https://a.example/2001/10/bridge.html}"
    assert fields["note"] == "{Copy in The Ferry papers}"


def test_the_copy_in_an_archive_without_an_address_is_named_by_its_path(citations):
    _, _, fields = read(citations("copy")["BibTeX"])
    assert fields["note"] == "{Copy in The Ferry papers, 2001/10/bridge.html}"


@pytest.mark.parametrize(("base_url", "kind"), [("https://a.example/", "online"), ("", "misc")])
def test_what_is_no_article_is_online_or_something_else(citations, base_url, kind):
    assert read(citations("copy", source=None, base_url=base_url)["BibTeX"])[0] == kind


@pytest.mark.parametrize("date", ["1890~", "1914/1918", "199X", "1931-21"])
def test_an_inexact_date_is_left_to_those_who_read_it(citations, date):
    _, _, fields = read(citations(date=date)["BibTeX"])
    assert fields["date"] == f"{{{date}}}"
    assert fields.keys().isdisjoint({"year", "month"})


def test_a_work_in_another_script_has_a_key_of_its_own(citations):
    _, key, _ = read(citations(title="Мост", authors=("王小明",), language="ru")["BibTeX"])
    assert re.fullmatch(r"document-[0-9a-f]{8}", key)


def test_a_name_that_is_not_certain_is_kept_whole(citations):
    _, _, fields = read(citations(authors=("A Working Tanner", "Bo Kahn"))["BibTeX"])
    assert fields["author"] == "{{A Working Tanner} and Kahn, Bo}"


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1))
def test_any_title_makes_an_entry_that_can_be_read(title):
    work = Work(
        document_type=NEWS,
        title=title,
        authors=(PersonName(title),),
        date=parse_edtf("2001"),
        source=title,
        url=None,
        language=None,
        runs_left=False,
        key="document-0",
    )
    for entry in write_bibtex(work, Copy(title, "a.html", is_url=False)):
        read(entry)
