"""The command `build --json`, for programs."""

BAD = "-- content/bad.md --\n---\ntopics: [a\n---\n"

BUILD_KEYS = [
    "documents",
    "files",
    "written",
    "removed",
    "converted",
    "updated",
    "exit_code",
    "diagnostics",
]


def test_a_build_as_json(run):
    told = run("--json").json
    assert list(told) == BUILD_KEYS
    assert (told["documents"], told["converted"]) == (1, ["2001/10/the-bridge-is-open.md"])
    assert told["written"] == told["files"]


def test_a_build_of_nothing_new_as_json_has_the_same_form(run):
    first = run("--json").json
    second = run("--json").json
    assert list(second) == BUILD_KEYS
    assert second == {**first, "written": 0, "converted": []}


def test_problems_as_json(archive, run):
    archive.add_files(BAD)
    ended = run("--json")
    (problem,) = ended.json["diagnostics"]
    assert list(problem) == ["severity", "code", "message", "path", "line", "hint", "quote"]
    assert (problem["path"], problem["line"], problem["severity"]) == ("content/bad.md", 2, "error")
    assert (ended.json["exit_code"], ended.code, ended.err) == (1, 1, "")


def test_a_build_that_publishes_nothing_as_json(archive, run):
    archive.write("content/urls.txt", b"\xff")
    ended = run("--json")
    assert (ended.code, ended.json["documents"]) == (1, None)
    assert [one["code"] for one in ended.json["diagnostics"]] == ["urls.unreadable"]
