"""Fixity of the seeds: each is what its content file was made from, or it is named."""

import os

import pytest

from generator.verify import Renamed, SeedFixity, verify

SEEDS = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
    -- seeds/boxes/ferry.txt --
    The last ferry

    4 October 2001

    The last ferry went over on Thursday evening with nobody but the ferryman aboard.
"""
BRIDGE = "content/2001/10/the-bridge-is-open.md"


@pytest.fixture
def site(build_site):
    return build_site(SEEDS)


def seeds(site):
    return verify(site.root, site.output).seeds


def test_seeds_as_they_were_read_are_intact(site):
    assert seeds(site) == SeedFixity(intact=2)


def test_a_changed_seed_is_named(site):
    site.write("seeds/bridge.txt", "The bridge is closed")
    assert seeds(site) == SeedFixity(intact=1, changed=("bridge.txt",))
    assert not seeds(site).is_intact


def test_a_missing_seed_is_named(site):
    (site.root / "seeds/boxes/ferry.txt").unlink()
    assert seeds(site) == SeedFixity(intact=1, missing=("boxes/ferry.txt",))
    assert not seeds(site).is_intact


def test_seeds_that_are_all_gone_are_missing(site):
    (site.root / "seeds").rename(site.root / "moved")
    assert seeds(site).missing == ("boxes/ferry.txt", "bridge.txt")


def test_a_renamed_seed_is_intact(site):
    (site.root / "seeds/bridge.txt").rename(site.root / "seeds/boxes/b.txt")
    assert seeds(site) == SeedFixity(
        intact=2, renamed=(Renamed(before="bridge.txt", now="boxes/b.txt"),)
    )
    assert seeds(site).is_intact


def test_a_copy_of_a_seed_is_intact(site):
    site.write("seeds/copy.txt", site.read("seeds/bridge.txt"))
    assert seeds(site) == SeedFixity(intact=3)


def test_a_seed_that_was_overwritten_with_another_is_changed(site):
    site.write("seeds/bridge.txt", site.read("seeds/boxes/ferry.txt"))
    assert seeds(site).changed == ("bridge.txt",)


def test_a_seed_that_lies_elsewhere_leaves_its_place_to_a_new_one(site):
    (site.root / "seeds/bridge.txt").rename(site.root / "seeds/old.txt")
    site.write("seeds/bridge.txt", "Another bridge")
    found = seeds(site)
    assert found.renamed == (Renamed(before="bridge.txt", now="old.txt"),)
    assert (found.new, found.changed, found.is_intact) == (("bridge.txt",), (), True)


def test_a_seed_that_no_content_file_names_is_new_and_no_loss(site):
    site.write("seeds/tunnel.txt", "The tunnel")
    assert seeds(site) == SeedFixity(intact=2, new=("tunnel.txt",))
    assert seeds(site).is_intact


def test_the_owners_sheet_is_no_seed(site):
    site.write("seeds/metadata.csv", "seed,title\n")
    assert seeds(site) == SeedFixity(intact=2)


def test_hidden_files_are_no_seeds(site):
    site.write("seeds/.DS_Store", "\0")
    assert seeds(site) == SeedFixity(intact=2)


@pytest.mark.usefixtures("ordinary_user")
def test_a_seed_that_cannot_be_read_is_named(site):
    (site.root / "seeds/bridge.txt").chmod(0)
    found = seeds(site)
    assert (found.unreadable, found.missing, found.is_intact) == (("bridge.txt",), (), False)


def test_a_seed_that_is_a_link_to_nowhere_is_named(site):
    (site.root / "seeds/bridge.txt").unlink()
    (site.root / "seeds/bridge.txt").symlink_to("nowhere")
    assert seeds(site).unreadable == ("bridge.txt",)


def test_a_folder_without_seeds_and_content_has_none_to_verify(tmp_path):
    assert verify(tmp_path, tmp_path).seeds is None


# Content files in every state


def test_a_document_that_was_corrected_still_vouches_for_its_seed(site):
    site.write(BRIDGE, site.read(BRIDGE).replace("The bridge is open", "The bridge was opened"))
    assert seeds(site) == SeedFixity(intact=2)


def test_a_document_that_was_moved_still_vouches_for_its_seed(site):
    (site.root / BRIDGE).rename(site.root / "content/bridge.md")
    assert seeds(site) == SeedFixity(intact=2)


def test_a_document_written_by_hand_has_no_seed(site):
    site.write("content/seed-drill.md", "---\ntitle: The seed drill\n---\nIt sows seeds.\n")
    site.write("content/plain.md", "No front matter.")
    site.write("content/song.md", "---\nseed: none\n---\nLa la la.\n")
    site.write("content/hymn.md", "---\nseed: {path: lost.txt}\n---\nLa la la.\n")
    assert seeds(site) == SeedFixity(intact=2)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"', "'"),
        lambda text: text.replace("seed:\n", "seed:   # do not touch\n"),
        lambda text: text.replace('  sha256: "', '  note: "mine"\n  sha256: "'),
        lambda text: text.replace("---\n", "---\ntitle: Twice\n", 1),
        lambda text: text.replace("---\n", "---\nkey: [unclosed\n", 1),
        lambda text: text.replace("---\n", "---\nquote: |\n  seed:\n", 1),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode().replace(b"open", b"\xff\xfe", 1),
    ],
    ids=[
        *("windows line ends", "a byte order mark", "other quotes", "a comment", "a note"),
        *("a key twice", "invalid", "a quoted seed", "utf-16", "broken bytes"),
    ],
)
def test_a_content_file_vouches_for_its_seed_however_it_was_saved(site, change):
    changed = change(site.read(BRIDGE))
    data = changed if isinstance(changed, bytes) else changed.encode()
    (site.root / BRIDGE).write_bytes(data)
    assert seeds(site) == SeedFixity(intact=2)


@pytest.mark.parametrize("name", ['it\'s "here".txt', "back\\slash.txt", "brücke 日本.txt"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_seed_of_any_name_is_found_where_it_is(build_site, name):
    site = build_site(SEEDS)
    (site.root / "seeds/bridge.txt").rename(site.root / "seeds" / name)
    site.rebuild()
    assert seeds(site) == SeedFixity(intact=2)


def test_a_content_file_that_does_not_tell_its_seed_is_named(site):
    site.write(BRIDGE, "---\nseed:\n  path: [\n---\n")
    found = seeds(site)
    assert (found.content, found.is_intact) == (("2001/10/the-bridge-is-open.md",), False)


def test_a_content_file_that_names_bytes_and_no_path_is_known_by_its_bytes(site):
    (site.root / "seeds/bridge.txt").unlink()
    lines = site.read(BRIDGE).splitlines(keepends=True)
    site.write(BRIDGE, "".join(line for line in lines if not line.startswith("  path:")))
    (missing,) = seeds(site).missing
    assert f'sha256: "{missing}"' in site.read(BRIDGE)
