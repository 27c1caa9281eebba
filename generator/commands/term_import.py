"""Plan the import of a vocabulary: which term files are made, and which say more than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator import console, frontmatter
from generator.archive.term_files import TermFile
from generator.archive.vocabularies import VocabularyTerm, read_vocabulary
from generator.commands.term_corrections import Correction, Edit, Vocabulary, read_file, rewritten
from generator.frontmatter import Value
from generator.report import BuildError
from generator.text import Slug, text_files
from generator.text.names import NameKey, name_key, name_slug


def plan_import(vocabulary: Vocabulary, path: Path, *, only_used: bool) -> Correction:
    """Return the term files to write for a vocabulary; ``only_used`` leaves out terms that neither
    documents nor other terms name. Raises BuildError for a file that cannot be read.

    Nothing that a term file says is taken out: aliases, broader terms and addresses are added.
    """
    try:
        text = text_files.with_plain_line_ends(text_files.decode(path.read_bytes()))
    except (OSError, text_files.UndecodableError) as problem:
        raise BuildError(
            f"the vocabulary cannot be read: {getattr(problem, 'strerror', None) or problem}",
            code="terms.unreadable",
            path=str(path),
            is_usage=True,
            hint=text_files.SAVE_AS_UTF8,
        ) from problem
    read = read_vocabulary(text, str(path), vocabulary.site.language)
    base_url = vocabulary.site.base_url
    terms: dict[NameKey, VocabularyTerm] = {}
    for term in read:
        terms.setdefault(name_key(term.name), term)
    if only_used:
        terms = _used(terms, vocabulary)
    edits = tuple(_edits(terms, vocabulary, base_url))
    made = sum(edit.read is None for edit in edits)
    told = (
        f"Of {console.count(len(read), 'term')}, {len(terms):,} are imported: "
        f"{console.count(made, 'file')} made, {len(edits) - made:,} completed.",
    )
    return Correction(edits, told)


def _used(
    terms: Mapping[NameKey, VocabularyTerm], vocabulary: Vocabulary
) -> dict[NameKey, VocabularyTerm]:
    """Return the terms that the archive has under any of their names, and those above them."""
    own = {key for term in vocabulary.terms for key in term.keys}
    names = {key: {key, *map(name_key, term.aliases)} for key, term in terms.items()}
    open_keys = [key for key, keys in names.items() if not keys.isdisjoint(own)]
    used: set[NameKey] = set()
    while open_keys:
        key = open_keys.pop()
        if key in terms and key not in used:
            used.add(key)
            open_keys += map(name_key, terms[key].broader)
    return {key: term for key, term in terms.items() if key in used}


def _edits(
    terms: Mapping[NameKey, VocabularyTerm], vocabulary: Vocabulary, base_url: str
) -> Iterator[Edit]:
    files: dict[NameKey, TermFile] = {}
    for file in vocabulary.files.values():
        for words in (file.title, *file.aliases):
            files.setdefault(name_key(words), file)
    taken: set[Slug] = {*vocabulary.files}
    claimed: set[NameKey] = {*terms, *files}
    for key, term in terms.items():
        own = files.get(key)
        aliases: list[str] = []
        for words in term.aliases:
            if name_key(words) not in claimed:
                claimed.add(name_key(words))
                aliases.append(words)
        same_as = [url for url in term.same_as if not (base_url and url.startswith(base_url))]
        if own is not None:
            edit = _completed(own, aliases, term.broader, same_as, vocabulary)
            if edit is not None:
                yield edit
            continue
        slug = _free(name_slug(term.name), taken)
        taken.add(slug)
        values: dict[str, Value] = {"title": term.name}
        lists = (("aliases", aliases), ("broader", [*term.broader]), ("same_as", same_as))
        values |= {name: entries for name, entries in lists if entries}
        data = frontmatter.dump(values) + (f"\n{term.note}\n" if term.note else "")
        yield Edit(vocabulary.file_name(slug), None, data.encode())


def _free(slug: Slug, taken: set[Slug]) -> Slug:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = Slug(f"{slug}-{number}")
    return free


def _completed(
    file: TermFile,
    aliases: Sequence[str],
    broader: Sequence[str],
    same_as: Sequence[str],
    vocabulary: Vocabulary,
) -> Edit | None:
    """Return the edit that adds to a term file what it lacks; None if it lacks nothing."""
    known = {*map(name_key, file.broader), name_key(file.title)}
    added = {
        "aliases": (file.aliases, aliases),
        "broader": (file.broader, [words for words in broader if name_key(words) not in known]),
        "same_as": (file.same_as, [url for url in same_as if url not in file.same_as]),
    }
    values: dict[str, Value] = {key: [*old, *new] for key, (old, new) in added.items() if new}
    if not values:
        return None
    name = vocabulary.file_name(file.slug)
    read = read_file(vocabulary.site.content / name)
    return Edit(name, read, rewritten(read, values, name))
