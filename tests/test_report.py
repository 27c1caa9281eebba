"""What a run has to say: diagnostics as values, each said once, and the exit code they give."""

from __future__ import annotations

import json
import pickle

import pytest

from generator.report import BuildError, Diagnostic, Report, Severity, error, note, warning

NOTE = note("seed.renamed", "the seed has another name now", path="seeds/b.txt")
WARNING = warning("date.ambiguous", "the date reads two ways", path="seeds/a.txt", line=3)
ERROR = error("seed.empty", "the file is empty", path="seeds/c.txt", hint="Remove it.")


@pytest.mark.parametrize(
    ("diagnostic", "text"),
    [
        (ERROR, "seeds/c.txt: error: the file is empty [seed.empty]\n    Remove it."),
        (WARNING, "seeds/a.txt:3: warning: the date reads two ways [date.ambiguous]"),
        (error("theme", "there is no theme"), "error: there is no theme [theme]"),
    ],
)
def test_a_diagnostic_says_where_what_and_what_to_do(diagnostic, text):
    assert str(diagnostic) == text


def test_a_diagnostic_is_an_object_for_machines():
    assert json.loads(json.dumps(WARNING.as_json())) == {
        "severity": "warning",
        "code": "date.ambiguous",
        "message": "the date reads two ways",
        "path": "seeds/a.txt",
        "line": 3,
        "hint": None,
        "quote": None,
    }


def test_diagnostics_are_kept_in_the_order_of_the_work():
    report = Report([WARNING])
    report.add([ERROR, NOTE])
    assert report.diagnostics == (WARNING, ERROR, NOTE)


def test_what_two_stages_say_is_said_once():
    report = Report([WARNING, ERROR, WARNING])
    report.add([ERROR, NOTE])
    assert report.diagnostics == (WARNING, ERROR, NOTE)


@pytest.mark.parametrize(
    ("diagnostics", "code", "strict_code"),
    [
        ([], 0, 0),
        ([NOTE], 0, 0),
        ([NOTE, WARNING], 0, 1),
        ([ERROR], 1, 1),
        ([WARNING, ERROR, ERROR], 1, 1),
    ],
)
def test_errors_make_the_exit_code_1_and_warnings_do_when_the_run_is_strict(
    diagnostics, code, strict_code
):
    report = Report(diagnostics)
    assert (report.exit_code(), report.exit_code(is_strict=True)) == (code, strict_code)


def test_diagnostics_are_counted_by_severity():
    report = Report([ERROR, WARNING, error("seed.empty", "another")])
    assert [report.count(severity) for severity in Severity] == [0, 1, 2]


def test_a_build_error_carries_its_diagnostic():
    problem = BuildError("no such theme", code="theme", path="site.yaml", line=2, hint="Make one.")
    assert problem.diagnostic == Diagnostic(
        Severity.ERROR, "theme", "no such theme", "site.yaml", 2, "Make one."
    )
    assert str(problem) == str(problem.diagnostic)


@pytest.mark.parametrize("is_usage", [True, False])
def test_a_build_error_comes_back_whole_from_a_worker(is_usage):
    sent = BuildError("no such theme", code="theme", path="a", line=2, hint="b", is_usage=is_usage)
    received = pickle.loads(pickle.dumps(sent))
    assert (received.diagnostic, received.is_usage) == (sent.diagnostic, is_usage)


def test_what_a_message_quotes_does_not_steer_the_terminal():
    told = str(warning("x", "a\x1b[2Jb\rc\x9bd", path="e\x07f", line=1, quote="g\x00h"))
    assert told == "ef:1: warning: a[2Jbcd [x]\n    1 | gh"
