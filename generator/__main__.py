"""``python -m generator`` and the command ``microfiche``."""

from generator.cli import main

if __name__ == "__main__":
    main()
