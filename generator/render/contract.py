"""All that the theme contract consists of: the classes of the modules named …contexts."""

from dataclasses import fields, is_dataclass

from generator.render import contexts, metadata_contexts, specimen_contexts, time_contexts

MODULES = (contexts, time_contexts, metadata_contexts, specimen_contexts)


def types_of_contract() -> tuple[type, ...]:
    """Return the classes, in the order that they are written in."""
    return tuple(
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
    )


def names_of_contract() -> dict[str, tuple[str, ...]]:
    """Return the names of the fields, by the names of the classes that have them."""
    return {
        type_.__name__: tuple(field.name for field in fields(type_))
        for type_ in types_of_contract()
        if is_dataclass(type_)
    }
