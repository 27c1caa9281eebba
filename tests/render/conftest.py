"""A site of one document, with a theme of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.site_in_a_string import BuiltSite

DOCUMENT = """
    -- content/bridge.md --
    ---
    title: The bridge
    ---
    It is open.
"""


@pytest.fixture
def with_theme(build_site: Callable[..., BuiltSite]) -> Callable[..., BuiltSite]:
    """Return a function that builds a site of one document with the theme `mine`."""

    def with_theme(files: str, **settings: Any) -> BuiltSite:
        return build_site(DOCUMENT, files, **{"theme": "mine", **settings})

    return with_theme
