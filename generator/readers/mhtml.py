"""Read pages that a browser saved as one file of MIME parts: MHTML, ``.mht`` and ``.mhtml``.

RFC 2557 describes the format. The page is the root part; pictures in other parts are given to the
lines as ``data:`` addresses, as if they were in the page itself. The dates in the headers are
those of saving.
"""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import quote, unquote, urljoin

from msgspec.structs import replace

from generator.model import Line, SourceText
from generator.readers import html
from generator.readers.decoding import UnreadableSeed, decode, refuse_wordless
from generator.readers.html_signs import looks_like_html

_HEAD = 16_384
_HEADERS = re.compile(rb"\s*(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location|Content-Location):|^From:\s*[\"']?<Saved by",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_PARTS = 5_000
_MOST_FIELDS = 100_000
_FIELD = re.compile(rb"^[\w-]+:", re.MULTILINE)
_PAGES = ("text/html", "application/xhtml+xml")
_WEB = ("http://", "https://")


def looks_like_mhtml(data: bytes) -> bool:
    """Return whether bytes are a page saved as MHTML, and not just any e-mail."""
    head = data[:_HEAD]
    headers = _HEADERS.match(head)
    if headers is None or _RELATED.search(headers[0]) is None:
        return False
    return _SAVED.search(head) is not None


def read(data: bytes) -> SourceText:
    """Return the lines of the page in an MHTML file; raises UnreadableSeed."""
    if looks_like_html(data):
        return html.read(data)  # a page with the wrong extension
    message = _parsed(data)
    page = _find_page(message)
    if page is None:
        raise UnreadableSeed(
            "there is no HTML page in this web archive (MHTML)",
            "seed.mhtml",
            hint="Save the page again, or keep the file outside seeds/.",
        )
    markup, encoding = _text_of(page)
    source = html.read_markup(markup, encoding)
    refuse_wordless("".join(line.text for line in source.lines))
    base = _header(page, "Content-Location") or _header(message, "Content-Location")
    address = _header(message, "Snapshot-Content-Location") or base
    parts = _pictures(message, base)
    stated = source.stated
    if stated.source_url is None and address.lower().startswith(_WEB):
        stated = replace(stated, source_url=address)
    if saved := _day_of(_header(message, "Date")):
        stated = replace(stated, saved=saved)
    seen_from = _joined(base, stated.base or "")
    lines = tuple(_with_picture(line, parts, seen_from) for line in source.lines)
    return replace(source, lines=lines, stated=stated)


def _day_of(date: str) -> str | None:
    """Return the day of the date in a header (ISO 8601); None if it is none."""
    with suppress(ValueError):
        return parsedate_to_datetime(date).date().isoformat() if date else None
    return None


def _parsed(data: bytes) -> Message:
    """Return the parts of a file; refuse what would take far more memory than its size."""
    fields = sum(1 for _ in islice(_FIELD.finditer(data), _MOST_FIELDS + 1))
    if data.count(b"\n--") > _MOST_PARTS or fields > _MOST_FIELDS:
        raise UnreadableSeed(
            f"the web archive (MHTML) has more than {_MOST_PARTS:,} parts",
            "seed.too-long",
            hint="Save the page again, or keep the file outside seeds/.",
        )
    try:
        return message_from_bytes(data.lstrip())
    except (MessageError, ValueError, RecursionError) as problem:
        raise UnreadableSeed(
            "the web archive (MHTML) is damaged",
            "seed.mhtml",
            hint="Save the page again, or keep the file outside seeds/.",
        ) from problem


def _find_page(message: Message) -> Message | None:
    """Return the part that the headers name as the root, or else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = _parameter(message, "start")
    named = [part for part in pages if start and _header(part, "Content-ID") == start]
    return next(iter((*named, *pages)), None)


def _parameter(message: Message, name: str) -> str:
    value = message.get_param(name)
    return value.strip() if isinstance(value, str) else ""


def _header(part: Message, name: str) -> str:
    """Return a header without the white space at which it is folded."""
    return "".join(str(part.get(name) or "").split())


def _text_of(part: Message) -> tuple[str, str]:
    data = _bytes_of(part)
    charset = part.get_param("charset")
    if isinstance(charset, str) and charset.isascii():
        declared = b'<meta charset="%s">' % charset.encode()
        decoded = decode(declared + data)
        return decoded.text[len(declared) :], decoded.encoding
    decoded = decode(data)
    return decoded.text, decoded.encoding


def _bytes_of(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _pictures(message: Message, base: str) -> dict[str, Message]:
    """Return the parts that are pictures, by each address that a page may have for them."""
    found: dict[str, Message] = {}
    for part in message.walk():
        if part.get_content_maintype() != "image":
            continue
        if place := _header(part, "Content-Location"):
            found.setdefault(place, part)
            found.setdefault(_joined(base, place), part)
        if name := _header(part, "Content-ID").strip("<>"):
            found.setdefault(f"cid:{name}", part)
    return found


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _with_picture(line: Line, parts: dict[str, Message], base: str) -> Line:
    if line.picture is None or not line.picture.address:
        return line
    address = line.picture.address
    keys = (address, _joined(base, address), unquote(address))
    part = next((parts[key] for key in keys if key in parts), None)
    if part is None:
        return line
    name = quote(_header(part, "Content-Location").rpartition("/")[2].partition("?")[0], safe="")
    data = b64encode(_bytes_of(part)).decode()
    named = f";name={name}" if name else ""
    uri = f"data:image/*{named};base64,{data}"
    return replace(line, picture=replace(line.picture, address=uri))
