"""Write content files, and tell our values in them from the owner's.

The folder belongs to the owner. A value is ours as long as its digest is the one that we recorded
in the file; any other value is the owner's and is never touched.
"""

from generator.content.diff import describe_rest as describe_rest
from generator.content.diff import describe_update as describe_update
from generator.content.draft import Draft as Draft
from generator.content.draft import draft as draft
from generator.content.files import ContentFile as ContentFile
from generator.content.files import HeldFile as HeldFile
from generator.content.files import Holdings as Holdings
from generator.content.files import explain_values as explain_values
from generator.content.files import find_locked as find_locked
from generator.content.files import load_content as load_content
from generator.content.files import read_holdings as read_holdings
from generator.content.furniture import Furniture as Furniture
from generator.content.furniture import SeenLines as SeenLines
from generator.content.furniture import extended_text as extended_text
from generator.content.furniture import furniture_text as furniture_text
from generator.content.furniture import learn_furniture as learn_furniture
from generator.content.furniture import normal_line as normal_line
from generator.content.furniture import parse_furniture as parse_furniture
from generator.content.furniture import read_furniture as read_furniture
from generator.content.metadata_sheet import MetadataSheet as MetadataSheet
from generator.content.metadata_sheet import apply_sheet as apply_sheet
from generator.content.metadata_sheet import check_sheet as check_sheet
from generator.content.metadata_sheet import load_sheet as load_sheet
from generator.content.metadata_sheet import parse_sheet as parse_sheet
from generator.content.pictures import CarriedPicture as CarriedPicture
from generator.content.pictures import FoundPicture as FoundPicture
from generator.content.pictures import addresses_in as addresses_in
from generator.content.pictures import name_of as name_of
from generator.content.pictures import noted_pictures as noted_pictures
from generator.content.reconcile import Update as Update
from generator.content.reconcile import plan_updates as plan_updates
from generator.content.reconcile import update_content as update_content
from generator.content.refiling import Move as Move
from generator.content.refiling import plan_moves as plan_moves
from generator.content.sheet_writer import SheetEntry as SheetEntry
from generator.content.sheet_writer import extended_sheet as extended_sheet
from generator.content.sheet_writer import new_sheet as new_sheet
