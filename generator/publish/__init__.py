"""Publish staged files to the output folder: readers get each file old or new, never a mixture.

Only files that an earlier build wrote are ever replaced or removed: the manifest lists them.
"""

from generator.publish.atomic_write import bytes_of as bytes_of
from generator.publish.atomic_write import clear_away as clear_away
from generator.publish.atomic_write import write_safely as write_safely
from generator.publish.compare_and_swap import replace_if_same as replace_if_same
from generator.publish.disk_errors import failure as failure
from generator.publish.edited_output import edited as edited
from generator.publish.edited_output import remove_published as remove_published
from generator.publish.lock import hold_lock as hold_lock
from generator.publish.lock import hold_output as hold_output
from generator.publish.manifest import MANIFEST as MANIFEST
from generator.publish.manifest import digest_of_manifest as digest_of_manifest
from generator.publish.manifest import load_manifest as load_manifest
from generator.publish.manifest import read_manifest as read_manifest
from generator.publish.output_guard import refuse_dangerous_output as refuse_dangerous_output
from generator.publish.output_guard import refuse_foreign_cache as refuse_foreign_cache
from generator.publish.plan import Plan as Plan
from generator.publish.plan import plan_publication as plan_publication
from generator.publish.portability import check_names as check_names
from generator.publish.publication import publish as publish
