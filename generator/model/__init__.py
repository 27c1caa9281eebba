"""The data types that the stages hand to one another.

They depend on no file format, no stage and no disk. Everything is frozen; collections are tuples.
"""

from generator.model.archive import EPOCH as EPOCH
from generator.model.archive import Archive as Archive
from generator.model.archive import Card as Card
from generator.model.archive import Cite as Cite
from generator.model.archive import DayOfYear as DayOfYear
from generator.model.archive import Document as Document
from generator.model.archive import FreePage as FreePage
from generator.model.archive import Html as Html
from generator.model.archive import Letter as Letter
from generator.model.archive import Notice as Notice
from generator.model.archive import NoticeKind as NoticeKind
from generator.model.archive import Origin as Origin
from generator.model.archive import Page as Page
from generator.model.archive import Period as Period
from generator.model.archive import Record as Record
from generator.model.archive import Redirect as Redirect
from generator.model.archive import References as References
from generator.model.archive import SitePath as SitePath
from generator.model.archive import Status as Status
from generator.model.archive import Taxonomy as Taxonomy
from generator.model.archive import Term as Term
from generator.model.archive import card_of as card_of
from generator.model.extract import CERTAIN as CERTAIN
from generator.model.extract import LABELS as LABELS
from generator.model.extract import LONGEST_FIELD as LONGEST_FIELD
from generator.model.extract import MAIN_TEXT as MAIN_TEXT
from generator.model.extract import MOST_RELATED as MOST_RELATED
from generator.model.extract import WORDS_OF_LONG as WORDS_OF_LONG
from generator.model.extract import Block as Block
from generator.model.extract import BulletList as BulletList
from generator.model.extract import Clip as Clip
from generator.model.extract import Crosshead as Crosshead
from generator.model.extract import Extract as Extract
from generator.model.extract import Finding as Finding
from generator.model.extract import LabelledText as LabelledText
from generator.model.extract import Line as Line
from generator.model.extract import Mark as Mark
from generator.model.extract import Metadata as Metadata
from generator.model.extract import Paragraph as Paragraph
from generator.model.extract import Picture as Picture
from generator.model.extract import Probabilities as Probabilities
from generator.model.extract import PullQuote as PullQuote
from generator.model.extract import Related as Related
from generator.model.extract import Role as Role
from generator.model.extract import SourceText as SourceText
from generator.model.extract import Stated as Stated
from generator.model.extract import Subjects as Subjects
from generator.model.extract import Table as Table
from generator.model.extract import Verse as Verse
