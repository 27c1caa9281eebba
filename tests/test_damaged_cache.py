"""What earlier builds kept can go at any time: damage to it is no error and changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.state import store
from tests.by_command import build_by_command
from tests.site_in_a_string import BuiltSite, write_site
from tests.small_archive import SEEDS, SETTINGS, TEXTS, THEME


@pytest.fixture
def site(build_site) -> BuiltSite:
    """Return the small archive, built."""
    return build_site(SEEDS, TEXTS, SETTINGS, THEME)


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return the small archive, built by command; whoever damages its cache builds it again."""
    root = tmp_path_factory.mktemp("mended") / "archive"
    site = write_site(root, SEEDS, TEXTS, SETTINGS, THEME).rebuild()
    build_by_command(site)
    return site


def damage_by_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def damage_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "other bytes": lambda path: path.write_bytes(bytes(range(256)) * 9),
    "plain text of another form": lambda path: path.write_bytes(b'["inputs", null]'),
    "brackets without end": lambda path: path.write_bytes(b"[" * 100_000),
    "bytes that nest without end": lambda path: path.write_bytes(b"\xdb\5\0\0\0" * 20_000),
    "of another build": lambda path: store.State(path).save_value("content", "0", {"a": 1}),
    "a folder": damage_by_folder,
    "a link to itself": damage_by_link,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_of_the_cache_is_no_error_and_changes_nothing(mended, damage):
    before = made(mended)
    for path in files_kept(mended):
        damage(path)
        assert build_by_command(mended) == 0
        assert made(mended) == before


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_change_after_damage_to_the_whole_cache_is_published(site, damage):
    build_by_command(site)
    for path in files_kept(site):
        damage(path)
    site.write("content/mill.md", site.read("content/mill.md").replace("the cat", "the dog"))
    assert build_by_command(site) == 0
    assert "the dog" in site.text("mill.html")


def test_the_tests_of_damage_know_of_a_cache(site):
    build_by_command(site)
    assert {"last-build.json", "settings.state", "archive.state"} <= {
        path.name for path in files_kept(site)
    }


def test_without_its_cache_an_archive_is_built_to_the_same_bytes(site):
    before = made(site)
    shutil.rmtree(site.root / ".cache")
    site.rebuild()
    assert made(site) == before


def files_kept(site: BuiltSite) -> list[Path]:
    return sorted(path for path in (site.root / ".cache").iterdir() if path.is_file())


def made(site: BuiltSite) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the bytes of all that a build makes: content and output."""
    return site.contents(site.root / "content"), site.contents()


def test_a_cache_that_was_made_elsewhere_is_not_read(tmp_path):
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    store.State(here / "state").save_value("a", "1", "kept")
    assert store.open_state(here / "state").value("a", "1", str) == "kept"
    shutil.copytree(here, elsewhere)
    assert store.open_state(elsewhere / "state").value("a", "1", str) is None
