"""The entry point of ``python -m generator`` and of the command ``microfiche``."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from generator import cli


def main() -> NoReturn:
    """Run a command and exit immediately: freeing the memory of a large archive only takes time."""
    try:
        cli.main()
    except SystemExit as end:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None: closed from the start
            with suppress(OSError):  # whoever read our output may have gone
                stream.flush()
        os._exit(int(end.code or 0))


if __name__ == "__main__":
    main()
