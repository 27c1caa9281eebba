"""An archive with one picture, and what is shown and kept of pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.picture_bytes import PICTURES, page, png
from tests.site_in_a_string import BuiltSite, write_site

STORY = "content/1997/10/the-weir.md"
PICTURE = "content/1997/10/the-weir/dam.png"
SHOWN = '<img src="weir_files/dam.png" alt="The broken dam">'


def site_with_a_picture(folder: Path) -> BuiltSite:
    """Return an archive of one saved page with one picture, not built yet."""
    site = write_site(folder)
    site.write("seeds/weir.html", page(SHOWN))
    site.write("seeds/weir_files/dam.png", png())
    return site


def shown(site: BuiltSite, path: str = "1997/10/the-weir.html") -> list[dict[str, Any]]:
    """Return the attributes of the pictures in the text of a page."""
    return [node.attributes for node in site.html(path).css("figure.picture img")]


def picture_files(site: BuiltSite) -> list[str]:
    """Return the paths of the pictures in the content folder and in the output."""
    files = [*site.contents(site.root / "content"), *site.paths()]
    return sorted(
        name for name in files if name.endswith((*PICTURES, ".svg")) and "assets" not in name
    )
