"""Staged files to the output folder, so that readers see each file old or new and never torn.

Only files that an earlier build wrote are ever replaced or removed: the manifest says which.
"""

from generator.publish.disk import bytes_of, remove_published, write_safely
from generator.publish.edits import keep_edited
from generator.publish.guard import refuse_dangerous_output
from generator.publish.lock import hold_lock
from generator.publish.manifest import (
    MANIFEST,
    Manifest,
    digest_of_manifest,
    load_manifest,
    read_manifest,
)
from generator.publish.names import check_names
from generator.publish.plan import Plan, plan_publication
from generator.publish.publication import publish
from generator.publish.replacing import replace_if_same

__all__ = [
    "MANIFEST",
    "Manifest",
    "Plan",
    "bytes_of",
    "check_names",
    "digest_of_manifest",
    "hold_lock",
    "keep_edited",
    "load_manifest",
    "plan_publication",
    "publish",
    "read_manifest",
    "refuse_dangerous_output",
    "remove_published",
    "replace_if_same",
    "write_safely",
]
