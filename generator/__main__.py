"""``python -m generator`` and the command ``microfiche``."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from generator import cli


def main() -> NoReturn:
    """Run a command, and leave at once: putting a large archive away takes a while for nothing."""
    try:
        cli.main()
    except SystemExit as end:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None: closed from the start
            with suppress(OSError):  # whoever read what we said may have gone
                stream.flush()
        os._exit(int(end.code or 0))


if __name__ == "__main__":
    main()
