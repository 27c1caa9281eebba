"""Plan corrections of terms (`merge`, `rename`, `split`), and carry them out in content/.

A term is corrected in its file, so that documents keep their words and later conversions follow;
only a split changes documents. Nothing else is written: addresses follow with the next build.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator import console, frontmatter
from generator.archive import PAGES_FOLDER, TermFile
from generator.commands.scaffold import taxonomy_key, term_text
from generator.config import SiteConfig
from generator.content.rewriting import UnchangeableError, rewrite
from generator.frontmatter import Value
from generator.frontmatter_keys import SYNONYMS
from generator.model import Record, Term
from generator.options import BuildOptions
from generator.pipeline.conversion import unconverted
from generator.pipeline.inventory import take_inventory
from generator.pipeline.site_plan import plan_site
from generator.publish import bytes_of, hold_lock, replace_if_same
from generator.report import BuildError, Report, error
from generator.text import Slug, text_files
from generator.text.names import name_key, name_slug

_COLUMNS = ("path", "term", "date", "title")
_SEVERAL = "|"
"""Divides several terms in one cell, as in the sheet of the seeds."""
_MINE = ("title", "aliases", "broader", "same_as", "hidden")


class Edit(NamedTuple):
    """A file of the content folder: its bytes when it was read, and its new ones (None: gone)."""

    name: str
    read: bytes | None
    data: bytes | None


class Correction(Struct, frozen=True):
    """What a correction changes, and what there is to say about it."""

    edits: tuple[Edit, ...]
    told: tuple[str, ...]


class Vocabulary:
    """The terms of one taxonomy as the next build has them, and the documents that name them."""

    def __init__(self, site: SiteConfig, what: str, options: BuildOptions) -> None:
        self.site = site
        self.key = taxonomy_key(site, what)
        inventory = take_inventory(site, replace(options, is_dry_run=True), Report())
        plan = plan_site(unconverted(inventory), Report())
        found = (one.terms for one in plan.holdings.taxonomies if one.key == self.key)
        self.terms: tuple[Term, ...] = next(found, ())
        own = (file for file in inventory.terms.files if file.taxonomy == self.key)
        self.files = {file.slug: file for file in own}
        self.records: dict[str, Record] = {
            name: entry.loaded.record
            for name, entry in inventory.content_files.entries.items()
            if entry.loaded.record is not None and not name.startswith(PAGES_FOLDER)
        }

    def named(self, name: str) -> Term | None:
        """Return the term of that title, spelling or address; None if there is none."""
        key = name_key(name)
        return next((term for term in self.terms if key in term.keys or term.slug == name), None)

    def find(self, name: str) -> Term:
        """Return the term of that title, spelling or address; raise BuildError if there is none."""
        if (term := self.named(name)) is not None:
            return term
        known = [title for term in self.terms for title in (term.title, *term.spellings)]
        lower = {title.lower(): title for title in reversed(known)}
        near = difflib.get_close_matches(name.lower(), lower, n=1)
        raise BuildError(
            f"there is no term “{name}” in {self.key}"
            + (f": did you mean “{lower[near[0]]}”?" if near else ""),
            code="term.unknown",
            is_usage=True,
            hint=f"“list {self.key}” names all terms with their spellings.",
        )

    def documents(self, term: Term) -> list[str]:
        """Return the content files that name a term themselves, not one under it, in order."""
        return [
            name
            for name, record in sorted(self.records.items())
            if any(name_key(words) in term.keys for words in record.terms.get(self.key, ()))
        ]

    def file_name(self, slug: Slug) -> str:
        return f"{self.key}/{slug}.md"


# Merge and rename


def merge(vocabulary: Vocabulary, name: str, into: str) -> Correction:
    """Make one term part of another. Raises BuildError when that cannot be done."""
    term, other = vocabulary.find(name), vocabulary.find(into)
    if term is other:
        raise BuildError(
            f"“{name}” and “{into}” are the same term already",
            code="term.same",
            is_usage=True,
            hint=f"“list {vocabulary.key}” names each term with its spellings.",
        )
    file, source = vocabulary.files.get(other.slug), vocabulary.files.get(term.slug)
    name_of = vocabulary.file_name
    read = bytes_of(vocabulary.site.content / name_of(other.slug))
    aliases = _joined(file.aliases if file else (), (term.title, *term.spellings), other.keys)
    old = term_text(other.title, aliases).encode() if read is None else read
    text = _text_of(old)
    values: dict[str, Value] = {} if read is None else {"aliases": aliases}
    body = None
    edits: list[Edit] = []
    if source is not None:
        moved = read_file(vocabulary.site.content / name_of(term.slug))
        sections = frontmatter.split(_text_of(moved))
        values |= _values_to_move(file, source, {*term.keys, *other.keys})
        others = frontmatter.parse(sections.yaml or "", f"content/{name_of(term.slug)}")
        known = frontmatter.parse(frontmatter.split(text).yaml or "", "").keys()
        values |= {key: v for key, v in others.items() if key not in known and key not in _MINE}
        if source.introduction:
            kept = frontmatter.split(text).body.rstrip()
            body = f"{kept}\n\n{source.introduction}\n" if kept else f"\n{source.introduction}\n"
        edits.append(Edit(name_of(term.slug), moved, None))
    data = rewritten(old, values, name_of(other.slug), body)
    edits.insert(0, Edit(name_of(other.slug), read, data))
    documents = console.count(len(vocabulary.documents(term)), "document")
    told = f"“{term.title}” is “{other.title}” from now on, in {documents}."
    return Correction(tuple(edits), (told, *_moves(vocabulary, term, other.slug)))


def _values_to_move(
    file: TermFile | None, source: TermFile, own: Iterable[str]
) -> dict[str, Value]:
    """Return what the file of a merged term says and that of the other one must say, too."""
    broader = [*(file.broader if file else ()), *source.broader]
    same_as = [*(file.same_as if file else ()), *source.same_as]
    keys = {*own}
    return {
        "broader": [*dict.fromkeys(words for words in broader if name_key(words) not in keys)],
        "same_as": [*dict.fromkeys(same_as)],
    }


def rename(vocabulary: Vocabulary, name: str, new: str) -> Correction:
    """Give a term another title, and the address of that. Raises BuildError when it is taken."""
    term, new = vocabulary.find(name), " ".join(new.split())
    other = vocabulary.named(new)
    if not new or new == term.title:
        raise BuildError(
            f"“{term.title}” is called so already" if new else "the new title is empty",
            code="term.same",
            is_usage=True,
            hint="Give the present title first and then the new one.",
        )
    if other is not None and other is not term:
        raise BuildError(
            f"there is a term “{other.title}” in {vocabulary.key} already",
            code="term.exists",
            is_usage=True,
            hint=f"To make one term of the two: “merge {vocabulary.key} …”.",
        )
    slug = term.slug
    if name_key(new) != name_key(term.title):
        slug = _free_slug(vocabulary, term, name_slug(new))
    name_of, content = vocabulary.file_name, vocabulary.site.content
    file = vocabulary.files.get(term.slug)
    aliases = _joined(file.aliases if file else (), (term.title, *term.spellings), [name_key(new)])
    edits: list[Edit] = []
    if slug != term.slug and (content / name_of(slug)).exists():
        raise BuildError(
            "the file is there already, and would be overwritten",
            code="term.exists",
            path=f"content/{name_of(slug)}",
            is_usage=True,
            hint="Rename it, or choose another title.",
        )
    if file is None:
        edits.append(Edit(name_of(slug), None, term_text(new, aliases).encode()))
    else:
        read = read_file(content / name_of(term.slug))
        values: dict[str, Value] = {"title": new, "aliases": aliases}
        data = rewritten(read, values, name_of(term.slug))
        is_moved = slug != term.slug
        edits.append(Edit(name_of(slug), None if is_moved else read, data))
        if is_moved:
            edits.append(Edit(name_of(term.slug), read, None))
    told = f"“{term.title}” is called “{new}” from now on."
    return Correction(tuple(edits), (told, *_moves(vocabulary, term, slug)))


def _free_slug(vocabulary: Vocabulary, term: Term, first: Slug) -> Slug:
    taken = {one.slug for one in vocabulary.terms if one is not term}
    numbered = (Slug(f"{first}-{number}") for number in count(2))
    return first if first not in taken else next(one for one in numbered if one not in taken)


def _joined(old: Sequence[str], new: Iterable[str], own: Iterable[str]) -> list[str]:
    """Return aliases with more of them, without those that read as a term's own names do."""
    known = {*own} - {*map(name_key, old)}
    found: dict[str, str] = {}
    for words in (*old, *new):
        if name_key(words) not in known:
            found.setdefault(name_key(words), words)
    return [*found.values()]


def _moves(vocabulary: Vocabulary, term: Term, slug: Slug) -> Iterator[str]:
    if slug != term.slug and term.has_page:
        folders = f"{vocabulary.key}/{term.slug}/", f"{vocabulary.key}/{slug}/"
        yield f"With the next build {folders[0]} leads to {folders[1]}."


# Split


def split(vocabulary: Vocabulary, name: str, parts: Sequence[str]) -> str:
    """Return a table of the documents of a term, in which the owner enters one part for each."""
    term = vocabulary.find(name)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for file in vocabulary.documents(term):
        record = vocabulary.records[file]
        date = record.date.text if record.date else ""
        choice = parts[0] if len(parts) == 1 else ""
        writer.writerow((f"content/{file}", choice, date, record.title))
    return table.getvalue()


def split_by(
    vocabulary: Vocabulary, name: str, parts: Sequence[str], table: Path, report: Report
) -> Correction:
    """Give the documents of a term the parts that a table names; report rows that cannot be used.

    A row without a part leaves its document as it is. Raises BuildError for an unusable table.
    """
    term = vocabulary.find(name)
    wanted = {name_key(part): part for part in parts}
    carriers = {f"content/{file}": file for file in vocabulary.documents(term)}
    edits: dict[str, Edit] = {}
    for line, path, cell in _rows(table):
        chosen = [words.strip() for words in cell.split(_SEVERAL) if words.strip()]
        odd = [words for words in chosen if name_key(words) not in wanted]
        if path not in carriers:
            message, hint = f"“{path}” is no document of “{term.title}”", "Take the row out."
        elif odd:
            message = f"“{odd[0]}” is not one of the terms to split into"
            hint = f"Write {', '.join(f'“{part}”' for part in parts)}, or leave the cell empty."
        else:
            if chosen:
                titles = [wanted[name_key(words)] for words in chosen]
                edits[path] = _split_document(vocabulary, term, carriers[path], titles)
            continue
        report.add([error("term.split", message, path=str(table), line=line, hint=hint)])
    left = len(carriers) - len(edits)
    told = [f"{len(edits):,} of {len(carriers):,} documents of “{term.title}” are changed."]
    if left:
        told.append(f"The other {left:,} keep “{term.title}”.")
    return Correction(tuple(edits.values()), tuple(told))


def _rows(table: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the path and the term of each row. Raises BuildError for another table."""
    try:
        text = text_files.with_plain_line_ends(text_files.decode(table.read_bytes()))
    except (OSError, text_files.UndecodableError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise _bad_table(table, f"the table cannot be read: {said}") from problem
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = [cell.strip().lower() for cell in next(reader, [])]
    if not {"path", "term"} <= {*names}:
        raise _bad_table(table, "its first line does not name the columns path and term")
    for cells in reader:
        row = dict(zip(names, cells, strict=False))
        if any(cells):
            yield reader.line_num, row.get("path", "").strip(), row.get("term", "")


def _bad_table(table: Path, message: str) -> BuildError:
    return BuildError(
        message,
        code="term.split",
        path=str(table),
        is_usage=True,
        hint="“split” without --by writes the table; enter a term in each row's second column.",
    )


def _split_document(vocabulary: Vocabulary, term: Term, name: str, titles: Sequence[str]) -> Edit:
    read = read_file(vocabulary.site.content / name)
    text = _text_of(read)
    present = frontmatter.parse(frontmatter.split(text).yaml or "", f"content/{name}", first_line=2)
    keys = (key for key in present if SYNONYMS.get(key, key) == vocabulary.key)
    key = next(keys, vocabulary.key)
    entries: list[str] = []
    for words in vocabulary.records[name].terms.get(vocabulary.key, ()):
        entries += titles if name_key(words) in term.keys else [words]
    is_one = len(entries) == 1 and isinstance(present.get(key), str)
    values: dict[str, Value] = {key: entries[0] if is_one else [*dict.fromkeys(entries)]}
    return Edit(name, read, rewritten(read, values, name))


# Files


def read_file(path: Path) -> bytes:
    """Return the bytes of a content file; raise BuildError if it is gone."""
    data = bytes_of(path)
    if data is None:
        raise BuildError("the file is gone", code="content.unreadable", path=str(path))
    return data


def _text_of(data: bytes) -> str:
    return text_files.decode_for_editing(data)[0]


def rewritten(read: bytes, values: dict[str, Value], name: str, body: str | None = None) -> bytes:
    """Return the bytes of a content file with these values. Raises BuildError if it cannot be."""
    text, form = text_files.decode_for_editing(read)
    if frontmatter.split(text).yaml is None:
        text = f"{frontmatter.dump({})}{text}"
    try:
        return form.encode(rewrite(text, values, body=body))
    except UnchangeableError as problem:
        entries = (frontmatter.dump_entry(key, value).strip() for key, value in values.items())
        raise BuildError(
            f"the front matter cannot be changed without loss: {problem}",
            code="term.unchangeable",
            path=f"content/{name}",
            hint=f"Write into it yourself: {' · '.join(entries)}",
        ) from problem


def settle(site: SiteConfig, correction: Correction, *, is_dry_run: bool) -> None:
    """Carry a correction out, unless it is a dry run, and say what changed or would change."""
    if not is_dry_run:
        _carry_out(site, correction)
    console.say("\n".join(_as_told(correction, is_dry_run=is_dry_run)))


def _carry_out(site: SiteConfig, correction: Correction) -> None:
    """Write and remove the files of a correction; raise BuildError if one was changed meanwhile."""
    with hold_lock(site.cache):
        for edit in correction.edits:
            path = site.content / edit.name
            if edit.data is None:
                is_same = bytes_of(path) == edit.read
                if is_same:
                    path.unlink()
            else:
                is_same = replace_if_same(path, edit.data, edit.read)
            if not is_same:
                raise BuildError(
                    "somebody saved the file meanwhile; it is left as it is",
                    code="content.changed",
                    path=f"content/{edit.name}",
                    hint="Give the command again.",
                )


def _as_told(correction: Correction, *, is_dry_run: bool) -> Iterator[str]:
    """Yield what a correction did, or would do, line by line."""
    yield from correction.told
    for edit in correction.edits:
        done = ("removed", "would be removed") if edit.data is None else ("written", "would change")
        yield f"content/{edit.name}: {done[is_dry_run]}"
