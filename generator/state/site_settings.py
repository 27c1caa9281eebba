"""Cache the checked settings, so that an unchanged site.yaml is not checked again."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from generator import __version__, config
from generator.config import SiteConfig
from generator.state import store
from generator.state.snapshots import stat_of_file

_FILE = "settings.state"
"""The settings have a file of their own, which is quicker to read than the whole state."""


def load_config(root: Path, *, is_kept: bool = False, **overrides: Any) -> SiteConfig:
    """Return the settings of the archive in ``root``; ``overrides`` outrank its site.yaml.

    With ``is_kept``, they are cached, so that the next call need not check them. Raises BuildError
    when site.yaml is missing, unreadable or invalid.
    """
    folders = {key: overrides.pop(key) for key in config.FOLDERS if key in overrides}
    data = config.read_config(root)
    # The settings depend on the file, the command line, and the code that checks them.
    code = [stat_of_file(str(path)) for path in sorted(Path(config.__file__).parent.glob("*.py"))]
    version = f"{__version__} {code} {sha256(data).hexdigest()} {sorted(overrides.items())}"

    def check() -> dict[str, Any]:
        # Imported here: in most builds, the settings have been checked before.
        from generator.config.validation import check_settings

        return check_settings(data, {**overrides, **folders, "root": root}).settings

    state = store.open_state(root / ".cache" / _FILE, is_read_only=not is_kept)
    settings = state.remember("settings", version, dict[str, Any], check)
    return config.config_from(settings, root, folders)
