"""Gather the text of a page into lines, one for each block. Knows nothing of parsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model import Line, Mark
from generator.readers.decoding import refuse_long_line, refuse_many_lines
from generator.text.markup import as_written

SILENT = frozenset({"script", "style", "template", "svg", "head", "iframe"})
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre "
    "section select option object summary table tbody td tfoot th thead tr ul".split()
)


class _Block(NamedTuple):
    text: str
    mark: Mark | None
    is_joined: bool = False


@dataclass(slots=True)
class Blocks:
    """The blocks finished so far, and the one being gathered."""

    done: list[_Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    is_joined: bool = False
    """Whether only a single line break divides the next block from the last."""
    linked: int = 0
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str, *, is_link: bool = False, is_preformatted: bool = False) -> None:
        """Add text; if it is preformatted, its line breaks end blocks."""
        for at, line in enumerate(text.split("\n") if is_preformatted else (text,)):
            if at:
                self.close(by_break=True)
            self.parts.append(line)
            if is_link:
                self.linked += len(line.strip())

    def add_picture(self, text: str) -> None:
        """Add the alternative text of a picture as a block of its own."""
        if alt := " ".join(as_written(text).split()):
            self.close()
            mark = Mark.ASIDE if Mark.ASIDE in self.marks else Mark.IMAGE
            self.done.append(_Block(alt, mark))

    def close(self, *, by_break: bool = False) -> None:
        """End the block; raises UnreadableSeed when there are too many blocks."""
        if text := " ".join("".join(self.parts).split()):
            text = as_written(text)
            mark = self.marks[-1] if self.marks else None
            if Mark.ASIDE in self.marks:
                mark = Mark.ASIDE
            elif mark is not Mark.HEADING and self.linked >= len(text.replace(" ", "")) * 0.9:
                mark = Mark.LINKS
            self.done.append(_Block(text, mark, self.is_joined))
            refuse_many_lines(len(self.done))
        # A second break in a row, or a new element, makes a blank line.
        self.is_joined = by_break and bool(text)
        self.parts.clear()
        self.linked = 0

    def lines(self) -> tuple[Line, ...]:
        """Return the lines; raises UnreadableSeed for too many, or for one that is too long."""
        self.close()
        lines: list[Line] = []
        for block in self.done:
            if lines and not block.is_joined:
                lines.append(Line(len(lines) + 1, ""))
            refuse_long_line(block.text, len(lines) + 1)
            lines.append(Line(len(lines) + 1, block.text, block.mark))
        refuse_many_lines(len(lines))
        return tuple(lines) or (Line(1, ""),)
