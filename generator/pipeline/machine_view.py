"""Give programs what was recognised in a document, as one JSON object: the machine view.

The names and forms of the fields do not change, as programs rely on them.
"""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from generator.content import Furniture, draft
from generator.dates import DateOrder, PartialDate
from generator.entities import NO_TERMS, OwnTerms
from generator.model import MAIN_TEXT, Extract, Finding, LabelledText, Related, SourceText
from generator.pipeline.extract import NONE, recognise, recognise_text
from generator.readers import UnreadableSeed, decode, html, read_seed, text
from generator.text import json_escaped

ID_LENGTH = 12


def view_bytes(
    data: bytes,
    path: str,
    order: DateOrder,
    furniture: Furniture = NONE,
    terms: OwnTerms = NO_TERMS,
) -> dict[str, Any]:
    """Return the view of a seed. Raises UnreadableSeed."""
    return as_view(recognise(data, path, order, furniture, terms))


def view_row(row: str, order: DateOrder) -> str:
    """Return the answer to one line of input: always a line of JSON."""
    try:
        given = json.loads(row)
    except (ValueError, RecursionError) as problem:
        return _dump(_failed({}, f"this line is not JSON: {problem}"))
    if not isinstance(given, dict):
        return _dump(_failed({}, "expected an object with an id and text, html or bytes_b64"))
    try:
        return _dump(_answer(given, order))
    except UnreadableSeed as problem:
        return _dump(_failed(given, problem.message))
    except Exception as bug:  # noqa: BLE001 - one row must not cost the others
        return _dump(_failed(given, f"Microfiche itself failed: {type(bug).__name__}: {bug}"))


def _answer(given: Mapping[str, Any], order: DateOrder) -> dict[str, Any]:
    path = str(given.get("path") or "")
    source, digest = _source(given, path)
    view = as_view(recognise_text(source, path, digest, order))
    view["id"] = given.get("id", view["id"])
    if "bytes_b64" in given:
        view["text"] = decode(b64decode(given["bytes_b64"])).text
    return view


def _source(given: Mapping[str, Any], path: str) -> tuple[SourceText, str]:
    if isinstance(given.get("text"), str):
        return text.read_plain(given["text"]), _digest(given["text"])
    if isinstance(given.get("html"), str):
        return html.read_markup(given["html"]), _digest(given["html"])
    try:
        data = b64decode(given["bytes_b64"])
    except (KeyError, TypeError, Base64Error, ValueError) as problem:
        raise UnreadableSeed("expected text, html or bytes_b64", "row.invalid") from problem
    return read_seed(data, path), sha256(data).hexdigest()


def _digest(decoded: str) -> str:
    return sha256(decoded.encode("utf-8", "surrogatepass")).hexdigest()


def as_view(extract: Extract) -> dict[str, Any]:
    """Return what was recognised, in the order in which people read it."""
    page = draft(extract)
    values = page.values
    return {
        "id": extract.sha256[:ID_LENGTH],
        "path": extract.path,
        "title": values.get("title"),
        "date": values.get("date"),
        "date_text": values.get("date_text"),
        "byline": "; ".join(extract.metadata.authors.value) if extract.metadata.authors else None,
        "source": values.get("source"),
        "section": values.get("section") or [],
        "language": values.get("language"),
        "summary": values.get("summary"),
        "topics": values["topics"],
        "people": values["people"],
        "places": values["places"],
        "organisations": values["organisations"],
        "related": [_related(entry.value) for entry in extract.metadata.related],
        "lines": list(_lines(extract.text)),
        "body": main_text(extract.text),
        "markdown": page.body,
        "confidence": extract.confidence,
        "findings": list(_findings(extract)),
    }


def main_text(labelled: LabelledText) -> str:
    """Return the lines of the document's own text, without captions, quotes and clips."""
    pairs = zip(labelled.lines, labelled.roles, strict=True)
    return "\n".join(line.text for line, role in pairs if role in MAIN_TEXT)


def _lines(labelled: LabelledText) -> Iterator[dict[str, Any]]:
    for line, role in zip(labelled.lines, labelled.roles, strict=True):
        yield {"n": line.number, "role": role.value, "text": line.text}


def _findings(extract: Extract) -> Iterator[dict[str, Any]]:
    yield from (_finding("text", repair) for repair in extract.repairs)
    for owner in (extract.metadata, extract.subjects):
        for field in owner.__slots__:
            found = getattr(owner, field)
            for finding in found if isinstance(found, tuple) else (found,):
                if finding is not None:
                    yield _finding(field, finding)


def _finding(field: str, finding: Finding[Any]) -> dict[str, Any]:
    return {
        "field": field,
        "value": _plain(finding.value),
        "rule": finding.rule,
        "line": finding.line,
    }


def _plain(value: str | tuple[str, ...] | PartialDate | Related) -> object:
    match value:
        case PartialDate():
            return value.text
        case Related():
            return _related(value)
        case tuple():
            return list(value)
        case _:
            return value


def _related(entry: Related) -> dict[str, str | None]:
    date = entry.date.text if entry.date else None
    return {"date": date, "section": entry.section, "title": entry.title}


def _failed(given: Mapping[str, Any], message: str) -> dict[str, Any]:
    """Return a view with empty fields and an error message."""
    empty: dict[str, Any] = dict.fromkeys(
        ("title", "date", "date_text", "byline", "source", "language", "summary")
    )
    lists = (
        "section",
        "topics",
        "people",
        "places",
        "organisations",
        "related",
        "lines",
        "findings",
    )
    return {
        "id": given.get("id"),
        "path": given.get("path") or "",
        **empty,
        **{name: [] for name in lists},
        "body": "",
        "markdown": "",
        "confidence": 0.0,
        "error": message,
    }


def _dump(view: Mapping[str, Any]) -> str:
    return json_escaped(json.dumps(view, ensure_ascii=False))
