"""A theme's parameters: their types, the values these allow, and the style sheet made from them.

A value for CSS is accepted only if all of it matches a known form, so that nothing in site.yaml
can end a rule of the style sheet, or fetch anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from math import isfinite
from typing import TypeAlias

from msgspec import Struct

from generator.frontmatter import Value
from generator.render.themes.quoting import LONGEST_QUOTE
from generator.text import printable, shorten

ParamValue: TypeAlias = "str | bool | int | float | tuple[str, ...]"
"""A parameter's value in templates."""
_Parse: TypeAlias = Callable[[Value, tuple[str, ...]], "ParamValue | None"]
"""A function that parses a value of site.yaml, given the parameter's choices."""

STYLES = "params.css"
"""The name of the style sheet among the assets."""

# Each pattern matches a text in only one way; otherwise, backtracking over a long value that does
# not match would take minutes.
_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_NAMED_COLOURS = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
    darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
    darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen
    lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey
    lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise
    mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
    olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred
    papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white
    whitesmoke yellow yellowgreen currentcolor transparent
    """.split()
)
"""CSS Color 4, §6."""
_HEX = r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})"
_PART = rf"{_NUMBER}(?:%|deg|grad|rad|turn)?"
_FUNCTION = (
    r"(?:rgba?|hsla?|hwb|oklch|oklab|lch|lab)"
    rf"\(\s*{_PART}(?:(?:\s*[,/]\s*|\s+){_PART}){{2,3}}\s*\)"
)
_LETTERS_OF_CSS = re.ASCII | re.IGNORECASE
_PLAIN_COLOUR = re.compile(rf"{_HEX}|{_FUNCTION}|[a-z]+", _LETTERS_OF_CSS)
_TWO_COLOURS = re.compile(
    rf"light-dark\(\s*({_HEX}|{_FUNCTION}|[a-z]+)\s*,\s*({_HEX}|{_FUNCTION}|[a-z]+)\s*\)",
    _LETTERS_OF_CSS,
)
_LENGTH = re.compile(
    rf"0|{_NUMBER}(?:px|rem|em|ex|ch|ic|cap|r?lh|%|cm|mm|q|in|pt|pc|[sld]?v(?:w|h|i|b|min|max))",
    _LETTERS_OF_CSS,
)
_FAMILY = r"""(?:"[\w .&'-]+"|'[\w .&-]+'|-?[^\W\d][\w-]*(?: +-?[^\W\d][\w-]*)*)"""
_FONT = re.compile(rf"{_FAMILY}(?:\s*,\s*{_FAMILY})*")


def _text(value: Value, _: tuple[str, ...]) -> ParamValue | None:
    return printable(value) if isinstance(value, str) else None


def _number(value: Value, _: tuple[str, ...]) -> ParamValue | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not re.fullmatch(_NUMBER, str(value)):
        return None
    number = float(str(value))
    if not isfinite(number):
        return None
    return number if "." in str(value) else int(value)


def _switch(value: Value, _: tuple[str, ...]) -> ParamValue | None:
    return value if isinstance(value, bool) else None


def _choice(value: Value, choices: tuple[str, ...]) -> ParamValue | None:
    return value if isinstance(value, str) and value in choices else None


def _choices(value: Value, choices: tuple[str, ...]) -> ParamValue | None:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        return None
    chosen = tuple(str(one) for one in value)
    is_each_once = len(set(chosen)) == len(chosen)
    return chosen if is_each_once and set(chosen) <= set(choices) else None


def _colour(value: Value, _: tuple[str, ...]) -> ParamValue | None:
    text = value.strip() if isinstance(value, str) else ""
    two = _TWO_COLOURS.fullmatch(text)
    return text if all(map(_is_colour, two.groups() if two else (text,))) else None


def _is_colour(text: str) -> bool:
    is_named = not text.isalpha() or text.lower() in _NAMED_COLOURS
    return is_named and _PLAIN_COLOUR.fullmatch(text) is not None


def _matching(pattern: re.Pattern[str]) -> _Parse:
    def parse(value: Value, _: tuple[str, ...]) -> ParamValue | None:
        text = value.strip() if isinstance(value, str) else ""
        return text if pattern.fullmatch(text) else None

    return parse


class ParamType(Struct, frozen=True):
    """The values that a parameter may have; ``parse`` refuses others by None or a ValueError."""

    parse: _Parse
    expected: str
    example: str = ""
    is_for_css: bool = False
    has_choices: bool = False


TYPES: Mapping[str, ParamType] = {
    "text": ParamType(_text, "text", '"All that is fit"'),
    "number": ParamType(_number, "a number", "1.5", is_for_css=True),
    "switch": ParamType(_switch, "true or false", "true"),
    "choice": ParamType(_choice, "one of", has_choices=True),
    "choices": ParamType(_choices, "a list of any of, each once", has_choices=True),
    "colour": ParamType(_colour, "a CSS colour", '"#7a2020"', is_for_css=True),
    "length": ParamType(_matching(_LENGTH), "a CSS length", "38.5rem", is_for_css=True),
    "font": ParamType(
        _matching(_FONT), "the names of fonts", "'\"Gill Sans\", sans-serif'", is_for_css=True
    ),
}
"""Every type, by its name in theme.yaml."""


class Parameter(Struct, frozen=True):
    """A value that a theme lets site.yaml set, with its type and its default."""

    name: str
    type: str
    default: ParamValue
    choices: tuple[str, ...] = ()
    about: str = ""

    def parse(self, value: Value) -> ParamValue:
        """Return a value as templates get it. Raises ValueError, which says what was expected."""
        parsed = None
        with suppress(ValueError):  # Python refuses numbers of more than 4,300 digits
            parsed = TYPES[self.type].parse(value, self.choices)
        if parsed is None:
            expected = TYPES[self.type].expected
            if self.choices:
                expected += f" {', '.join(self.choices)}"
            raise ValueError(f"the parameter “{self.name}” is {_said(value)}; expected {expected}")
        return parsed

    @property
    def example(self) -> str:
        """An example of a value, as written in YAML."""
        match self.type:
            case "choice":
                return self.choices[0]
            case "choices":
                return f"[{', '.join(self.choices[:2])}]"
            case _:
                return TYPES[self.type].example


def _said(value: Value) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "empty"}[value]
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, str | float):
        return f"“{shorten(str(value), LONGEST_QUOTE)}”"
    return f"the list {shorten(', '.join(str(one) for one in value), LONGEST_QUOTE)}"


def render_styles(parameters: Mapping[str, Parameter], values: Mapping[str, ParamValue]) -> str:
    """Return the style sheet that sets a custom property for each parameter for CSS."""
    lines = (
        f"  --param-{name.replace('_', '-')}: {values[name]};\n"
        for name, parameter in parameters.items()
        if TYPES[parameter.type].is_for_css
    )
    return f":root {{\n{''.join(lines)}}}\n"
