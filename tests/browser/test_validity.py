"""Valid HTML and CSS, by the Nu HTML checker."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import lack

pytestmark = pytest.mark.browser

ODD = """
    -- site.yaml --
    title: "Ferry & <sons>"
    description: '"Quoted" & <marked>'
    language: ar
    -- content/a b%c:d&e'f.md --
    ---
    title: '"Quotes" & <marks> ''and'''
    language: zh-Hant
    date: "-0043-03-15"
    topics: ["<b>", "&amp;", '"', "a/b", "  "]
    authors: ["<i>"]
    section: ["&"]
    source: "<source>"
    source_url: "https://archive.example/?a=b&c=\\"d\\" e"
    related: [{title: "<u>", date: "19XX"}, {title: ""}]
    ---
    # A heading of the first rank

    A [link](a) and ![a picture](a&b.png "title").

    | a | b |
    |:--|--:|
    | 1 | 2 |

    Term
    :   Definition[^1]

    [^1]: Note.

    ## Twice
    ## Twice
    -- content/b.md --
    ---
    {title: "", date: "1931-21", lang: "not a language"}
    ---
    <div><p>unclosed <b>and <i>crossed</b></i>
    -- content/pages/c.md --
    ---
    title: "<Page>"
    ---
"""


@pytest.fixture(scope="module")
def check():
    """Return a function that returns what the checker says of some files."""
    jar = os.environ.get("MICROFICHE_VNU_JAR", "")
    if not Path(jar).is_file():
        lack("MICROFICHE_VNU_JAR names no vnu.jar")
    java = shutil.which("java")
    if java is None:
        lack("there is no java here")

    def check(*arguments):
        command = [java, "-jar", jar, "--format", "json", *map(str, arguments)]
        said = json.loads(subprocess.run(command, capture_output=True, check=False).stderr)
        return [
            f"{Path(one.get('url', '')).name}:{one.get('lastLine')}: {one['message']}"
            for one in said["messages"]
        ]

    return check


def test_every_page_of_the_example_is_valid_html(check, example):
    assert check("--errors-only", "--skip-non-html", example.output) == []


def test_every_page_of_an_odd_archive_is_valid_html(check, build_site):
    site = build_site(ODD)
    assert check("--errors-only", "--skip-non-html", site.output) == []


def test_every_style_sheet_is_valid(check, example):
    sheets = sorted(example.output.rglob("*.css"))
    assert sheets
    assert check("--errors-only", "--css", *sheets) == []
