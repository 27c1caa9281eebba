"""Output folders that nobody means are refused before anything is written."""

import pytest


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
        ("../home", "is or holds your home folder"),
    ],
)
def test_a_folder_that_holds_other_things_is_refused(archive, output, reason):
    before = archive.contents(archive.root)
    archive.rebuild(output_override=archive.root / output)
    (refusal,) = archive.diagnostics
    assert reason in refusal.message
    assert (archive.exit_code, refusal.code) == (2, "publish.dangerous")
    assert archive.contents(archive.root) == before


@pytest.mark.parametrize("output", ["site", "../site", "../home/site"])
def test_any_other_folder_will_do(archive, output):
    archive.rebuild(output_override=archive.root / output)
    assert archive.exit_code == 0
    assert (archive.root / output / "bridge.html").is_file()


def test_a_link_to_the_seeds_is_the_seeds(archive):
    (archive.root / "site").symlink_to("seeds")
    archive.rebuild(output_override=archive.root / "site")
    assert archive.codes == ["publish.dangerous"]
