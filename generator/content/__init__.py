"""Content files: what is written into them, and which of their values are whose.

The folder belongs to the owner. A value is ours as long as its digest is the one that we wrote
down beside it; any other value is the owner's and is never touched.
"""

from generator.content.diff import describe_update
from generator.content.draft import Draft, draft
from generator.content.reconcile import Holdings, Update, explain_values, find_content, plan_updates

__all__ = [
    "Draft",
    "Holdings",
    "Update",
    "describe_update",
    "draft",
    "explain_values",
    "find_content",
    "plan_updates",
]
