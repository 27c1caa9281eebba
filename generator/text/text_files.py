"""Decode and encode text files that people edit, and keep the form that their editor used.

The form is the encoding, given by the byte order mark (UTF-8 if there is none), and the line ends.
What cannot be decoded without loss is refused; nothing is guessed.
"""

from __future__ import annotations

import codecs

from msgspec import Struct

_MARKS = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
_NUL_SHARE = 8
"""More than one NUL in this many characters means UTF-16; a NUL or two are an accident."""
SAVE_AS_UTF8 = "Save it as UTF-8, or as UTF-16 with a byte order mark."


class UndecodableError(ValueError):
    """The bytes are not text in the encoding that they claim; ``line`` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line


class TextForm(Struct, frozen=True):
    """How a text was saved; ``newline`` ends each line, and is ``\\n`` if line ends differ."""

    codec: str = "utf-8"
    mark: bytes = b""
    newline: str = "\n"

    def encode(self, text: str) -> bytes:
        """Return the bytes of ``text`` in this form."""
        if self.newline != "\n":
            text = text.replace("\n", self.newline)
        return self.mark + text.encode(self.codec)


PLAIN = TextForm()


def decode(data: bytes) -> str:
    """Return a file's text, without its mark and with ``\\n`` for every line end.

    Raises UndecodableError if the file is not text in the encoding of its byte order mark.
    """
    return with_plain_line_ends(_text_of(data, *_encoding_of(data)))


def with_plain_line_ends(text: str) -> str:
    """Return ``text`` with ``\\r\\n`` and ``\\r`` replaced by ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def as_utf8(data: bytes) -> bytes:
    """Return a file converted from UTF-16 or UTF-32 to UTF-8; raises as ``decode`` does."""
    mark, codec = _encoding_of(data)
    return data if codec == "utf-8" else _text_of(data, mark, codec).encode()


def decode_for_editing(data: bytes) -> tuple[str, TextForm]:
    """Return a file's text and its form, which encodes that text to the same bytes again.

    Line ends of different kinds stay unchanged. Raises UndecodableError as ``decode`` does.
    """
    mark, codec = _encoding_of(data)
    text = _text_of(data, mark, codec)
    pairs, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    newline = "\n"
    if returns and not feeds:
        newline = "\r"
    elif returns and pairs == returns == feeds:
        newline = "\r\n"
    return text.replace(newline, "\n"), TextForm(codec, mark, newline)


def _encoding_of(data: bytes) -> tuple[bytes, str]:
    return next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))


def _text_of(data: bytes, mark: bytes, codec: str) -> str:
    body = data.removeprefix(mark)
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as problem:
        above = body[: problem.start].decode(codec, "replace").count("\n")
        raise UndecodableError(f"it is not {codec.upper()}: {problem.reason}", above + 1) from None
    if text.count("\0") * _NUL_SHARE > len(text):
        above = text.partition("\0")[0].count("\n")
        reason = "it holds NUL characters, as UTF-16 does that is saved without a byte order mark"
        raise UndecodableError(reason, above + 1)
    return text
