"""Tell the owner which old addresses are not answered, or only by servers that read a list."""

from __future__ import annotations

from generator.archive.addresses import Alias, page_of, would_shadow
from generator.archive.documents import LoadedRecord
from generator.archive.ledger import LEDGER
from generator.archive.redirect_case import Case
from generator.model import SitePath
from generator.report import Diagnostic, error, note, warning
from generator.text import folded


def complaint_of(
    case: Case, alias: Alias, page: SitePath | None, obstacle: SitePath
) -> Diagnostic | None:
    """Return the diagnostic for an address that is not answered; None for the alias of a draft."""
    if not alias.is_stated:
        return None
    document = case.documents[page] if page else None
    if document and _is_untold(case, document):
        return None
    is_same = folded(alias.path) == folded(obstacle)
    if document is None or case.owners.get(obstacle) == page:
        if page and is_same:
            return leave_to_servers(case, alias, page, obstacle)
        file = document.file if document else f"content/{LEDGER}"
        message = f"the old address {alias.path} is not answered: {obstacle} is in its way"
        hint = "Move what is in the way, or take the address out of the file if nobody needs it."
        return warning("url.blocked", message, path=file, line=alias.line, hint=hint)
    trouble = "claim one address" if is_same else "cannot be a file and a folder at once"
    return _clash(document, alias, f"and {_holder(case, obstacle)} {trouble}")


def _is_untold(case: Case, document: LoadedRecord) -> bool:
    return page_of(document.url) in case.kept_back and document.status != "withdrawn"


def _clash(document: LoadedRecord, alias: Alias, trouble: str) -> Diagnostic:
    message = f"the alias {alias.shown[1:]} in {document.file} {trouble}"
    hint = "Take it out of one of them, or move the other; this alias is left out until then."
    return error("url.clash", message, path=document.file, line=alias.line, hint=hint)


_SET_FORMATS = (
    "Set formats in site.yaml to what your server reads: [redirects] (Netlify), [htaccess]"
    " (Apache) or [nginx]. Other servers cannot lead on from there."
)


def leave_to_servers(
    case: Case, alias: Alias, page: SitePath | None, twin: SitePath | None = None
) -> Diagnostic | None:
    """Have servers answer at an address, and return what to say of it to the owner.

    ``twin`` is an alias of the same page that some disks cannot tell from this one.
    """
    target = _target_of_servers(case, alias, page)
    if target is None:
        return None
    holder = case.asked.setdefault((alias.path, alias.query), target)
    document = case.documents[page] if page and alias.is_stated else None
    if document is None or alias.path == twin:
        return None
    if holder != target:
        return _clash(document, alias, f"leads to {holder} already")
    return _word_of_servers(case, alias, document, twin)


def _target_of_servers(case: Case, alias: Alias, page: SitePath | None) -> SitePath | None:
    if page is None:
        place = case.place_of(alias.path)
        return place if place in case.site.made else None
    if page in case.site.made:
        return page
    answer = case.answers.get(page)
    return answer if isinstance(answer, str) or answer is None else page


def _word_of_servers(
    case: Case, alias: Alias, document: LoadedRecord, twin: SitePath | None
) -> Diagnostic | None:
    code, why = "alias.index", f"the file would be shown in the place of {would_shadow(alias.path)}"
    if alias.query:
        code, why = "alias.query", "no file can answer to what follows a “?”"
    elif twin:
        code, why = (
            "url.blocked",
            f"some disks cannot tell it from {twin}, in other letter case or accents",
        )
    tell, hint = note if case.site.formats else warning, None if case.site.formats else _SET_FORMATS
    message = f"“{alias.shown}” is answered only by servers that read a list of redirects: {why}"
    if alias.query and case.can_ignore_query(alias):
        if case.site.formats:
            return None
        message = f"“{alias.shown}” is answered as {alias.path}, whatever follows the “?”"
    return tell(code, message, path=document.file, line=alias.line, hint=hint)


def _holder(case: Case, path: SitePath) -> str:
    """Return a description, for messages, of what holds an address."""
    claimant = case.owners.get(path, path)
    urls = (name.removesuffix(".md") for name in case.site.texts)
    url = next((url for url in urls if page_of(url) == claimant), None)
    if url is None:
        return f"the site's own {path}"
    return f"the alias in content/{url}.md" if path in case.owners else f"content/{url}.md"
