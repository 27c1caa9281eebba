"""Chromium, and the example archive as it is seen in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NoReturn

import pytest
from playwright.sync_api import Browser

from generator.render.themes.theme import BASE, builtin_themes
from tests.browser.instruments import (
    MissingProgramError,
    Watched,
    chromium_started,
    find_invalid,
    largest_pages,
)
from tests.browser.servers import SERVERS
from tests.site_in_a_string import BuiltSite

THEMES = tuple(sorted(path.parent.name for path in builtin_themes().glob("*/theme.yaml")))
LOOKS = tuple(theme for theme in THEMES if theme != BASE)
"""The themes that have one: sizes and colours of the base are the browser's own."""
LANGUAGES = ("en", "ar")
"""One for each direction of writing; what differs between others is in the words."""


def lack(what: str) -> NoReturn:
    """Skip the test that lacks something; fail it where nothing may be lacking."""
    if os.environ.get("MICROFICHE_REQUIRE_BROWSER") == "1":
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def nothing_missing() -> Iterator[None]:
    """Let a test that cannot do without what is not installed here lack it."""
    try:
        yield
    except MissingProgramError as problem:
        lack(str(problem))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with nothing_missing(), chromium_started() as browser:
        yield browser


@pytest.fixture(scope="session")
def check() -> Callable[..., list[str]]:
    """Return a function that returns what the Nu HTML checker says of some files."""

    def check(*arguments: object) -> list[str]:
        with nothing_missing():
            return find_invalid(*arguments)

    return check


@pytest.fixture
def without_scripts(chromium: Browser) -> Iterator[Watched]:
    """Return a page of a browser whose JavaScript is off."""
    context = chromium.new_context(java_script_enabled=False)
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def with_scripts(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context()
    yield Watched(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def served(example: BuiltSite) -> Iterator[str]:
    """Return the address of the example archive on a server, below a folder of another name."""
    below = example.output.relative_to(example.root.parent).as_posix()
    with SERVERS["python"](example.root.parent) as address:
        yield f"{address}{below}/"


@pytest.fixture(scope="session")
def kinds(example: BuiltSite) -> dict[str, str]:
    """Return the largest page of each kind, by the kind."""
    return largest_pages(example.output)


@pytest.fixture(scope="session")
def example_in(
    example: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], BuiltSite]:
    """Return a function that returns the example archive in a theme and a language."""

    @cache
    def example_in(theme: str, language: str) -> BuiltSite:
        root = tmp_path_factory.mktemp(f"{theme}-{language}") / "archive"
        shutil.copytree(example.root, root)
        return BuiltSite(root).rebuild(theme=theme, language=language, with_specimen=True)

    return example_in
