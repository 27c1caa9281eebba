"""The command `verify`: checks that seeds and output are unchanged, byte for byte."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from generator import console
from generator.commands import shared_options
from generator.report import BuildError


@shared_options.command
@click.argument(
    "folder",
    required=False,
    metavar="[DIR]",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
)
@shared_options.root
@shared_options.output
@shared_options.as_json
def verify_command(*, folder: Path | None, root: Path, output: Path | None, as_json: bool) -> int:
    """Compare seeds and site with the digests that were written down when they were made.

    DIR is a copy of the site, wherever it is; without it, the archive and its output are verified.
    """
    from generator import verify

    if folder is not None:
        fixity = verify.verify(None, folder)
    else:
        follow_links = False
        with suppress(BuildError):  # when the settings cannot be read, links are not followed
            follow_links = shared_options.load_site(root).follow_links
        fixity = verify.verify(root, output or root / "output", follow_links=follow_links)
    console.say(console.as_json(verify.as_json(fixity)) if as_json else verify.as_text(fixity))
    return 0 if fixity.is_intact else 1
