"""Find what is wrong with a link, by where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from generator.check.addresses import Address, LinkTarget, origin, read_address
from generator.check.files import PAGE_ENDINGS, SiteFiles, folded
from generator.model import SitePath


@dataclass(frozen=True, slots=True)
class Reference:
    """An address and where it leads, as the rules need it.

    ``is_loaded`` means that it is loaded with the page, and not followed; ``is_placed``, that its
    file has a fixed address, as all but the not-found page have.
    """

    written: str
    address: Address
    is_loaded: bool
    is_placed: bool


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """An address in a file, where it leads, and the code of what is wrong with it.

    ``path`` is its path inside the site, even if no file is there; empty unless ``place`` is
    INSIDE. ``target`` is the same for all links with the same fault, however they are written.
    ``is_anchor`` means that it leads to an anchor on a page of the site.
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

    Results are cached, since all pages of a folder share the links of the menu.
    """
    address = read_address(written, folder, files.base_url)
    is_inside = address.place is LinkTarget.INSIDE
    path = address.path if is_inside else ""
    if is_inside and address.is_full and path not in files.paths:
        path = files.index_of(path) or path
    code = None
    if path not in files.paths or address.is_full:
        reference = Reference(written, address, is_loaded, is_placed=folder is not None)
        code = next((code for code, holds in RULES if holds(reference, files)), None)
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


# The rules


def _is_local(reference: Reference, _: SiteFiles) -> bool:
    return reference.address.place is LinkTarget.LOCAL


def _is_loaded_from_elsewhere(reference: Reference, _: SiteFiles) -> bool:
    is_full = reference.address.is_full and reference.is_placed
    return reference.is_loaded and (is_full or reference.address.place is LinkTarget.WEB)


def _begins_with_a_slash(reference: Reference, _: SiteFiles) -> bool:
    is_without_scheme = reference.written.lstrip().startswith("//")
    return is_without_scheme or reference.address.place is LinkTarget.ROOTED


def _depends_on_the_address(reference: Reference, _: SiteFiles) -> bool:
    return reference.address.place is LinkTarget.FLOATING


def _leads_out(reference: Reference, _: SiteFiles) -> bool:
    return reference.address.place is LinkTarget.OUTSIDE


def _is_folder(reference: Reference, files: SiteFiles) -> bool:
    is_followed = not reference.is_loaded and not reference.address.is_full
    return is_followed and _has_no_file(reference, files) and _is_shown(reference, files)


def _is_in_another_case(reference: Reference, files: SiteFiles) -> bool:
    return _is_missing(reference, files) and folded(reference.address.path) in files.by_folded


def _is_missing_asset(reference: Reference, files: SiteFiles) -> bool:
    address = reference.address
    is_empty = address.place is LinkTarget.SAME and not address.fragment
    return reference.is_loaded and (is_empty or _has_no_file(reference, files))


def _is_missing(reference: Reference, files: SiteFiles) -> bool:
    is_answered = reference.address.is_full and _is_shown(reference, files)
    return _has_no_file(reference, files) and not is_answered


def _is_shown(reference: Reference, files: SiteFiles) -> bool:
    """Return whether a server has a page to show for a folder."""
    return files.index_of(reference.address.path) is not None


def _has_no_file(reference: Reference, files: SiteFiles) -> bool:
    address = reference.address
    return address.place is LinkTarget.INSIDE and address.path not in files.paths


RULES: tuple[tuple[str, Callable[[Reference, SiteFiles], bool]], ...] = (
    ("link.local", _is_local),
    ("asset.remote", _is_loaded_from_elsewhere),
    ("link.absolute", _begins_with_a_slash),
    ("link.relative", _depends_on_the_address),
    ("link.outside", _leads_out),
    ("link.directory", _is_folder),
    ("link.case", _is_in_another_case),
    ("asset.missing", _is_missing_asset),
    ("link.missing", _is_missing),
)
"""Codes of faults, and tests for them; only the first that holds is reported."""
