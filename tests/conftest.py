"""What all tests share: sites in a string, the example archive, options, hypothesis's settings."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from generator.commands import scaffold
from tests.ordinary_user import as_an_ordinary_user
from tests.site_in_a_string import BuiltSite, write_site

set_hypothesis_home_dir(Path(__file__).parents[1] / ".cache" / "hypothesis")
# How fast the machine is today says nothing about the product.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite what case files expect; then read the diff"
    )


def pytest_collection_finish() -> None:
    """Spare the garbage collector, here and in workers, what stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Let permissions hold, even when root runs the tests."""
    with as_an_ordinary_user():
        yield


@pytest.fixture
def is_accepting(request: pytest.FixtureRequest) -> bool:
    """Return whether the expectations of case files are to be rewritten, not asserted."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def build_site(tmp_path: Path) -> Callable[..., BuiltSite]:
    """Return a function that writes sites in a string to one new folder and builds it."""
    numbers = count(1)

    def build_site(*texts: str, **settings: Any) -> BuiltSite:
        return write_site(tmp_path / f"site-{next(numbers)}", *texts).rebuild(**settings)

    return build_site


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return the example archive, built; for reading only."""
    root = tmp_path_factory.mktemp("example") / "archive"
    scaffold.init(root, with_example=True)
    return BuiltSite(root).rebuild()


@pytest.fixture
def own_example(example: BuiltSite, tmp_path: Path) -> BuiltSite:
    """Return a copy of the example archive, built, that a test may change."""
    root = tmp_path / "example"
    shutil.copytree(example.root, root)
    return BuiltSite(root, example.published, example.diagnostics, example.exit_code)
