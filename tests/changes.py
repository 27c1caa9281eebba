"""Random changes of an archive, each followed by a build that must equal one from nothing."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator.archive.taxonomies import SMALL_ARCHIVE
from generator.options import BuildOptions
from generator.pipeline.build import convert
from generator.publish import MANIFEST, read_manifest
from generator.report import BuildError, Report
from generator.state.site_settings import load_config
from tests.by_command import build_by_command
from tests.possible_changes import (
    BROKEN,
    DAYS,
    FILE_NAMES,
    LEDGERS,
    OPTIONS,
    SEED_NAMES,
    SHEETS,
    TERM_NAMES,
    TERMS,
    TEXT_NAMES,
    THEME_FILES,
    TITLES,
    VALUES,
    WORDS,
)
from tests.publish.staged_sites import survives
from tests.site_in_a_string import TODAY, BuiltSite, write_site
from tests.small_archive import SEEDS, SETTINGS, TEXTS, THEME

MANY = int(os.environ.get("MICROFICHE_DOCUMENTS", "40"))
"""How many documents a large archive has."""
number = st.integers(0, 30)


def one_of(pool: dict[str, list[str]] | dict[str, list[str | None]]) -> st.SearchStrategy[object]:
    """Return a strategy for one key of a table together with one of its values."""
    return st.sampled_from([(key, value) for key, values in pool.items() for value in values])


class Changes(RuleBasedStateMachine):
    """An archive that changes, one rule after another."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="microfiche-changes-"))
        self.site = write_site(self.folder / "archive", SEEDS, TEXTS, SETTINGS, THEME)
        self.options = dict(
            line.split(": ", 1) for line in self.site.read("site.yaml").splitlines()
        )
        self.how: dict[str, object] = {}
        self.is_sound = True
        """Whether nothing was found wrong so far."""
        self.is_by_command = False
        self.together = 0
        """How many changes are still to come before the next build."""
        self.site.rebuild()

    # Seeds

    @rule(which=number, words=st.sampled_from(WORDS))
    def a_seed_is_revised(self, which, words):
        if path := self.pick("seeds", which):
            path.write_bytes(path.read_bytes() + f"\n\n{words} So they said in town.\n".encode())

    @rule(name=st.sampled_from(SEED_NAMES), title=st.sampled_from(TITLES),
          day=st.sampled_from(DAYS), words=st.sampled_from(WORDS))  # fmt: skip
    def a_seed_is_written(self, name, title, day, words):
        self.site.write(f"seeds/{name}", f"{title}\n\n{day}\n\n{words} So they said.\n".encode())

    @rule(which=number, name=st.sampled_from(SEED_NAMES))
    def a_seed_is_renamed(self, which, name):
        self.move("seeds", which, name)

    @rule(which=number, name=st.sampled_from(SEED_NAMES))
    def a_seed_is_copied(self, which, name):
        self.copy("seeds", which, name)

    @rule(which=number, other=number)
    def two_seeds_swap_their_names(self, which, other):
        self.swap("seeds", which, other)

    @rule(which=number)
    def a_seed_is_deleted(self, which):
        self.delete("seeds", which)

    @rule(text=st.sampled_from(SHEETS))
    def the_sheet_is_written(self, text):
        self.site.write("seeds/metadata.csv", text.encode())

    @rule()
    def the_sheet_is_deleted(self):
        (self.site.root / "seeds/metadata.csv").unlink(missing_ok=True)

    # Content

    @rule(which=number, value=one_of(VALUES))
    def a_value_is_edited(self, which, value):
        key, yaml = value
        if path := self.pick("content", which, "*.md"):
            rewrite(path, lambda text: with_value(text, key, yaml))

    @rule(which=number, words=st.sampled_from(WORDS))
    def a_body_is_edited(self, which, words):
        if path := self.pick("content", which, "*.md"):
            rewrite(path, lambda text: f"{text}\n{words}\n")

    @rule(which=number)
    def front_matter_is_broken(self, which):
        if path := self.pick("content", which, "*.md"):
            rewrite(path, lambda text: text.replace("---\n", f"---\n{BROKEN}", 1))

    @rule()
    def front_matter_is_mended(self):
        for path in files_of(self.site.root / "content", "*.md"):
            rewrite(path, lambda text: text.replace(BROKEN, ""))

    @rule(which=number, name=st.sampled_from(TEXT_NAMES))
    def a_text_is_moved(self, which, name):
        self.move("content", which, name, "*.md")

    @rule(which=number, name=st.sampled_from(TEXT_NAMES))
    def a_text_is_copied(self, which, name):
        self.copy("content", which, name, "*.md")

    @rule(which=number, other=number)
    def two_texts_swap_their_places(self, which, other):
        self.swap("content", which, other, "*.md")

    @rule(which=number)
    def a_text_is_deleted(self, which):
        self.delete("content", which, "*.md")

    @rule(name=st.sampled_from(TEXT_NAMES), words=st.sampled_from(WORDS))
    def a_text_is_written(self, name, words):
        self.site.write(f"content/{name}", f"---\ntitle: A title\n---\n{words}\n".encode())

    @rule(name=st.sampled_from(TERM_NAMES), text=st.sampled_from(TERMS))
    def a_term_file_is_written(self, name, text):
        self.site.write(f"content/{name}", text.encode())

    @rule(number=st.sampled_from([0, SMALL_ARCHIVE, MANY]))
    def the_archive_is_a_large_one_or_not(self, number):
        folder = self.site.root / "content/many"
        shutil.rmtree(folder, ignore_errors=True)
        for place in range(number):
            date = f"{1900 + place % 40}-{place % 12 + 1:02}-{place % 28 + 1:02}"
            text = (
                f"---\ntitle: Number {place}\n{f'date: {date}' if place % 5 else ''}\n"
                f"topics: [Topic {place % 7}]\n---\nWords.\n"
            )
            self.site.write(f"content/many/{place}.md", text.encode())

    @rule(name=st.sampled_from(FILE_NAMES), words=st.sampled_from(WORDS))
    def another_file_is_written(self, name, words):
        self.site.write(f"content/{name}", words.encode())

    @rule(name=st.sampled_from(FILE_NAMES))
    def another_file_is_deleted(self, name):
        (self.site.root / "content" / name).unlink(missing_ok=True)

    @rule(line=st.sampled_from(LEDGERS))
    def the_ledger_is_edited(self, line):
        path = self.site.root / "content/urls.txt"
        path.write_bytes((path.read_bytes() if path.is_file() else b"") + line.encode())

    @rule()
    def the_ledger_is_deleted(self):
        (self.site.root / "content/urls.txt").unlink(missing_ok=True)

    # Settings and theme

    @rule(option=one_of(OPTIONS))
    def a_setting_is_changed(self, option):
        key, value = option
        self.options[key] = value
        self.write_settings()

    @rule(key=st.sampled_from([key for key in OPTIONS if key != "theme"]))
    def a_setting_is_taken_out(self, key):
        self.options.pop(key, None)
        self.write_settings()

    @rule(file=one_of(THEME_FILES))
    def a_file_of_the_theme_is_edited(self, file):
        name, text = file
        self.site.write(f"themes/gazette/{name}", text.encode())

    @rule()
    def the_theme_is_as_it_was(self):
        shutil.rmtree(self.site.root / "themes")
        self.site.add_files(THEME)

    @rule(which=number)
    def a_file_of_the_theme_is_deleted(self, which):
        self.delete("themes/gazette", which)

    # What builds leave

    @rule()
    def the_cache_is_deleted(self):
        shutil.rmtree(self.site.root / ".cache")

    @rule(which=number, damage=st.sampled_from(["gone", "short", "flipped"]), at=number)
    def the_cache_is_damaged(self, which, damage, at):
        if path := self.pick(".cache", which):
            damaged(path, damage, at)

    @rule(which=number, other=number)
    def files_of_the_cache_are_confused(self, which, other):
        self.swap(".cache", which, other)

    @rule(which=number)
    def a_published_file_is_deleted(self, which):
        self.delete("output", which * 7)

    @rule(which=number, words=st.sampled_from(WORDS))
    def a_published_file_is_replaced(self, which, words):
        if path := self.pick("output", which * 7):
            path.unlink()
            path.write_text(words)

    @rule()
    def the_output_is_deleted(self):
        shutil.rmtree(self.site.output, ignore_errors=True)

    # Other ways to build

    @rule()
    def only_seeds_are_converted(self):
        with suppress(BuildError):
            convert(load_config(self.site.root), BuildOptions(today=TODAY), Report())

    @rule()
    def a_dry_run_is_made(self):
        self.site.dry_run(**self.how)

    @rule()
    def a_strict_build_is_made(self):
        self.site.rebuild(is_strict=True, **self.how)

    @rule(after=st.integers(1, 60))
    def a_build_is_killed(self, after):
        survives(after, lambda: self.site.rebuild(**self.how))

    @rule(are_wanted=st.booleans())
    def drafts_are_wanted_from_now_on(self, are_wanted):
        self.how["with_drafts"] = are_wanted

    @rule(is_by_command=st.booleans())
    def builds_are_made_by_command_from_now_on(self, is_by_command):
        self.is_by_command = is_by_command

    @rule(number=st.integers(2, 4))
    def the_next_changes_come_together(self, number):
        self.together = number

    # What always holds

    @invariant()
    def the_next_build_is_as_one_from_nothing(self):
        if self.together:
            self.together -= 1
            return
        self.is_sound = False
        twin = self.copy_without_cache("twin")
        twin.rebuild(**self.how)
        if self.is_by_command:
            assert build_by_command(self.site, *self.how_by_command) == twin.exit_code
        else:
            self.site.rebuild(**self.how)
            assert self.site.diagnostics == twin.diagnostics
            assert self.site.exit_code == twin.exit_code
        assert_same(self.site, twin)
        shutil.rmtree(twin.root)
        self.is_sound = True

    @property
    def how_by_command(self) -> list[str]:
        return ["--drafts"] if self.how.get("with_drafts") else []

    def teardown(self):
        try:
            if self.is_sound:
                self.check_the_end()
        finally:
            shutil.rmtree(self.folder)

    def check_the_end(self):
        self.how.pop("with_drafts", None)
        self.site.rebuild()
        if not self.site.exit_code:
            self.check_against_an_empty_output()
            self.check_that_nothing_is_left_to_do()

    def check_against_an_empty_output(self):
        twin = self.copy_without_cache("twin", "output")
        twin.rebuild()
        ours = {MANIFEST, *read_manifest(self.site.output)}
        published = self.site.contents()
        assert {path: published[path] for path in ours} == twin.contents()

    def check_that_nothing_is_left_to_do(self):
        self.site.rebuild()
        assert self.site.published
        assert self.site.published.remade == frozenset()
        assert self.site.published.converted.written == ()

    # How it is done

    def pick(self, folder: str, which: int, pattern: str = "*") -> Path | None:
        files = files_of(self.site.root / folder, pattern)
        return files[which % len(files)] if files else None

    def move(self, folder: str, which: int, name: str, pattern: str = "*") -> None:
        if path := self.pick(folder, which, pattern):
            target = self.site.root / folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)

    def copy(self, folder: str, which: int, name: str, pattern: str = "*") -> None:
        if path := self.pick(folder, which, pattern):
            self.site.write(f"{folder}/{name}", path.read_bytes())

    def swap(self, folder: str, which: int, other: int, pattern: str = "*") -> None:
        one, two = self.pick(folder, which, pattern), self.pick(folder, other, pattern)
        if one and two and one != two:
            aside = one.with_name("aside")
            one.rename(aside)
            two.rename(one)
            aside.rename(two)

    def delete(self, folder: str, which: int, pattern: str = "*") -> None:
        if path := self.pick(folder, which, pattern):
            path.unlink()

    def write_settings(self) -> None:
        text = "".join(f"{key}: {value}\n" for key, value in self.options.items())
        self.site.write("site.yaml", text.encode())

    def copy_without_cache(self, name: str, *others: str) -> BuiltSite:
        target = self.folder / name
        shutil.copytree(self.site.root, target, ignore=lambda folder, _: {".cache", *others})
        return BuiltSite(target)


def files_of(folder: Path, pattern: str) -> list[Path]:
    """Return the files below a folder whose names match, sorted."""
    return sorted(path for path in folder.rglob(pattern) if path.is_file())


def rewrite(path: Path, edit: Callable[[str], str]) -> None:
    path.write_bytes(edit(path.read_bytes().decode()).encode())


def with_value(text: str, key: str, yaml: str | None) -> str:
    """Return a content file with another value of one key in its front matter."""
    kept = re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", text, count=1, flags=re.MULTILINE)
    return kept if yaml is None else kept.replace("---\n", f"---\n{key}: {yaml}\n", 1)


def damaged(path: Path, damage: str, at: int) -> None:
    """Damage a file of the cache; ``at`` says where."""
    data = path.read_bytes()
    place = at * len(data) // 31
    path.unlink()
    match damage:
        case "short":
            path.write_bytes(data[:place])
        case "flipped" if data:
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def assert_same(one: BuiltSite, other: BuiltSite) -> None:
    """Assert that two archives are published, and have content files, byte for byte the same."""
    assert differing(one.contents(), other.contents()) == {}
    content = (site.contents(site.root / "content") for site in (one, other))
    assert differing(*content) == {}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> dict[str, object]:
    """Return the files that differ, by path, as they are on either side."""
    paths = sorted(one.keys() | other.keys())
    return {
        path: (one.get(path), other.get(path)) for path in paths if one.get(path) != other.get(path)
    }
