"""Give programs what was recognised in a document, as one JSON object: the machine view.

The names and forms of the fields do not change, as programs rely on them.
"""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from generator.content import FoundPicture, Furniture, draft
from generator.dates import DateOrder, PartialDate
from generator.entities import NO_TERMS, OwnTerms
from generator.model import MAIN_TEXT, Extract, Related, SourceText
from generator.pipeline.extract import NONE, recognise, recognise_text
from generator.pipeline.picture_sources import SeedsFolder, find_pictures
from generator.readers import UnreadableSeed, decode, html, read_seed
from generator.readers.text import read_plain
from generator.text import json_escaped

ID_LENGTH = 12


def view_bytes(
    data: bytes,
    path: str,
    order: DateOrder,
    furniture: Furniture = NONE,
    terms: OwnTerms = NO_TERMS,
    folder: SeedsFolder | None = None,
) -> dict[str, Any]:
    """Return the view of a seed, with its pictures if ``folder`` is given.

    Raises UnreadableSeed.
    """
    extract = recognise(data, path, order, furniture, terms)
    return as_view(extract, find_pictures(extract, folder).by_address if folder else {})


def view_row(row: str, order: DateOrder) -> str:
    """Return the answer to one line of input, which is always one line of JSON."""
    try:
        view = _answer(json.loads(row), order)
    except (ValueError, RecursionError) as problem:
        view = _failed({}, f"this line is not JSON: {problem}")
    return json_escaped(json.dumps(view, ensure_ascii=False))


def _answer(given: Any, order: DateOrder) -> dict[str, Any]:
    if not isinstance(given, dict):
        return _failed({}, "expected an object with an id and text, html or bytes_b64")
    try:
        path = str(given.get("path") or "")
        source, digest = _source(given, path)
        view = as_view(recognise_text(source, path, digest, order))
        view["id"] = given.get("id", view["id"])
        if "bytes_b64" in given:
            view["text"] = decode(b64decode(given["bytes_b64"])).text
        return view
    except UnreadableSeed as problem:
        return _failed(given, problem.message)
    except Exception as bug:  # noqa: BLE001 - one row must not cost the others
        return _failed(given, f"Microfiche itself failed: {type(bug).__name__}: {bug}")


def _source(given: Mapping[str, Any], path: str) -> tuple[SourceText, str]:
    for key, read in (("text", read_plain), ("html", html.read_markup)):
        if isinstance(decoded := given.get(key), str):
            return read(decoded), sha256(decoded.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        data = b64decode(given["bytes_b64"])
    except (KeyError, TypeError, Base64Error, ValueError) as problem:
        raise UnreadableSeed("expected text, html or bytes_b64", "row.invalid") from problem
    return read_seed(data, path), sha256(data).hexdigest()


def as_view(
    extract: Extract, pictures: Mapping[str, FoundPicture] = MappingProxyType({})
) -> dict[str, Any]:
    """Return what was recognised, in the order in which people read it.

    ``pictures`` are those that are available, by their addresses in the seed.
    """
    page, text = draft(extract, pictures), extract.text
    values, labelled = page.values, list(zip(text.lines, text.roles, strict=True))
    return {
        "id": extract.sha256[:ID_LENGTH],
        "path": extract.path,
        **{key: values.get(key) for key in ("title", "date", "date_text")},
        "byline": "; ".join(extract.metadata.authors.value) if extract.metadata.authors else None,
        "source": values.get("source"),
        "section": values.get("section") or [],
        "language": values.get("language"),
        "summary": values.get("summary"),
        **{key: values[key] for key in ("topics", "people", "places", "organisations")},
        "related": [_plain(entry.value) for entry in extract.metadata.related],
        "lines": [
            {"n": line.number, "role": role.value, "text": line.text} for line, role in labelled
        ],
        "body": "\n".join(line.text for line, role in labelled if role in MAIN_TEXT),
        "markdown": page.body_in(page.stem),
        "confidence": extract.confidence,
        "findings": list(_findings(extract)),
    }


def _findings(extract: Extract) -> Iterator[dict[str, Any]]:
    found: list[tuple[str, Any]] = [("text", extract.repairs)]
    for owner in (extract.metadata, extract.subjects):
        found += [(field, getattr(owner, field)) for field in owner.__struct_fields__]
    for field, value in found:
        for one in value if isinstance(value, tuple) else filter(None, [value]):
            plain = _plain(one.value)
            yield {"field": field, "value": plain, "rule": one.rule, "line": one.line}


def _plain(value: str | tuple[str, ...] | PartialDate | Related) -> object:
    match value:
        case PartialDate():
            return value.text
        case Related():
            date = value.date.text if value.date else None
            return {"date": date, "section": value.section, "title": value.title}
        case tuple():
            return list(value)
        case _:
            return value


def _failed(given: Mapping[str, Any], message: str) -> dict[str, Any]:
    """Return a view with empty fields and an error message."""
    values = "title date date_text byline source language summary".split()
    lists = "section topics people places organisations related lines findings".split()
    return {
        "id": given.get("id"),
        "path": given.get("path") or "",
        **dict.fromkeys(values),
        **{name: [] for name in lists},
        "body": "",
        "markdown": "",
        "confidence": 0.0,
        "error": message,
    }
