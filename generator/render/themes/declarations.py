"""Read what a theme.yaml declares, and check the ``params`` of site.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.config import FILE_NAME, SiteConfig
from generator.frontmatter import Value
from generator.render.contexts import CONTRACT
from generator.render.themes.params import TYPES, Parameter, ParamValue
from generator.render.themes.quoting import did_you_mean, mistake, read_yaml
from generator.report import BuildError

FILE = "theme.yaml"
KEYS = ("name", "extends", "contract", "description", "params")
_PARAM_KEYS = ("type", "default", "choices", "about")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Declarations(Struct, frozen=True):
    """What a theme.yaml says; ``extends`` is None when it names no theme."""

    path: Path
    extends: str | None
    params: Mapping[str, Value]


def read_declarations(path: Path) -> Declarations:
    """Return what a theme.yaml declares. Raises BuildError when it is invalid."""
    values = read_yaml(path)
    for key in values:
        if key not in KEYS:
            said = f"unknown key “{key}”{did_you_mean(key, KEYS)}"
            hint = f"The keys are: {', '.join(KEYS)}."
            raise mistake(said, path, key, code="theme.invalid", hint=hint)
    if str(values.get("contract", CONTRACT)) != str(CONTRACT):
        said = f"the theme asks for contract {values['contract']}; this is {CONTRACT}"
        hint = "Use a version of the theme that was made for this version of Microfiche."
        raise mistake(said, path, "contract", code="theme.contract", hint=hint)
    params = values.get("params") or {}
    if not isinstance(params, Mapping):
        said = "“params” is not a mapping of names to values"
        hint = "Write, for example, params: {accent: green}."
        raise mistake(said, path, "params", code="theme.invalid", hint=hint)
    extends = values.get("extends")
    return Declarations(path, str(extends) if extends else None, params)


# Parameters


def declare(chain: Sequence[Declarations]) -> dict[str, Parameter]:
    """Return the parameters of a chain of themes, which ends with the base; earlier themes win.

    Raises BuildError for an invalid declaration.
    """
    found: dict[str, Parameter] = {}
    for declared in reversed(chain):
        for name, value in declared.params.items():
            found[name] = _declare(declared, name, value, found.get(name))
    return found


def _declare(
    declared: Declarations, name: str, value: Value, inherited: Parameter | None
) -> Parameter:
    if not _NAME.fullmatch(name):
        said = f"invalid parameter name “{name}”"
        raise _wrong(declared, name, said, "Use a-z, 0-9 and _ alone.")
    if isinstance(value, Mapping):
        return _declare_in_full(declared, name, value)
    if inherited is None:
        if not isinstance(value, str | bool):
            raise _wrong(declared, name, f"the parameter “{name}” has no type", _FULL_FORM)
        return Parameter(name, "switch" if isinstance(value, bool) else "text", value)
    return replace(inherited, default=_parse_default(declared, inherited, value))


_FULL_FORM = 'Write, for example, {type: colour, default: "#7a2020", about: "Colour of links."}.'


def _declare_in_full(declared: Declarations, name: str, values: Mapping[str, Value]) -> Parameter:
    for key in values:
        if key not in _PARAM_KEYS:
            said = f"unknown key “{key}”{did_you_mean(key, _PARAM_KEYS)}"
            raise _wrong(declared, name, said, f"The keys are: {', '.join(_PARAM_KEYS)}.", key)
    type_ = str(values.get("type") or "")
    if type_ not in TYPES:
        said = f"unknown type “{type_}”" if type_ else f"the parameter “{name}” has no type"
        hint = f"The types are: {', '.join(TYPES)}."
        raise _wrong(declared, name, f"{said}{did_you_mean(type_, TYPES)}", hint, "type")
    choices = values.get("choices") or ()
    is_list = not isinstance(choices, str | bool | float | Mapping)
    if not is_list or bool(choices) != TYPES[type_].has_choices:
        said = f"a parameter of the type {type_} has {'no' if choices else 'its'} choices"
        raise _wrong(declared, name, said, "For example: choices: [serif, sans].", "choices")
    named = tuple(str(one) for one in choices)  # type: ignore[union-attr]
    parameter = Parameter(name, type_, "", named, about=str(values.get("about") or ""))
    if "default" not in values:
        hint = f"Write, for example, default: {parameter.example}."
        raise _wrong(declared, name, f"the parameter “{name}” has no default", hint)
    return replace(parameter, default=_parse_default(declared, parameter, values["default"]))


def _parse_default(declared: Declarations, parameter: Parameter, value: Value) -> ParamValue:
    try:
        return parameter.parse(value)
    except ValueError as problem:
        hint = f"Write, for example, default: {parameter.example}."
        raise _wrong(declared, parameter.name, str(problem), hint, "default") from problem


def _wrong(
    declared: Declarations, name: str, message: str, hint: str, key: str | None = None
) -> BuildError:
    value = declared.params[name]
    is_there = isinstance(value, Mapping) and key in value
    keys = ("params", name, key) if key and is_there else ("params", name)
    return mistake(message, declared.path, *keys, code="theme.params", hint=hint)


def choose_values(
    parameters: Mapping[str, Parameter], theme: str, site: SiteConfig
) -> dict[str, ParamValue]:
    """Return the value of each parameter: as site.yaml sets it, else its default.

    Raises BuildError for a parameter that the theme does not have, or a value of another type.
    """
    values = {name: parameter.default for name, parameter in parameters.items()}
    wrong = partial(mistake, shown_as=FILE_NAME)
    for name, given in site.params.items():
        place = (site.root / FILE_NAME, "params", name)
        if name not in parameters:
            said = f"the theme “{theme}” has no parameter “{name}”{did_you_mean(name, parameters)}"
            hint = f"Its parameters are: {', '.join(parameters) or 'none'}."
            raise wrong(said, *place, code="params.unknown", hint=hint)
        try:
            values[name] = parameters[name].parse(given)  # type: ignore[arg-type]
        except ValueError as problem:
            hint = f"Write, for example, {name}: {parameters[name].example}."
            raise wrong(str(problem), *place, code="params.invalid", hint=hint) from problem
    return values
