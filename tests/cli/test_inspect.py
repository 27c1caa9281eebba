"""The command `inspect`."""

import json

import pytest

from tests.cli.conftest import in_a_process


def test_inspect_shows_every_line_with_its_role(run):
    lines = run("inspect", "seeds/old/bridge.txt").out.splitlines()
    assert lines[0].split() == ["1", "title", "The", "bridge", "is", "open"]
    assert lines[2].split() == ["3", "date", "3", "October", "2001"]


def test_inspect_shows_each_finding_with_its_evidence(run):
    out = run("inspect", "seeds/old/bridge.txt").out
    assert "title: The bridge is open  (" in out
    assert ", line 3)" in out
    assert "confidence: " in out


INSPECT_KEYS = [
    "id",
    "path",
    "title",
    "date",
    "date_text",
    "byline",
    "source",
    "section",
    "language",
    "summary",
    "topics",
    "people",
    "places",
    "organisations",
    "related",
    "lines",
    "body",
    "markdown",
    "confidence",
    "findings",
]


def test_inspect_json_has_the_frozen_form(run):
    told = run("inspect", "--json", "seeds/old/bridge.txt").json
    assert set(INSPECT_KEYS) <= set(told)
    assert (told["title"], told["date"], len(told["id"])) == (
        "The bridge is open",
        "2001-10-03",
        12,
    )
    assert told["lines"][0] == {"n": 1, "role": "title", "text": "The bridge is open"}


def test_inspect_jsonl_prints_a_line_for_each_file(archive, run):
    archive.write("seeds/song.txt", "The song of the ferry\n\nLa la la, says the ferryman.\n")
    out = run("inspect", "--jsonl", "seeds/old/bridge.txt", "seeds/song.txt").out
    assert [json.loads(line)["path"] for line in out.splitlines()] == ["bridge.txt", "song.txt"]


def test_inspect_names_the_file_that_it_cannot_read_and_shows_the_rest(run):
    ended = run("inspect", "--jsonl", "seeds/none.txt", "seeds/old/bridge.txt")
    assert ended.code == 1
    assert "seeds/none.txt: error: the file cannot be read" in ended.err
    assert len(ended.out.splitlines()) == 1


def test_inspect_needs_no_archive(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("inspect", "archive/seeds/old/bridge.txt").code == 0


def test_inspect_reads_the_date_order_of_the_archive(archive, run):
    archive.write(
        "seeds/letter.txt", "The letter of the ferryman\n\n03/04/1997\n\nIt came today.\n"
    )
    archive.write("site.yaml", "date_order: dmy\n")
    assert run("inspect", "--json", "seeds/letter.txt").json["date"] == "1997-04-03"


ROWS = [
    {"id": "a", "text": "The bridge is open\n\n3 October 2001\n\nIt was opened on Wednesday."},
    {"id": 7, "html": "<h1>The ferry</h1><p>It went over on Thursday evening."},
    {"id": "c", "bytes_b64": "VGhlIGZlcnJ5IGlzIGdvbmUu", "path": "gone.txt"},
    {"id": "d", "bytes_b64": "JVBERi0xLjQ="},
    {"id": "e"},
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    rows = "".join(f"{json.dumps(row)}\n\n" for row in [*ROWS, *ROWS * 20]) + "no json\n"
    ended = in_a_process(
        "inspect", "--jsonl", "-", root=tmp_path_factory.mktemp("rows"), input=rows
    )
    assert ended.code == 0
    return [json.loads(line) for line in ended.out.splitlines()]


def test_inspect_answers_each_row_in_order_with_its_id(answers):
    ids = [row["id"] for row in ROWS]
    assert [answer["id"] for answer in answers] == [*ids, *ids * 20, answers[-1]["id"]]


def test_inspect_recognises_text_and_html_from_rows(answers):
    assert answers[0]["title"] == "The bridge is open"
    assert answers[1]["title"] == "The ferry"


def test_inspect_tells_the_text_of_bytes(answers):
    assert answers[2]["text"] == "The ferry is gone."


@pytest.mark.parametrize("place", [3, 4, -1])
def test_inspect_answers_a_row_that_nothing_can_be_made_of(answers, place):
    answer = answers[place]
    assert (answer["title"], answer["lines"], answer["confidence"]) == (None, [], 0)


def test_inspect_knows_the_terms_that_the_owner_has_described(archive, run):
    archive.write("content/topics/crossings.md", "---\naliases: [the bridge]\n---\n")
    view = json.loads(run("inspect", "--json", "seeds/old/bridge.txt").out)
    assert view["topics"][0] == "Crossings"


def test_a_seed_does_not_steer_the_terminal(archive, run):
    archive.write(
        "seeds/esc.txt", b"A story\n\n3 May 2001\n\nThe bridge \x1b]0;x\x07 was opened.\n"
    )
    assert "The bridge ]0;x was opened." in run("inspect", "seeds/esc.txt").out
