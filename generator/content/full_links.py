"""Complete the relative links of a saved page that says what they are relative to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from generator.model import (
    Block,
    Crosshead,
    Definition,
    Definitions,
    ItemList,
    Paragraph,
    Picture,
    Quote,
    SpanKind,
    Spans,
    Table,
    Verse,
)
from generator.text.addresses import absolute_address


def link_fully(blocks: Sequence[Block], base: str | None) -> Sequence[Block]:
    """Return blocks whose links are full addresses, but for those to places on the page itself.

    ``base`` is what they are relative to, which may itself be relative; without it they stay as
    written.
    """
    if base is None:
        return blocks
    return _changed(blocks, partial(_completed, base))


def _completed(base: str, spans: Spans) -> Spans:
    return tuple(
        span._replace(value=absolute_address(span.value, base))
        if span.kind is SpanKind.LINK
        else span
        for span in spans
    )


def _changed(blocks: Sequence[Block], change: Callable[[Spans], Spans]) -> tuple[Block, ...]:
    return tuple(_changed_block(block, change) for block in blocks)


def _changed_block(block: Block, change: Callable[[Spans], Spans]) -> Block:
    match block:
        case Paragraph() | Crosshead() | Picture():
            return replace(block, spans=change(block.spans)) if block.spans else block
        case Verse():
            return replace(block, spans=tuple(map(change, block.spans)))
        case Table():
            return replace(block, spans={at: change(one) for at, one in block.spans.items()})
        case ItemList():
            return replace(block, items=tuple(_changed(item, change) for item in block.items))
        case Quote():
            return replace(block, blocks=_changed(block.blocks, change))
        case Definitions():
            return replace(
                block,
                entries=tuple(
                    Definition(
                        tuple(replace(term, spans=change(term.spans)) for term in entry.terms),
                        tuple(_changed(said, change) for said in entry.descriptions),
                    )
                    for entry in block.entries
                ),
            )
    return block
