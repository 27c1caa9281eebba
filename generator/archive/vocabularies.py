"""Read vocabularies that others made: SKOS as Turtle or JSON-LD, and tables (CSV).

Of SKOS, what term files can say is read: labels in one language, broader concepts, exact matches,
scope notes and definitions. A context elsewhere is not fetched, so in JSON-LD properties are known
by their last part: ``skos:prefLabel``, ``prefLabel``, ``http://…core#prefLabel``.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from generator.archive.turtle import Literal, Statement, TurtleError, parse_turtle
from generator.report import BuildError
from generator.text.authorities import authority_address

_BROADER = ("broader", "broaderGeneric", "broaderInstantial", "broaderPartitive")
_NOTES = ("scopeNote", "definition")
_ALIASES = ("altLabel", "hiddenLabel")
_COLUMNS = ("name", "aliases", "broader", "same_as", "note")
_SYNONYMS = {"title": "name", "term": "name", "label": "name", "preflabel": "name"}
_SEVERAL = "|"
_DEEPEST = 50
_SUFFIXES = (".ttl", ".nt", ".jsonld", ".json", ".csv", ".tsv")


class VocabularyTerm(Struct, frozen=True):
    """A term of a vocabulary; ``broader`` are names, and ``same_as`` full addresses."""

    name: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    note: str = ""


def read_vocabulary(text: str, path: str, language: str) -> tuple[VocabularyTerm, ...]:
    """Return the terms of a vocabulary; the suffix of ``path`` tells its format.

    ``language`` is the tag of the language whose labels are taken; labels without one count, too.
    Raises BuildError when the text is not of that format, or has no terms.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        message = f"vocabularies are read from {', '.join(_SUFFIXES)}, not from “{suffix}”"
        raise _refused(path, message, "Save or export it in one of these forms.")
    try:
        if suffix in (".csv", ".tsv"):
            found = tuple(_of_table(text, path))
        elif suffix in (".ttl", ".nt"):
            found = tuple(_of_skos(parse_turtle(text), language.lower()))
        else:
            found = tuple(_of_skos(_statements(json.loads(text)), language.lower()))
    except TurtleError as problem:
        message = f"this is not valid Turtle: {problem.message}"
        raise _refused(path, message, "Export it again.", problem.line) from problem
    except (json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        said = getattr(problem, "msg", "it is nested too deep")
        message = f"this is not valid JSON: {said}"
        raise _refused(path, message, "Export it again.", line) from problem
    if not found:
        message = "no term was found in it"
        raise _refused(path, message, f"A term has a skos:prefLabel in {language}, or a name.")
    return found


def _refused(path: str, message: str, hint: str, line: int | None = None) -> BuildError:
    code = "terms.unreadable"
    return BuildError(message, code=code, path=path, line=line, hint=hint, is_usage=True)


# Tables


def _of_table(text: str, path: str) -> Iterator[VocabularyTerm]:
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    names = [cell.strip().lower() for cell in next(reader, [])]
    columns = [_SYNONYMS.get(name, name) for name in names]
    if "name" not in columns:
        message = "its first line does not name a column “name”"
        raise _refused(path, message, f"The columns are {', '.join(_COLUMNS)}.", 1)
    for cells in reader:
        row = dict(zip(columns, cells, strict=False))
        if name := " ".join(row.get("name", "").split()):
            several = {key: _entries(row.get(key, "")) for key in ("aliases", "broader", "same_as")}
            several["same_as"] = tuple(filter(None, map(authority_address, several["same_as"])))
            yield VocabularyTerm(name, note=row.get("note", "").strip(), **several)


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(entry.split()) for entry in cell.split(_SEVERAL))))


# SKOS


def _of_skos(statements: Iterable[Statement], language: str) -> Iterator[VocabularyTerm]:
    said: defaultdict[str, defaultdict[str, list[str | Literal]]]
    said = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        said[statement.subject][_last_part(statement.property)].append(statement.value)
    for subject, values in tuple(said.items()):
        for narrower in values["narrower"]:
            if isinstance(narrower, str) and narrower in said:
                said[narrower]["broader"].append(subject)
    names = {subject: _label(values["prefLabel"], language) for subject, values in said.items()}
    for subject, values in said.items():
        if not (name := names[subject]):
            continue
        above = (one for key in _BROADER for one in values[key])
        broader = (names.get(one.text if isinstance(one, Literal) else one) for one in above)
        same_as = (one for one in (subject, *values["exactMatch"]) if isinstance(one, str))
        aliases = (one for key in _ALIASES for one in _texts(values[key], language))
        notes = (one for key in _NOTES for one in _texts(values[key], language))
        yield VocabularyTerm(
            name=name,
            aliases=tuple(dict.fromkeys(" ".join(one.split()) for one in aliases)),
            broader=tuple(dict.fromkeys(filter(None, broader))),
            same_as=tuple(dict.fromkeys(filter(None, map(authority_address, same_as)))),
            note=next(notes, ""),
        )


def _last_part(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]


def _label(values: Sequence[str | Literal], language: str) -> str:
    return " ".join(next(iter(_texts(values, language)), "").split())


def _texts(values: Sequence[str | Literal], language: str) -> list[str]:
    """Return the texts in a language, then those in a form of it, then those without any."""
    primary = language.partition("-")[0]
    texts = [value for value in values if isinstance(value, Literal)]
    exact = [text.text for text in texts if text.language == language]
    near = [
        text.text
        for text in texts
        if text.language != language and text.language.partition("-")[0] == primary
    ]
    return [*exact, *near, *(text.text for text in texts if not text.language)]


def _statements(data: object) -> Iterator[Statement]:
    """Yield the statements of a document in JSON-LD."""
    language = ""
    if isinstance(data, Mapping):
        contexts = data.get("@context")
        for context in contexts if isinstance(contexts, list) else [contexts]:
            if isinstance(context, Mapping) and isinstance(context.get("@language"), str):
                language = context["@language"].lower()
    yield from _of_node(data, language, 0)


def _of_node(node: object, language: str, depth: int) -> Iterator[Statement]:
    if depth > _DEEPEST:
        return
    for one in node if isinstance(node, list) else [node]:
        if not isinstance(one, Mapping):
            continue
        subject = _iri(one)
        for key, values in one.items():
            if key in ("@graph", "graph", "@included"):
                yield from _of_node(values, language, depth + 1)
            elif not key.startswith("@"):
                for value in _values(values, language):
                    yield Statement(subject, key, value)
                yield from _of_node(values, language, depth + 1)


def _iri(node: Mapping[str, object]) -> str:
    found = next((node[key] for key in ("@id", "id", "uri") if isinstance(node.get(key), str)), "")
    return str(found)


def _values(values: object, language: str) -> Iterator[str | Literal]:
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, str):
            # An exporter's context may say that a plain text is an IRI.
            yield value if authority_address(value) else Literal(value, language)
        elif isinstance(value, Mapping):
            text = value.get("@value")
            if isinstance(text, str):
                tag = value.get("@language", value.get("lang", ""))
                yield Literal(text, tag.lower() if isinstance(tag, str) else "")
            elif iri := _iri(value):
                yield iri
            else:
                for tag, texts in value.items():
                    for one in texts if isinstance(texts, list) else [texts]:
                        if isinstance(one, str):
                            yield Literal(one, tag.lower().strip("@"))
