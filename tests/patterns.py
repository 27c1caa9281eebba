"""The regular expressions of the package, how it uses them, and texts made to slow them down."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, permutations, product
from pathlib import Path
from re import _constants, _parser  # the parse tree is what attacks are derived from
from types import FrameType, MethodType
from typing import Any, NamedTuple

import generator

ROOT = Path(generator.__file__).parent
EVERY_USE = ("search", "fullmatch", "sub")
_ALIKE = {"split": "sub", "findall": "sub", "finditer": "sub", "subn": "sub"}
"""Methods that look for matches as others do."""
_CATEGORIES = {
    _constants.CATEGORY_DIGIT: "7",
    _constants.CATEGORY_NOT_DIGIT: "x",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_NOT_SPACE: "x",
    _constants.CATEGORY_WORD: "x",
    _constants.CATEGORY_NOT_WORD: "-",
}
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_FAR = 20
"""Times from which a repeat is worth an attack."""


class Pattern(NamedTuple):
    """A pattern of a module by its name there, and the methods that are called on it."""

    name: str
    regex: re.Pattern[Any]
    uses: tuple[str, ...]


# What there is


def find_patterns() -> Iterator[Pattern]:
    """Yield every pattern that a module of the package holds, whatever it is wrapped in."""
    for module in _modules():
        tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
        for name, value in vars(module).items():
            for regex in _patterns_in(value):
                yield Pattern(f"{module.__name__}.{name}", regex, _uses(name, value, tree))


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages([str(ROOT)], "generator."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    match value:
        case re.Pattern():
            yield value
        case MethodType() | BuiltinMethod() if isinstance(value.__self__, re.Pattern):
            yield value.__self__
        case tuple() | list() | frozenset() | set():
            for entry in value:
                yield from _patterns_in(entry)
        case dict():
            for entry in value.values():
                yield from _patterns_in(entry)


BuiltinMethod = type(re.compile("").search)


def _uses(name: str, value: object, tree: ast.Module) -> tuple[str, ...]:
    """Return how a module uses the pattern; in all ways where it hands it on."""
    if not isinstance(value, re.Pattern):
        return (str(getattr(value, "__name__", "search")),) if callable(value) else EVERY_USE
    called: set[str] = set()
    mentions = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_name(node.value, name):
            called.add(node.attr)
            mentions -= 1
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            mentions += 1
    is_handed_on = mentions > 0 or not called
    return EVERY_USE if is_handed_on else tuple(sorted(called - {"pattern"}))


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


class Inline(NamedTuple):
    """A pattern that a function makes: where, and the function of ``re`` that makes it."""

    module: str
    function: str
    call: str


def find_inline() -> Iterator[Inline]:
    """Yield the calls of ``re`` that stand inside functions, where no inventory finds them."""
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        module = path.relative_to(ROOT).with_suffix("").as_posix()
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                        call = node.func
                        if _is_name(call.value, "re") and call.attr != "escape":
                            yield Inline(module, function.name, call.attr)


# What is done to it


class Attack(NamedTuple):
    """A text of any length: ``before``, then ``again`` as often as it takes, then ``behind``."""

    before: str
    again: str
    behind: str

    def text(self, length: int) -> str:
        return self.before + self.again * (length // len(self.again)) + self.behind


def attacks_on(regex: re.Pattern[Any]) -> list[Attack]:
    """Return texts made of what a pattern repeats, of how it begins and of all its characters."""
    source = regex.pattern if isinstance(regex.pattern, str) else regex.pattern.decode("latin-1")
    tree = _parser.parse(source, regex.flags & ~re.UNICODE)
    found: dict[Attack, None] = {}
    pumped = list(dict.fromkeys(_pumped(tree, "")))
    for before, again in pumped:
        for behind in ("", *_BEHIND):
            found[Attack(before, again, behind)] = None
        found[Attack("", before + again, _BEHIND[0])] = None
    letters = list(dict.fromkeys([*islice(_alphabet(tree), _MOST_LETTERS), " ", "\n"]))
    for letter, behind in product(letters, _BEHIND):
        found[Attack("", letter, behind)] = None
    bodies = list(dict.fromkeys([*(again for _, again in pumped), *letters]))
    for one, other in islice(permutations(bodies, 2), _MOST_PAIRS):
        found[Attack("", one + other, _BEHIND[0])] = None
    return [attack for attack in found if attack.again]


_BEHIND = ("\x03", "x")
"""What follows a run so that most patterns match it in vain: a sign, a letter."""
_MOST_LETTERS, _MOST_PAIRS = 12, 20


def _sample(node: Any) -> str:
    """Return a text that a node matches, most likely; assertions are taken for nothing."""
    return "".join(_sample_of(operator, argument) for operator, argument in node)


def _sample_of(operator: Any, argument: Any) -> str:
    if operator in _REPEATS:
        least, _, node = argument
        return _sample(node) * min(max(least, 1), _FAR)
    match operator:
        case _constants.LITERAL:
            return chr(argument)
        case _constants.NOT_LITERAL | _constants.ANY:
            return "x"
        case _constants.IN:
            return next(iter(_members(argument)), "x")
        case _constants.BRANCH:
            return _sample(argument[1][0])
        case _constants.SUBPATTERN:
            return _sample(argument[-1])
        case _constants.ATOMIC_GROUP:
            return _sample(argument)
        case _:
            return ""


def _members(argument: Sequence[Any]) -> Iterator[str]:
    """Yield some characters of a class."""
    if argument[0][0] is _constants.NEGATE:
        taken = {chr(value) for operator, value in argument if operator is _constants.LITERAL}
        categories = {value for operator, value in argument if operator is _constants.CATEGORY}
        if _constants.CATEGORY_NOT_WORD in categories:
            taken |= {" ", "-", ".", *("7" * (_constants.CATEGORY_DIGIT in categories))}
        if _constants.CATEGORY_SPACE in categories:
            taken.add(" ")
        yield from (char for char in 'Xx7 -."é' if char not in taken)
        return
    for operator, value in argument:
        match operator:
            case _constants.LITERAL:
                yield chr(value)
            case _constants.RANGE:
                yield chr(value[0])
            case _constants.CATEGORY:
                yield _CATEGORIES.get(value, "x")


def _pumped(node: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield what each repeat repeats, with what stands before it."""
    for operator, argument in node:
        if operator in _REPEATS:
            _, most, body = argument
            if most is _constants.MAXREPEAT or most >= _FAR:
                yield before, _sample(body)
                for again in _bodies(body):
                    yield before, again
            yield from _pumped(body, before)
        elif operator is _constants.BRANCH:
            for branch in argument[1]:
                yield from _pumped(branch, before)
        elif operator is _constants.SUBPATTERN:
            yield from _pumped(argument[-1], before)
        elif operator is _constants.ATOMIC_GROUP:
            yield from _pumped(argument, before)
        elif operator in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _pumped(argument[1], before)
        before += _sample_of(operator, argument)


def _bodies(body: Any) -> Iterator[str]:
    """Yield several characters of a class that is repeated."""
    if len(body) == 1 and body[0][0] is _constants.IN:
        yield from islice(_members(body[0][1]), 4)


def _alphabet(node: Any) -> Iterator[str]:
    for operator, argument in node:
        match operator:
            case _constants.LITERAL:
                yield chr(argument)
            case _constants.IN:
                yield from islice(_members(argument), 3)
            case _constants.BRANCH:
                for branch in argument[1][:4]:
                    yield from islice(_alphabet(branch), 2)
            case _constants.SUBPATTERN:
                yield from _alphabet(argument[-1])
            case _constants.ATOMIC_GROUP:
                yield from _alphabet(argument)
            case _constants.ASSERT | _constants.ASSERT_NOT:
                yield from _alphabet(argument[1])
            case _ if operator in _REPEATS:
                yield from _alphabet(argument[2])


# What it costs


class TookTooLong(Exception):  # noqa: N818 - the name says it
    pass


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TookTooLong when the processor has been busy for so long."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds_for(regex: re.Pattern[Any], use: str, text: str, *, limit: float = 2.0) -> float:
    """Return the time that a method of a pattern takes for a text, infinite beyond the limit."""
    subject: Any = text if isinstance(regex.pattern, str) else text.encode("latin-1", "replace")
    method: Callable[..., object] = getattr(regex, _ALIKE.get(use, use))
    given = (subject[:0], subject) if _ALIKE.get(use, use) == "sub" else (subject,)
    start = time.thread_time()
    try:
        with at_most(limit):
            method(*given)
    except TookTooLong:
        return float("inf")
    return time.thread_time() - start
