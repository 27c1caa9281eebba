"""Make archives (`init`) and term files (`new`); remove what builds made (`clean`)."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.config import FILE_NAME, SiteConfig
from generator.publish import (
    MANIFEST,
    clear_away,
    edited,
    failure,
    hold_lock,
    hold_output,
    load_manifest,
    refuse_dangerous_output,
    remove_published,
)
from generator.report import BuildError, Diagnostic, Report, warning
from generator.text.names import name_slug

EXAMPLE = Path(__file__).parents[1] / "example"
_FOLDERS = ("seeds", "content", "themes")
_SETTINGS = """\
# The settings of this archive. Every line is optional; docs/settings.md lists them all.
title: "An archive"
description: ""
language: en
# base_url: "https://example.org/archive/"   # for the feed and the sitemap; links never need it
# date_order: dmy                            # how 03/04/1997 reads: ask, dmy or mdy
"""


def init(folder: Path, *, with_example: bool) -> None:
    """Make an archive in ``folder``. Raises BuildError if one is there or it cannot be made."""
    present = [name for name in (FILE_NAME, *_FOLDERS) if os.path.lexists(folder / name)]
    if present:
        raise BuildError(
            f"{folder} holds {', '.join(present)} already",
            code="init.exists",
            is_usage=True,
            hint="Choose a new folder; nothing is ever overwritten.",
        )
    try:
        if with_example:
            shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        settings = folder / FILE_NAME
        if not settings.exists():
            settings.write_text(_SETTINGS, "utf-8")
    except OSError as problem:
        # The error of shutil.copytree holds a list of reasons, and no strerror.
        said = problem.strerror or (problem.args[0][0][2] if problem.args else problem)
        raise BuildError(
            f"no archive can be made here: {said}",
            code="init.failed",
            path=str(folder),
            is_usage=True,
            hint="Choose a new folder, in one that you may write to.",
        ) from problem


_KINDS = {"topic": "topics", "person": "people", "place": "places", "organisation": "organisations"}
"""The keys of taxonomies, by the word for one of their terms, where that is another word."""
_TERM = """\
---
title: {title}
aliases: [{aliases}]   # other spellings, which become this term
broader: []   # the terms that this one belongs under; their pages list its documents too
same_as: []   # pages elsewhere about the same: https://www.wikidata.org/wiki/Q159, viaf:95218067
hidden: false   # true: the term is shown nowhere
---
"""


def new_term(site: SiteConfig, what: str, name: str, aliases: Sequence[str]) -> str:
    """Make the file of a term and return its path; ``what`` is a taxonomy's key or its singular.

    Raises BuildError when there is no such taxonomy, or the file is there already.
    """
    key = taxonomy_key(site, what)
    path = site.content / key / f"{name_slug(name)}.md"
    place = f"content/{key}/{path.name}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(term_text(name, aliases))
    except FileExistsError:
        raise BuildError(
            "the file is there already",
            code="term.exists",
            path=place,
            is_usage=True,
            hint="Edit it: nothing is ever overwritten.",
        ) from None
    return place


def taxonomy_key(site: SiteConfig, what: str) -> str:
    """Return the key of a taxonomy, given that or its singular; raise BuildError if unknown."""
    key = what if what in site.taxonomies else _KINDS.get(what, what)
    if key not in site.taxonomies:
        raise BuildError(
            f"there is no taxonomy “{what}”",
            code="taxonomy.unknown",
            is_usage=True,
            hint=f"The taxonomies of site.yaml are {', '.join(site.taxonomies)}.",
        )
    return key


def term_text(title: str, aliases: Sequence[str]) -> str:
    """Return a new term file."""
    return _TERM.format(title=_quoted(title), aliases=", ".join(map(_quoted, aliases)))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_IN_THE_CACHE = "*.state last-build.json *.new lock watched *.table staging serve dry-run".split()
"""Our files and folders; earlier versions kept ``*.table`` files instead of one state file."""


def clean(site: SiteConfig, report: Report, *, is_dry_run: bool) -> tuple[str, ...]:
    """Remove the files that builds published, and the cache; return the paths of those files.

    Edited files are kept under another name. Files that cannot be removed, or are behind a link,
    remain and are reported. With ``is_dry_run``, only return the paths.
    """
    refuse_dangerous_output(site)
    if is_dry_run:
        return tuple(_ours(site))
    with hold_lock(site.cache), hold_output(site.output):
        removed = tuple(_remove_ours(site, report))
    report.add(_clear_cache(site.cache))
    return removed


def _ours(site: SiteConfig) -> dict[str, tuple[str, ...]]:
    """Return the digests of the published files that are still there, the manifest last."""
    manifest = load_manifest(site.output)
    ours = {**dict(sorted(manifest.digests.items() if manifest else ())), MANIFEST: ()}
    return {path: digests for path, digests in ours.items() if os.path.isfile(site.output / path)}


def _remove_ours(site: SiteConfig, report: Report) -> Iterator[str]:
    """Remove our files and yield their paths; keep the manifest if any of them remains."""
    for path, digests in _ours(site).items():
        if path == MANIFEST and report.exit_code():
            return
        try:
            kept = remove_published(site.output, path, digests)
        except OSError as problem:
            report.add([failure(f"output/{path}", problem)])
            continue
        if kept is not None:
            report.add([edited(path, kept)])
        yield path


def _clear_cache(folder: Path) -> Iterator[Diagnostic]:
    """Remove our own files from the cache, and no others; yield the reason if any remain."""
    if folder.is_symlink():
        yield warning(
            "clean.link",
            f"it is a link: what is in {os.path.realpath(folder)} stays",
            path=folder.name,
            hint="Remove the link and, if nothing else needs it, the folder.",
        )
        return
    if not os.path.lexists(folder):
        return
    for pattern in _IN_THE_CACHE:
        for path in folder.glob(pattern):
            clear_away(path)
    try:
        if not os.listdir(folder):
            folder.rmdir()
    except OSError as problem:
        yield failure(folder.name, problem)
