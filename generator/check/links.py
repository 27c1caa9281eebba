"""Find what is wrong with a link, from where it points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.check.addresses import Address, LinkTarget, origin, read_address
from generator.check.files import PAGE_ENDINGS, SiteFiles, folded
from generator.model import SitePath


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """An address in a file, where it points, and the code of its fault, if it has one.

    ``path`` is the path inside the site, even if no file is there; it is empty unless ``place`` is
    INSIDE. ``target`` is the same for all links with the same fault, however they are written.
    ``is_anchor`` means that the address points to an anchor on a page of the site.
    """

    written: str
    place: LinkTarget
    path: SitePath
    fragment: str
    target: str
    is_anchor: bool
    code: str | None


@lru_cache(maxsize=16_384)
def judge(
    written: str, folder: SitePath | None, files: SiteFiles, *, is_loaded: bool
) -> CheckedLink:
    """Return the checked link for an address in a file of ``folder``, as in ``read_address``.

    ``is_loaded`` means that the target is loaded with the page, not followed. Results are cached,
    since all pages of a folder share the links of the menu.
    """
    address = read_address(written, folder, files.base_url)
    is_inside = address.place is LinkTarget.INSIDE
    path = address.path if is_inside else ""
    if is_inside and address.is_full and path not in files.paths:
        path = files.index_of(path) or path
    code = None
    if path not in files.paths or address.is_full:
        code = _find_fault(
            written, address, files, is_loaded=is_loaded, is_placed=folder is not None
        )
    target = path if is_inside else written
    if address.place is LinkTarget.LOCAL:
        target = origin(written)
    is_page = is_inside and path.endswith(PAGE_ENDINGS)
    is_on_page = is_page or address.place is LinkTarget.SAME
    return CheckedLink(
        written=written,
        place=address.place,
        path=path,
        fragment=address.fragment,
        target=target,
        is_anchor=code is None and is_on_page and address.fragment.lower() not in ("", "top"),
        code=code,
    )


def _find_fault(
    written: str, address: Address, files: SiteFiles, *, is_loaded: bool, is_placed: bool
) -> str | None:
    """Return the code of the first fault of a link; None when it has none.

    ``is_placed`` means that its file has a fixed address, as all but the not-found page have.
    """
    place, is_full = address.place, address.is_full
    has_no_file = place is LinkTarget.INSIDE and address.path not in files.paths
    is_shown = files.index_of(address.path) is not None  # a server has a page for the folder
    is_missing = has_no_file and not (is_full and is_shown)
    is_empty = place is LinkTarget.SAME and not address.fragment
    is_elsewhere = place is LinkTarget.WEB or (is_full and is_placed)
    faults = {
        "link.local": place is LinkTarget.LOCAL,
        "asset.remote": is_loaded and is_elsewhere,
        "link.absolute": place is LinkTarget.ROOTED or written.lstrip().startswith("//"),
        "link.relative": place is LinkTarget.FLOATING,
        "link.outside": place is LinkTarget.OUTSIDE,
        "link.directory": has_no_file and is_shown and not is_loaded and not is_full,
        "link.case": is_missing and folded(address.path) in files.by_folded,
        "asset.missing": is_loaded and (is_empty or has_no_file),
        "link.missing": is_missing,
    }
    return next((code for code, holds in faults.items() if holds), None)
