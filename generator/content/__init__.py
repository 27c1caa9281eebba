"""Writes content files, and tells our values in them from the owner's.

The folder belongs to the owner. A value is ours as long as its digest is the one that we noted
in the file; any other value is the owner's and is never touched.
"""

from generator.content.diff import describe_rest, describe_update
from generator.content.draft import Draft, draft
from generator.content.files import (
    ContentFile,
    HeldFile,
    Holdings,
    explain_values,
    find_content,
    find_locked,
    find_lost,
    load_content,
    read_holdings,
)
from generator.content.furniture import (
    Furniture,
    SeenLines,
    extended_text,
    furniture_text,
    learn_furniture,
    normal_line,
    parse_furniture,
    read_furniture,
)
from generator.content.metadata_sheet import (
    MetadataSheet,
    SheetRow,
    load_sheet,
    parse_sheet,
    read_sheet,
)
from generator.content.reconcile import Update, plan_updates, update_content
from generator.content.sheet_joining import apply_sheet, check_sheet

__all__ = [
    "ContentFile",
    "Draft",
    "Furniture",
    "HeldFile",
    "Holdings",
    "MetadataSheet",
    "SeenLines",
    "SheetRow",
    "Update",
    "apply_sheet",
    "check_sheet",
    "describe_rest",
    "describe_update",
    "draft",
    "explain_values",
    "extended_text",
    "find_content",
    "find_locked",
    "find_lost",
    "furniture_text",
    "learn_furniture",
    "load_content",
    "load_sheet",
    "normal_line",
    "parse_furniture",
    "parse_sheet",
    "plan_updates",
    "read_furniture",
    "read_holdings",
    "read_sheet",
    "update_content",
]
