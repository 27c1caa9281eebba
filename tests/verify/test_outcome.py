"""What verifying found, in words and for programs."""

import pytest

from generator.verify import Fixity, OutputFixity, Renamed, SeedFixity, as_json, as_text

INTACT = Fixity(OutputFixity(intact=1200), SeedFixity(intact=40))
EVERYTHING = Fixity(
    OutputFixity(
        intact=1,
        changed=("a.html",),
        missing=("b.html",),
        unreadable=("c.html",),
        foreign=("CNAME",),
        is_unfinished=True,
    ),
    SeedFixity(
        intact=2,
        renamed=(Renamed("old.txt", "new.txt"),),
        changed=("d.txt",),
        missing=("e.txt",),
        unreadable=("f.txt",),
        new=("g.txt",),
        content=("h.md",),
    ),
)


def test_what_is_intact_is_said_in_a_line_each():
    assert as_text(INTACT) == "Output: 1,200 intact.\nSeeds: 40 intact."


def test_an_output_alone_is_said_in_one_line():
    assert as_text(Fixity(OutputFixity(intact=3))) == "Output: 3 intact."


def test_every_file_that_is_not_as_it_was_has_a_line():
    assert as_text(EVERYTHING).splitlines() == [
        "changed     output/a.html",
        "missing     output/b.html",
        "unreadable  output/c.html",
        "foreign     output/CNAME",
        "changed     seeds/d.txt",
        "missing     seeds/e.txt",
        "unreadable  seeds/f.txt",
        "unreadable  content/h.md",
        "new         seeds/g.txt",
        "renamed     seeds/old.txt is seeds/new.txt",
        "Output: 1 intact, 1 changed, 1 missing, 1 unreadable, 1 foreign. The last build was cut "
        "off: build again.",
        "Seeds: 2 intact, 1 changed, 1 missing, 1 unreadable, 1 new.",
    ]


def test_a_missing_manifest_is_said_with_what_to_do():
    told = as_text(Fixity(OutputFixity(has_manifest=False)))
    assert told == (
        "Output: there is no manifest-sha256.txt to say what its files were. Build, or copy it too."
    )


def test_a_name_that_is_no_text_is_shown_all_the_same():
    told = as_text(Fixity(OutputFixity(foreign=("a\udcff.txt", "b\nOutput: 9 intact."))))
    assert told.splitlines()[:2] == [
        r"foreign     output/a\xff.txt",
        r"foreign     output/b\nOutput: 9 intact.",
    ]


@pytest.mark.parametrize("fixity", [INTACT, EVERYTHING], ids=["intact", "not"])
def test_programs_get_everything_and_whether_it_is_intact(fixity):
    told = as_json(fixity)
    assert told["is_intact"] is fixity.is_intact
    assert told["output"]["changed"] == fixity.output.changed
    assert told["seeds"]["new"] == fixity.seeds.new


def test_programs_learn_which_seed_is_which():
    told = as_json(EVERYTHING)
    assert told["seeds"]["renamed"] == ({"before": "old.txt", "now": "new.txt"},)


def test_an_output_alone_has_no_seeds_for_programs():
    assert as_json(Fixity(OutputFixity()))["seeds"] is None
