"""The command `explain`."""

import pytest

from tests.cli.conftest import CONTENT, PAGE


@pytest.mark.parametrize(
    "what", [PAGE, f"output/{PAGE}", CONTENT, "seeds/old/bridge.txt", "old/bridge.txt"]
)
def test_explain_finds_a_document_by_any_of_its_names(run, what):
    run()
    told = run("explain", "--json", what).json
    assert (told["url"], told["kind"], told["content"]) == (PAGE, "document", CONTENT)
    assert told["seed"] == "seeds/old/bridge.txt"


def test_explain_finds_a_page_by_its_full_address(archive, run):
    archive.write("site.yaml", "base_url: https://archive.example/a\n")
    run()
    assert run("explain", "--json", f"https://archive.example/a/{PAGE}#top").json["url"] == PAGE


@pytest.mark.parametrize("host", ["http://127.0.0.1:8000", "http://localhost:8003"])
def test_explain_takes_the_address_of_a_preview(archive, run, host):
    archive.write("content/žižka.md", "---\ntitle: Žižka\n---\nWords.\n")
    run()
    assert run("explain", "--json", f"{host}/{PAGE}?a=b#top").json["url"] == PAGE
    assert run("explain", "--json", f"{host}/%C5%BEi%C5%BEka.html").json["url"] == "žižka.html"
    assert run("explain", "--json", f"{host}/").json["kind"] == "home"


@pytest.mark.parametrize(
    ("what", "page"), [("index.html", "home"), ("2001/10/", "month"), ("2001", "year")]
)
def test_explain_finds_other_pages_too(run, what, page):
    run()
    assert run("explain", "--json", what).json["kind"] == page


def test_explain_tells_whose_each_value_is(archive, run):
    run()
    archive.write(CONTENT, archive.read(CONTENT).replace("The bridge is open", "It is open", 1))
    values = run("explain", "--json", PAGE).json["front_matter"]
    assert values["title"] == {"value": "It is open", "whose": "the owner's"}
    assert values["date"] == {"value": "2001-10-03", "whose": "as converted"}


def test_explain_tells_what_a_fresh_reading_finds(run):
    run()
    findings = run("explain", "--json", PAGE).json["findings"]
    found = {finding["field"]: (finding["value"], finding["line"]) for finding in findings}
    assert found["title"] == ("The bridge is open", 1)
    assert found["date"] == ("2001-10-03", 3)


def test_explain_names_the_files_of_the_theme(run):
    run()
    templates = run("explain", "--json", PAGE).json["templates"]
    assert templates == ["themes/base/templates/document.html"]


def test_explain_names_the_template_that_a_document_asks_for(archive, run):
    archive.write("content/song.md", "---\ntemplate: poem.html\n---\nLa la la.\n")
    archive.write("themes/reading-room/theme.yaml", "")
    archive.write("themes/reading-room/templates/poem.html", "{{ document.title }}")
    run()
    templates = run("explain", "--json", "song.html").json["templates"]
    assert templates == ["themes/reading-room/templates/poem.html"]


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (lambda archive: None, "published and current: the next build leaves it alone"),
        (lambda archive: (archive.output / PAGE).unlink(), "not published yet: the next build writes it"),
        (
            lambda archive: archive.write(f"output/{PAGE}", "mine"),
            "differs from what is published: the next build replaces it",
        ),
    ],
)  # fmt: skip
def test_explain_says_what_the_next_build_does_with_the_page(archive, run, change, state):
    run()
    change(archive)
    assert run("explain", "--json", PAGE).json["state"] == state


def test_explain_as_text_says_the_same(run):
    run()
    out = run("explain", PAGE).out
    assert f"page       {PAGE} (document)" in out
    assert '  title: "The bridge is open"  (as converted)' in out
    assert "  date: 2001-10-03  (" in out


def test_explain_of_a_page_that_is_not_there_is_exit_2(run):
    run()
    ended = run("explain", "2001/10/no-such-page.html")
    assert (ended.code, ended.out) == (2, "")
    assert "no page goes by “2001/10/no-such-page.html”" in ended.err


def test_explain_reads_no_file_but_seeds(archive, run):
    archive.write(
        "secret.txt", "A secret\n\n3 May 2001\n\nNobody is to know what is written here.\n"
    )
    seed = '{path: "../secret.txt", sha256: "0"}'
    archive.write("content/song.md", f"---\ntitle: Song\nseed: {seed}\n---\nLa la la.\n")
    run()
    assert not run("explain", "--json", "song.html").json.get("findings")
