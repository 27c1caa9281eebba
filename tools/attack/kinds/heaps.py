"""Histories: seeds that come, go and change, with edits and hostile files in between."""

from __future__ import annotations

from tools.attack.archive import EDITS, Action, Archive, Edit, Folder, Link, Move, Remove, Write
from tools.attack.dice import Dice
from tools.attack.kinds import front_matter, injection, markup, raw, terms, texts


def heaps(dice: Dice) -> Archive:
    small = Dice(f"{dice.random()}", min(dice.largest, 20_000))
    files = {f"seeds/{small.marker()}.txt": small.document() for _ in range(4)}
    steps: list[tuple[Action, ...]] = [
        tuple(Write(path, text.encode()) for path, text in files.items())
    ]
    paths = list(files)
    for _ in range(dice.randint(2, 4)):
        changes = [_change(small, files, paths) for _ in range(dice.randint(1, 4))]
        steps += [tuple(action for change in changes for action in change)]
    return Archive(tuple(steps), ("url.clash", "sheet."), is_warm=dice.often())


def _change(dice: Dice, files: dict[str, str], paths: list[str]) -> list[Action]:
    """Return actions that change a seed or a folder.

    ``files`` and ``paths`` hold the seeds so far; a new seed is added to them.
    """
    path = dice.choice(paths)
    text = files.get(path) or dice.document()
    new = f"seeds/{dice.choice(('', 'box/'))}{dice.marker()}.txt"
    row = f"path,title\n{path.removeprefix('seeds/')},{dice.words(2)}\n"
    words = f"{dice.marker()} own words"
    changes: list[list[Action]] = [
        [Write(path, b"")],
        [Remove(path)],
        [Write(path, text.replace("Mr", "Dr").encode())],
        [Move(path, new)],
        [Write(new, text.encode())],
        [Remove("content/2001"), Write("seeds/new.txt", dice.document().encode())],
        [Remove(path), Folder(path)],
        [Remove(".cache")],
        [Write(path, text[: len(text) // 2].encode()), Write("seeds/metadata.csv", row.encode())],
        [Link(path, "../../private/key.txt")],
        _foreign(dice),
        *(
            [Edit(dice.randrange(9), dice.choice(sorted(EDITS)), words, keeps_time=dice.often(0.1))]
            for _ in range(3)
        ),
    ]
    chosen = dice.choice(changes)
    if any(action.path == new for action in chosen if isinstance(action, Write)):
        paths.append(new)
        files[new] = text
    return chosen


def _foreign(dice: Dice) -> list[Action]:
    """Return the files that an archive of another kind begins with."""
    kinds = (raw.mutants, texts.bombs, markup.bombs, injection.injections, front_matter.hand_written, terms.terms)  # fmt: skip
    return [action for action in dice.choice(kinds)(dice).steps[0] if isinstance(action, Write)]
