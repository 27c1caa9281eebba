"""Output folders that nobody means are refused before anything is written."""

from pathlib import Path

import pytest

from tests.site_in_a_string import BuiltSite


@pytest.fixture
def archive(build_site, tmp_path, monkeypatch):
    """Return an archive below a home folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return build_site("""
        -- content/bridge.md --
        It is open.
        -- seeds/.keep --
        -- themes/.keep --
    """)


def lasting(archive):
    """Return the files of an archive, but for those that can go at any time."""
    files = archive.contents(archive.root).items()
    return {path: data for path, data in files if not path.startswith(".cache/")}


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (".", "is or holds the archive itself"),
        ("..", "is or holds the archive itself"),
        ("/", "is or holds the archive itself"),
        ("seeds", "is or holds the seeds"),
        ("seeds/site", "lies in the seeds"),
        ("content", "is or holds the content"),
        ("content/site", "lies in the content"),
        ("themes", "is or holds the themes"),
        ("themes/site", "lies in the themes"),
        (".cache", "is or holds the cache"),
        (".cache/site", "lies in the cache"),
        ("seeds/../content/site", "lies in the content"),
        ("../home", "is or holds your home folder"),
    ],
)
def test_a_folder_that_holds_other_things_is_refused(archive, output, reason):
    before = lasting(archive)
    archive.rebuild(output_override=archive.root / output)
    (refusal,) = archive.diagnostics
    assert reason in refusal.message
    assert (archive.exit_code, refusal.code) == (2, "publish.dangerous")
    assert lasting(archive) == before


@pytest.mark.parametrize("output", ["site", "../site", "../home/site"])
def test_any_other_folder_will_do(archive, output):
    archive.rebuild(output_override=archive.root / output)
    assert archive.exit_code == 0
    assert (archive.root / output / "bridge.html").is_file()


def test_a_link_to_the_seeds_is_the_seeds(archive):
    (archive.root / "site").symlink_to("seeds")
    archive.rebuild(output_override=archive.root / "site")
    assert archive.codes == ["publish.dangerous"]


@pytest.mark.parametrize(
    ("link", "leads_to", "output"),
    [
        ("site", "seeds", "site/deeper"),
        ("site", "..", "site"),
        ("site", "/", "site"),
        ("../site", "archive/content", "../site"),
    ],
)
def test_a_link_is_the_folder_that_it_leads_to(archive, link, leads_to, output):
    (archive.root.parent / "archive").symlink_to(archive.root)
    (archive.root / link).symlink_to(leads_to)
    archive.rebuild(output_override=archive.root / output)
    assert archive.codes == ["publish.dangerous"]


@pytest.mark.parametrize("folder", ["seeds", "content", "themes"])
@pytest.mark.parametrize("output", ["elsewhere", "elsewhere/site", "."])
def test_what_a_link_in_a_folder_leads_to_is_part_of_it(archive, tmp_path, folder, output):
    elsewhere = tmp_path / "boxes/elsewhere"
    elsewhere.mkdir(parents=True)
    (archive.root / folder / "linked").symlink_to(elsewhere)
    archive.rebuild(output_override=tmp_path / "boxes" / output, follow_links=True)
    assert archive.codes == ["publish.dangerous"]


def test_an_archive_behind_a_link_has_its_output_where_it_always_is(archive, tmp_path):
    (tmp_path / "link").symlink_to(archive.root)
    linked = BuiltSite(tmp_path / "link").rebuild()
    assert (linked.exit_code, "bridge.html" in linked.paths()) == (0, True)


def test_an_output_that_is_a_link_to_a_folder_elsewhere_will_do(archive, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (archive.root / "site").symlink_to(tmp_path / "elsewhere")
    archive.rebuild(output_override=archive.root / "site")
    assert archive.exit_code == 0
    assert (tmp_path / "elsewhere/bridge.html").is_file()


def test_a_folder_with_other_files_in_it_will_do_and_they_stay(archive, tmp_path):
    (tmp_path / "checkout").mkdir()
    (tmp_path / "checkout/README").write_text("Mine")
    archive.rebuild(output_override=tmp_path / "checkout")
    assert archive.exit_code == 0
    assert (tmp_path / "checkout/README").read_text() == "Mine"


def test_a_user_without_a_home_can_build(archive, monkeypatch):
    def no_home():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert archive.rebuild().exit_code == 0
