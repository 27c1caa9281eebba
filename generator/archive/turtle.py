"""Read statements in Turtle (https://www.w3.org/TR/turtle/), as programs for vocabularies write it.

N-Triples are read, too, as they are Turtle. Relative IRIs stay relative unless the text has a base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn
from urllib.parse import urljoin

_TOKEN = re.compile(
    r"""[ \t\r\n]++|\#[^\r\n]*+
    |(?P<iri><[^\x00-\x20<>"{}|^`]*+>)
    |(?P<text>\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*"|'[^'\\\r\n]*+(?:\\.[^'\\\r\n]*+)*')
    |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*)
    |(?P<mark>\^\^|[;,\[\]()]|\.(?!\d))
    |(?P<blank>_:[^\s;,<>"'()\[\]]++)
    |(?P<name>[^\s;,<>"'()\[\]@^:]*+:[^\s;,<>"'()\[\]\\]*+(?:\\.[^\s;,<>"'()\[\]\\]*+)*)
    |(?P<word>[^\s;,<>"'()\[\]@^:]++)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DEEPEST = 50


class Literal(NamedTuple):
    """A text with its language, in lower case; empty for none."""

    text: str
    language: str = ""


class Statement(NamedTuple):
    """A subject, a property and a value; IRIs and blank nodes are texts, the latter with ``_:``."""

    subject: str
    property: str
    value: str | Literal


class TurtleError(ValueError):
    """A text that is not Turtle; ``line`` is counted from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message, line)
        self.message = message
        self.line = line


def parse_turtle(text: str) -> tuple[Statement, ...]:
    """Return the statements of a text. Raises TurtleError."""
    return tuple(_Parser(text).statements())


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.kind = self.token = ""
        self.prefixes: dict[str, str] = {}
        self.base = ""
        self.blanks = 0
        self.found: list[Statement] = []
        self._next()

    def statements(self) -> Iterator[Statement]:
        while self.kind:
            word = self.token.lower().removeprefix("@")
            if self.kind in ("language", "word") and word in ("prefix", "base"):
                self._directive(word, is_old=self.kind == "language")
            else:
                subject = self._node(0)
                if self.token != ".":
                    self._properties(subject, 0)
                self._expect(".")
            yield from self.found
            self.found.clear()

    def _directive(self, word: str, *, is_old: bool) -> None:
        self._next()
        name = ""
        if word == "prefix":
            name = self.token
            self._next()
        iri = self._node(0)
        if word == "prefix":
            self.prefixes[name.removesuffix(":")] = str(iri)
        else:
            self.base = str(iri)
        if is_old:
            self._expect(".")

    def _properties(self, subject: str, depth: int) -> None:
        while self.token not in (".", "]"):
            is_type = self.kind == "word" and self.token == "a"
            name = _TYPE if is_type else ""
            if is_type:
                self._next()
            else:
                name = self._node(depth)
            while True:
                self.found.append(Statement(subject, name, self._value(depth)))
                if self.token != ",":
                    break
                self._next()
            if self.token != ";":
                return
            while self.token == ";":
                self._next()

    def _value(self, depth: int) -> str | Literal:
        if self.kind == "text":
            length = 3 if self.token[:3] in ('"""', "'''") else 1
            text = self._unescaped(self.token[length:-length])
            self._next()
            language = ""
            if self.kind == "language":
                language = self.token[1:].lower()
                self._next()
            elif self.token == "^^":
                self._next()
                self._node(depth)
            return Literal(text, language)
        if self.kind == "word":
            text = self.token
            self._next()
            return Literal(text)
        return self._node(depth)

    def _node(self, depth: int) -> str:
        """Read an IRI, a name, or a blank node with what is said of it."""
        kind, token = self.kind, self.token
        if depth > _DEEPEST:
            self._fail("it is nested too deep")
        if kind == "iri":
            try:
                iri = urljoin(self.base, self._unescaped(token[1:-1]))
            except ValueError:  # such as “<https://[>” after a base
                self._fail(f"“{token[:40]}” is not an IRI")
            self._next()
            return iri
        if kind == "name":
            prefix, _, local = token.partition(":")
            if prefix not in self.prefixes:
                self._fail(f"the prefix “{prefix}:” is not declared")
            self._next()
            return self.prefixes[prefix] + self._unescaped(local)
        if kind == "blank":
            self._next()
            return token
        if token not in ("[", "("):
            self._fail(
                f"“{token[:40]}” is not expected here" if kind else "the text ends too early"
            )
        self._next()
        self.blanks += 1
        node = f"_: {self.blanks}"
        if token == "[":
            self._properties(node, depth + 1)
        while token == "(" and self.token != ")":
            self._value(depth + 1)
        self._expect("]" if token == "[" else ")")
        return node

    def _expect(self, mark: str) -> None:
        if self.kind != "mark" or self.token != mark:
            self._fail(f"expected “{mark}”, not “{self.token[:40]}”")
        self._next()

    def _next(self) -> None:
        while True:
            match = _TOKEN.match(self.text, self.at)
            if match is None:
                if self.at < len(self.text):
                    self._fail(f"“{self.text[self.at : self.at + 20]}” is not Turtle")
                self.kind = self.token = ""
                return
            self.at = match.end()
            if match.lastgroup:
                self.kind, self.token = match.lastgroup, match[0]
                # A full stop at the end of a name ends the statement.
                if self.kind in ("name", "blank", "word") and self.token.endswith("."):
                    self.token = self.token.rstrip(".")
                    self.at = match.start() + len(self.token)
                return

    def _unescaped(self, text: str) -> str:
        return _ESCAPE.sub(self._escaped, text) if "\\" in text else text

    def _escaped(self, match: re.Match[str]) -> str:
        code = int(match[1] or match[2] or "0", 16)
        if match[3]:
            return _ESCAPES.get(match[3], match[3])
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    def _fail(self, message: str) -> NoReturn:
        raise TurtleError(message, self.text.count("\n", 0, self.at) + 1)
