"""Publish staged files to the output folder: readers see each file old or new, never torn.

Only files that an earlier build wrote are ever replaced or removed: the manifest lists them.
"""

from generator.publish.atomic_write import bytes_of, clear_away, write_safely
from generator.publish.compare_and_swap import replace_if_same
from generator.publish.disk_errors import failure
from generator.publish.edited_output import edited, remove_published
from generator.publish.lock import hold_lock, hold_output
from generator.publish.manifest import (
    MANIFEST,
    Manifest,
    digest_of_manifest,
    load_manifest,
    read_manifest,
)
from generator.publish.output_guard import refuse_dangerous_output, refuse_foreign_cache
from generator.publish.plan import Plan, plan_publication
from generator.publish.portability import check_names
from generator.publish.publication import publish

__all__ = [
    "MANIFEST",
    "Manifest",
    "Plan",
    "bytes_of",
    "check_names",
    "clear_away",
    "digest_of_manifest",
    "edited",
    "failure",
    "hold_lock",
    "hold_output",
    "load_manifest",
    "plan_publication",
    "publish",
    "read_manifest",
    "refuse_dangerous_output",
    "refuse_foreign_cache",
    "remove_published",
    "replace_if_same",
    "write_safely",
]
