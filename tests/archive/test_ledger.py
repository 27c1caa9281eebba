"""The ledger of published addresses, as a file that people edit too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.archive.addresses import is_address
from generator.archive.ledger import (
    Ledger,
    join_ledgers,
    ledger_data,
    parse_ledger,
    read_ledger,
)
from generator.report import BuildError, Severity

A, B = "a" * 64, "b" * 64
PATHS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=50).map(
    lambda text: f"{text}.html"
)


def parsed(text):
    return dict(parse_ledger(text).ledger.digests)


def ledger_text(ledger):
    return ledger_data(ledger).decode()


def test_a_line_is_an_address_and_the_digest_of_its_seed():
    assert parsed(f"2001/10/bridge.html\t{A}\n") == {"2001/10/bridge.html": A}


def test_a_hyphen_stands_for_no_seed():
    assert parsed("topics/index.html\t-\n") == {"topics/index.html": None}


def test_a_ledger_is_written_in_the_order_of_its_addresses():
    ledger = Ledger({"b.html": None, "a/b.html": A, "a.html": None})
    assert ledger_text(ledger) == f"a.html\t-\na/b.html\t{A}\nb.html\t-\n"


@given(st.dictionaries(PATHS.filter(is_address), st.sampled_from([None, A, B])))
def test_what_is_written_is_read_again(digests):
    assert parsed(ledger_text(Ledger(digests))) == digests


@given(st.text())
def test_reading_and_writing_any_text_twice_gives_what_once_gave(text):
    once = ledger_text(parse_ledger(text).ledger)
    assert ledger_text(parse_ledger(once).ledger) == once


# As editors and merges leave it


@pytest.mark.parametrize(
    "text",
    [
        f"b.html\t-\n\n  \na.html\t{A}",
        f"a.html    {A.upper()}  \nb.html -\n",
        f"a.html\t{A}\na.html\t{A}\nb.html\t-\n",
    ],
    ids=["blank lines", "spaces for tabs", "double lines"],
)
def test_what_editors_and_merges_do_to_the_file_does_no_harm(text):
    read = parse_ledger(text)
    assert (dict(read.ledger.digests), read.diagnostics) == ({"a.html": A, "b.html": None}, ())


@pytest.mark.parametrize("lines", [f"a.html\t-\na.html\t{A}\n", f"a.html\t{A}\na.html\t-\n"])
def test_of_two_lines_for_an_address_the_one_with_a_digest_counts(lines):
    assert parsed(lines) == {"a.html": A}


def test_an_address_may_hold_spaces():
    assert parsed("a b - c.html\t-\n") == {"a b - c.html": None}


def test_a_separator_of_lines_that_is_no_line_end_is_part_of_an_address():
    assert parsed("a\u2028b.html\t-\n") == {"a\u2028b.html": None}


@pytest.mark.parametrize(
    "line",
    [
        "a.html",
        "a.html\tabc",
        f"\t{A}",
        "../a.html\t-",
        "/a.html\t-",
        "a/../../b.html\t-",
        "..\\a.html\t-",
        "a\x00.html\t-",
        "a" * 256 + "\t-",
    ],
)
def test_a_line_that_says_something_else_is_named(line):
    (warning,) = parse_ledger(f"a.html\t-\n{line}\n").diagnostics
    assert (warning.severity, warning.code) == (Severity.WARNING, "urls.invalid")
    assert (warning.path, warning.line) == ("content/urls.txt", 2)


def test_a_line_that_says_something_else_is_kept_at_the_end():
    read = parse_ledger(f"do not touch!  \nb.html\t-\na.html\t{A}\n")
    assert ledger_text(read.ledger) == f"a.html\t{A}\nb.html\t-\ndo not touch!  \n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_the_form_that_an_editor_gave_the_file_is_kept(tmp_path, codec, newline):
    text = f"a.html\t{A}\nb.html\t-\n"
    (tmp_path / "urls.txt").write_bytes(text.replace("\n", newline).encode(codec))
    found = read_ledger(tmp_path)
    assert (dict(found.ledger.digests), found.diagnostics) == ({"a.html": A, "b.html": None}, ())
    longer = replace(found.ledger, digests={**found.ledger.digests, "c.html": None})
    assert ledger_data(longer) == f"{text}c.html\t-\n".replace("\n", newline).encode(codec)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base"])
def test_what_a_merge_could_not_join_is_an_error_and_both_sides_count(mark):
    found = parse_ledger(f"a.html\t-\n{mark}\nb.html\t-\n")
    (conflict,) = found.diagnostics
    assert (conflict.severity, conflict.code) == (Severity.ERROR, "urls.conflict")
    assert (conflict.path, conflict.line) == ("content/urls.txt", 2)
    assert dict(found.ledger.digests) == {"a.html": None, "b.html": None}


def test_what_somebody_wrote_meanwhile_is_joined_with_what_we_add():
    read = "a.html\t-\nb.html\t-\n"
    ours = Ledger({"a.html": A, "b.html": None, "c.html": None}, source=read.encode())
    theirs = parse_ledger("a.html\t-\nz.html\t-\nmine\n").ledger
    joined = join_ledgers(ours, theirs)
    assert ledger_text(joined) == f"a.html\t{A}\nc.html\t-\nz.html\t-\nmine\n"


# On the disk


def test_an_archive_without_a_ledger_has_published_nothing(tmp_path):
    assert read_ledger(tmp_path).ledger == Ledger()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param(b"a.html\t-\ncaf\xe9.html\t-\n", 2, id="latin-1"),
        pytest.param("a.html\t-\n".encode("utf-16-le"), 1, id="utf-16-without-its-mark"),
        pytest.param("a.html\t-\n".encode("utf-16") + b"b", 2, id="two-encodings"),
    ],
)
def test_a_ledger_that_is_no_text_stops_the_build_before_it_is_lost(tmp_path, data, line):
    (tmp_path / "urls.txt").write_bytes(data)
    with pytest.raises(BuildError) as caught:
        read_ledger(tmp_path)
    problem = caught.value.diagnostic
    assert (problem.code, problem.path, problem.line) == (
        "urls.unreadable",
        "content/urls.txt",
        line,
    )


def test_a_ledger_that_cannot_be_read_stops_the_build_before_it_is_lost(tmp_path):
    (tmp_path / "urls.txt").mkdir()
    with pytest.raises(BuildError) as caught:
        read_ledger(tmp_path)
    assert (caught.value.diagnostic.code, caught.value.diagnostic.path) == (
        "urls.unreadable",
        "content/urls.txt",
    )
