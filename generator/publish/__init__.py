"""Staged files to the output folder, so that readers see each file old or new and never torn.

Only files that an earlier build wrote are ever replaced or removed: the manifest says which.
"""

from generator.publish.disk import publish, remove_published, write_safely
from generator.publish.guard import refuse_dangerous_output
from generator.publish.manifest import MANIFEST, read_manifest
from generator.publish.plan import Plan, plan_publication

__all__ = [
    "MANIFEST",
    "Plan",
    "plan_publication",
    "publish",
    "read_manifest",
    "refuse_dangerous_output",
    "remove_published",
    "write_safely",
]
