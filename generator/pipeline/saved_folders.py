"""Find the files that browsers and crawlers save along with pages, and that are no documents.

“Save page as, complete” writes ``NAME.html`` and a folder ``NAME_files`` with style sheets,
scripts, frames and pictures. Crawlers keep style sheets and fonts next to the pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

_FOLDER_ENDINGS = tuple(
    "_files _file _archivos _arquivos _bestanden _bylos _dateien _dosyalar _elemei _failid _fails "
    "_fajlovi _ficheiros _fichiers _filer _fitxategiak _fitxers _pliki _soubory _tiedostot "
    "-dateien -filer .files".split()
)
"""What browsers append to the name of a page, in the languages that they have a word for it:
https://learn.microsoft.com/windows/win32/shell/manage#connected-files."""
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".php", ".asp", ".aspx")
_HELPER = re.compile(
    r"\.(?:css|js|mjs|woff2?|ttf|otf|eot|ico|cur|swf)(?:\.download)?(?:\.\d{1,3})?(?:[@?].*)?$",
    re.IGNORECASE,
)
"""Style sheets, scripts, fonts, icons, also in the forms that crawlers give their names:
``main.css@ver=3``, ``jquery.js.download``."""


def find_helpers(names: Collection[str]) -> Mapping[str, str]:
    """Return the paths among ``names`` that only help to show a page.

    Each is mapped to the folder of the saved page that it is in; else, to itself.
    """
    if not any(_HELPER.search(name) or _is_in_folder(name) for name in names):
        return {}
    pages = {_key(stem) for name in names if (stem := _page_stem(name))}
    known: dict[str, bool] = {"": False}
    found: dict[str, str] = {}
    for name in names:
        folder = _folder_of_page(name, pages, known)
        if folder or _HELPER.search(name):
            found[name] = folder or name
    return found


def _is_in_folder(name: str) -> bool:
    return any(f"{ending}/" in name.lower() for ending in _FOLDER_ENDINGS)


def _page_stem(name: str) -> str:
    lower = name.lower()
    return next((name[: -len(end)] for end in _PAGE_ENDINGS if lower.endswith(end)), "")


def _folder_of_page(name: str, pages: Collection[str], known: dict[str, bool]) -> str:
    """Return the outermost folder around a file that belongs to a page; empty if there is none."""
    at = name.find("/")
    while at >= 0:
        folder = name[:at]
        if folder not in known:
            stems = (folder[: -len(end)] for end in _FOLDER_ENDINGS if folder.lower().endswith(end))
            known[folder] = any(_key(stem) in pages for stem in stems)
        if known[folder]:
            return folder
        at = name.find("/", at + 1)
    return ""


def _key(stem: str) -> str:
    """Return a stem as disks compare it that ignore letter case and normal form."""
    return stem.lower() if stem.isascii() else unicodedata.normalize("NFC", stem).casefold()
