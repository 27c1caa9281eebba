"""Pictures of documents, once they are the owner's."""

from __future__ import annotations

from hashlib import sha256

import pytest

from generator.options import BuildOptions
from generator.pipeline.build import convert, describe_updates
from generator.report import Report
from generator.state.site_settings import load_config
from tests.picture_bytes import page, png
from tests.shown_pictures import PICTURE, SHOWN, STORY, picture_files, shown, site_with_a_picture
from tests.site_in_a_string import TODAY


@pytest.fixture
def site(tmp_path):
    return site_with_a_picture(tmp_path / "archive")


# The owner's pictures


def test_an_owner_s_picture_is_never_overwritten(site):
    site.rebuild()
    site.write(PICTURE, png(640, 400, shade=7))
    site.write("seeds/weir_files/dam.png", png(shade=3))
    site.rebuild()
    assert (site.root / PICTURE).read_bytes() == png(640, 400, shade=7)
    assert (site.output / "1997/10/the-weir/dam.png").read_bytes() == png(640, 400, shade=7)


def test_a_picture_that_was_there_before_is_not_overwritten(site):
    site.write(PICTURE, png(shade=7))
    site.rebuild()
    assert (site.root / PICTURE).read_bytes() == png(shade=7)


def test_a_picture_that_the_owner_deleted_stays_deleted_and_its_words_stay(site):
    site.rebuild()
    (site.root / PICTURE).unlink()
    site.rebuild()
    assert picture_files(site) == []
    assert "The broken dam" in site.text("1997/10/the-weir.html")
    site.write("seeds/weir_files/dam.png", png(shade=3))
    site.rebuild()
    assert picture_files(site) == []


def test_a_picture_that_changed_in_the_seeds_changes_beside_its_document(site):
    site.rebuild()
    site.write("seeds/weir_files/dam.png", png(shade=3))
    site.rebuild()
    assert (site.root / PICTURE).read_bytes() == png(shade=3)
    assert (site.output / "1997/10/the-weir/dam.png").read_bytes() == png(shade=3)


def test_a_picture_that_comes_later_is_carried_then(site):
    (site.root / "seeds/weir_files/dam.png").unlink()
    site.rebuild()
    assert shown(site) == []
    site.write("seeds/weir_files/dam.png", png())
    site.rebuild()
    assert len(shown(site)) == 1


def test_a_picture_that_the_seed_shows_no_more_is_cleared_away(site):
    site.rebuild()
    site.write("seeds/weir.html", page())
    site.rebuild()
    assert picture_files(site) == []


@pytest.mark.parametrize("is_new_text", [False, True])
def test_a_picture_that_is_gone_from_the_seeds_stays_with_its_document(site, is_new_text):
    site.rebuild()
    (site.root / "seeds/weir_files/dam.png").unlink()
    if is_new_text:
        site.write("seeds/weir.html", page(SHOWN, below="<p>The vicar spoke of it twice.</p>"))
    for _ in range(2):
        site.rebuild(is_clean=is_new_text)
        assert len(shown(site)) == 1
    site.write("seeds/weir_files/dam.png", png())
    site.rebuild()
    assert len(shown(site)) == 1
    assert ("vicar" in site.text("1997/10/the-weir.html")) == is_new_text


def test_a_picture_that_the_owner_s_text_shows_stays(site):
    site.rebuild()
    text = site.read(STORY).replace("Nobody was hurt", "Nobody was harmed")
    site.write(STORY, text)
    site.rebuild()
    site.write("seeds/weir.html", page())
    site.rebuild()
    assert len(shown(site)) == 1


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("with_folder", [False, True])
def test_pictures_follow_a_document_that_the_owner_moves(site, is_edited, with_folder):
    site.rebuild()
    if is_edited:
        site.write(STORY, site.read(STORY).replace("Nobody was hurt", "Nobody was harmed"))
    target = site.root / "content/letters/dam-story.md"
    target.parent.mkdir()
    (site.root / STORY).rename(target)
    if with_folder:
        (site.root / PICTURE).parent.rename(target.parent / "the-weir")
    site.rebuild()
    (picture,) = shown(site, "letters/dam-story.html")
    assert (site.output / "letters" / picture["src"]).read_bytes() == png()
    assert len(picture_files(site)) == 2
    assert site.rebuild().published.plan.write == ()


def test_a_copy_of_a_document_leaves_the_pictures_of_the_first(site):
    site.rebuild()
    site.write("content/1997/10/copy.md", site.read(STORY))
    site.rebuild()
    assert len(shown(site)) == len(shown(site, "1997/10/copy.html")) == 1
    assert (site.output / "1997/10/the-weir/dam.png").is_file()


def test_front_matter_cannot_have_another_file_deleted(site):
    site.rebuild()
    mark = sha256(b"mine").hexdigest()[:12]
    kept = site.write("content/private/notes.txt", b"mine")
    text = site.read(STORY).replace("pictures: {", f'pictures: {{"private/notes.txt": "{mark}", ')
    site.write(STORY, text)
    site.rebuild()
    assert kept.read_bytes() == b"mine"


# Documents that are not published


@pytest.mark.parametrize("line", ["status: withdrawn", "draft: true"])
def test_the_pictures_of_a_document_that_is_not_published_are_not_either(site, line):
    site.rebuild()
    site.write(STORY, site.read(STORY).replace("---\n", f"---\n{line}\n", 1))
    site.rebuild()
    assert [name for name in site.paths() if name.endswith("dam.png")] == []
    assert (site.root / PICTURE).is_file()


def test_the_pictures_of_a_withdrawn_document_that_lie_elsewhere_are_not_published_either(site):
    site.rebuild()
    text = site.read(STORY).replace("Nobody was hurt", "Nobody was harmed")
    (site.root / STORY).unlink()
    site.write("content/letters/dam-story.md", text)
    site.rebuild()
    assert len(shown(site, "letters/dam-story.html")) == 1
    text = site.read("content/letters/dam-story.md")
    site.write("content/letters/dam-story.md", text.replace("---\n", "---\ndraft: true\n", 1))
    site.rebuild()
    assert [name for name in site.paths() if name.endswith("dam.png")] == []


def test_the_pictures_of_a_deleted_document_are_not_published(site):
    site.rebuild()
    (site.root / STORY).unlink()
    site.rebuild(accepts_losses=True)
    assert [name for name in site.paths() if name.endswith("dam.png")] == []


# Builds agree


def test_a_second_build_has_nothing_to_do(site):
    site.rebuild()
    site.rebuild()
    assert (site.published.plan.write, site.published.plan.delete) == ((), ())


def test_a_changed_picture_changes_its_document_only(site):
    site.write("seeds/ferry.html", page(title="The ferry"))
    site.rebuild()
    site.write("seeds/weir_files/dam.png", png(shade=3))
    site.rebuild()
    documents = {path for path in site.published.plan.write if "the-" in path}
    assert documents <= {"1997/10/the-weir/dam.png", "1997/10/the-weir.html", "1997/10/the-weir.md"}
    assert "1997/10/the-weir/dam.png" in documents


def test_a_dry_run_tells_what_a_build_does_and_writes_nothing(site):
    trial = site.dry_run().published.plan.digests
    assert not (site.root / "content").exists()
    assert site.rebuild().published.plan.digests == trial


def test_a_clean_build_gives_the_same_files(site):
    first = site.rebuild().contents()
    assert site.rebuild(is_clean=True).contents() == first


def test_converting_carries_pictures_too_and_looking_ahead_does_not(site):
    config, options = load_config(site.root), BuildOptions(today=TODAY, jobs=1)
    assert list(describe_updates(config, options, Report())) == [f"{STORY}: new"]
    assert not (site.root / PICTURE).exists()
    convert(config, options, Report())
    assert (site.root / PICTURE).read_bytes() == png()
