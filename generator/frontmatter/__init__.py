"""Read the front matter of content files in any format that people bring, and write it as YAML."""

from generator.frontmatter.reading import FrontMatter as FrontMatter
from generator.frontmatter.reading import lines_of_entries as lines_of_entries
from generator.frontmatter.reading import read as read
from generator.frontmatter.sections import Sections as Sections
from generator.frontmatter.sections import Unread as Unread
from generator.frontmatter.sections import find_unread as find_unread
from generator.frontmatter.sections import refuse_conflict as refuse_conflict
from generator.frontmatter.sections import split as split
from generator.frontmatter.writing import FENCE as FENCE
from generator.frontmatter.writing import dump as dump
from generator.frontmatter.writing import dump_entry as dump_entry
from generator.frontmatter.writing import dump_value as dump_value
from generator.frontmatter.writing import quote as quote
from generator.frontmatter.yaml_text import LOADER as LOADER
from generator.frontmatter.yaml_text import Value as Value
from generator.frontmatter.yaml_text import parse as parse
from generator.frontmatter.yaml_text import positions as positions
