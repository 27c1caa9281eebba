"""Find the files that browsers and crawlers save along with pages, and that are no documents.

“Save page as, complete” writes ``NAME.html`` and a folder ``NAME_files`` with style sheets,
scripts, frames and pictures. Crawlers keep style sheets and fonts next to the pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from generator.paths import SAVED_FOLDER_ENDINGS

_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".php", ".asp", ".aspx")
_KINDS = "css js mjs woff woff2 ttf otf eot ico cur swf".split()
"""Style sheets, scripts, fonts, icons, films."""
_HELPER = re.compile(
    rf"\.(?:{'|'.join(_KINDS)})(?:\.download)?(?:\.\d{{1,3}})?(?:[@?].*)?$"
    r"|(?:^|/)hts-(?:log\.txt$|cache/)",
    re.IGNORECASE,
)
"""These, also in the forms that crawlers give to names: ``main.css@ver=3``, ``a.js.download``; and
the notes that HTTrack keeps for itself."""


def find_helpers(names: Collection[str]) -> Mapping[str, str]:
    """Return the paths among ``names`` that only help to show a page.

    Each is mapped to the folder of the saved page that it is in; else, to itself.
    """
    folders = _folders_of_pages(names)
    found: dict[str, str] = {}
    if folders:
        for name in names:
            at = name.rfind("/")
            if at > 0 and (folder := folders.get(name[:at])):
                found[name] = folder
    whole = "\n".join(names).lower()
    if "hts-" in whole or any(f".{kind}" in whole for kind in _KINDS):
        found |= {name: name for name in names if name not in found and _HELPER.search(name)}
    return found


def _folders_of_pages(names: Collection[str]) -> dict[str, str]:
    """Return the folders that belong to a page, and those in them, with the outermost of each."""
    folders = sorted({name[: name.rfind("/")] for name in names if "/" in name})
    if not any(
        f"{end}/" in f"{folder}/".lower() for folder in folders for end in SAVED_FOLDER_ENDINGS
    ):
        return {}
    pages = {_key(stem) for name in names if (stem := _page_stem(name))}
    found: dict[str, str] = {}
    for folder in folders:
        parts = folder.split("/")
        above = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
        if owned := next((one for one in above if _is_of_page(one, pages)), None):
            found[folder] = owned
    return found


def _is_of_page(folder: str, pages: Collection[str]) -> bool:
    lower = folder.lower()
    stems = (folder[: -len(end)] for end in SAVED_FOLDER_ENDINGS if lower.endswith(end))
    return any(_key(stem) in pages for stem in stems)


def _page_stem(name: str) -> str:
    lower = name.lower()
    return next((name[: -len(end)] for end in _PAGE_ENDINGS if lower.endswith(end)), "")


def _key(stem: str) -> str:
    """Return a stem as disks compare it that ignore letter case and normal form."""
    return stem.lower() if stem.isascii() else unicodedata.normalize("NFC", stem).casefold()
