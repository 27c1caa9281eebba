"""List every fault that a site can have, with its severity, message and hint.

An error means that something is broken for everybody, or everywhere except on this computer; a
warning, that it is broken for some readers.
"""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from generator.check.model import Problem
from generator.report import Severity
from generator.text import printable, shorten

_LONGEST = 200
"""The most characters of an address that a message quotes."""


class Rule(Struct, frozen=True):
    """A kind of fault. Its texts may contain fields of a problem: {written}, {target}, {near}.

    ``hint_when_near`` replaces the hint if the problem says what was probably meant.
    ``is_of_markup`` means that the fault matters in generated pages, but not in copied ones;
    ``is_told_once``, that it is told at the first of all the lines that have it.
    """

    severity: Severity
    message: str
    hint: str
    hint_when_near: str = "Did you mean “{near}”?"
    is_of_markup: bool = False
    is_told_once: bool = False

    def words_for(self, problem: Problem) -> tuple[str, str]:
        """Return the message and the hint for a problem."""
        fields = {
            name: shorten(printable(getattr(problem, name)), _LONGEST)
            for name in ("written", "target", "near")
        }
        hint = self.hint_when_near if problem.near else self.hint
        return self.message.format_map(fields), hint.format_map(fields)


_error = partial(Rule, Severity.ERROR)
_warning = partial(Rule, Severity.WARNING)

FAULTS: dict[str, Rule] = {
    "link.missing": _error(
        "the link “{written}” leads nowhere: there is no {target}",
        "Fix the link, or add what it leads to.",
    ),
    "link.anchor": _error(
        "the link “{written}” leads to no place on its page: nothing there has this id",
        "Fix what follows the #, or give a heading there this id.",
        "Did you mean “#{near}”?",
    ),
    "link.directory": _error(
        "the link “{written}” leads to a folder: without a server it shows a list of files",
        "Name the page in the folder.",
        "Name the page: “{near}”.",
    ),
    "link.absolute": _error(
        "the link “{written}” begins with a slash: it breaks from a disk and under a sub-path",
        "Begin at the page that has the link, as in “../about/index.html”.",
        "Begin at the page that has the link: “{near}”.",
    ),
    "link.relative": _error(
        "the link “{written}” is relative, on a page that is shown at any address",
        "Link to full addresses here, or to none.",
    ),
    "link.case": _error(
        "the link “{written}” is not written as its file is: many servers will not find it",
        "Write it as the file is.",
        "Write “{near}”.",
    ),
    "link.outside": _error(
        "the link “{written}” leads out of the site",
        "Take away a “../”, or link to the full address.",
    ),
    "link.local": _error(
        "“{written}” is an address on the computer that it was written on",
        "Set base_url to the site's public address and build again, or fix the link.",
    ),
    "link.loop": _error(
        "redirects lead in a circle: {target}", "Fix the aliases that lead to one another."
    ),
    "link.empty": _warning(
        "the link to “{written}” has no words: whoever cannot see it does not know of it",
        "Give it words, or an aria-label.",
        is_of_markup=True,
    ),
    "link.unkept": _warning(
        "the link “{written}” is shown as text: the archive does not have “{target}”",
        "Add that page to the seeds, or say in source_url where this one is from.",
        is_of_markup=True,
        is_told_once=True,
    ),
    "asset.missing": _error(
        "“{written}” is to be loaded, but there is no {target}",
        "Fix the address, or add the file.",
    ),
    "asset.remote": _error(
        "“{written}” is loaded from elsewhere: pages load only files of their own site",
        "Put the file into the theme's static/, or into content/, and load it from there.",
    ),
    "id.duplicate": _error(
        "more than one element has the id “{written}”: links to it find the first alone",
        "Give each an id of its own.",
        is_of_markup=True,
    ),
    "id.empty": _warning(
        "an element has an empty id", "Give it a name, or leave it away.", is_of_markup=True
    ),
    "html.title": _error("the page has no title", "Fill its title element.", is_of_markup=True),
    "html.lang": _error(
        "the page does not say in which language it is",
        "Give its html element a lang attribute.",
        is_of_markup=True,
    ),
    "html.heading": _warning(
        "the page has {target} main headings (h1), not one",
        "Keep h1 for the title of the page; in Markdown, begin with ##.",
        is_of_markup=True,
    ),
    "html.alt": _warning(
        "the picture “{written}” has no alternative text",
        'Say in alt="…" what it shows; alt="" when it only decorates.',
        is_of_markup=True,
    ),
    "policy.inline": _warning(
        "{written} in the page does nothing: its policy blocks scripts and styles inside pages",
        "Put it into a file of the theme's static/, and load that.",
        is_of_markup=True,
    ),
    "html.over-budget": _warning(
        "the page is not checked: it has more tags, or deeper ones, than can be read at a "
        "reasonable cost",
        "Divide it into several pages, or close what its tags open.",
    ),
    "xml.invalid": _error("this is not well-formed XML: {target}", "Fix what made it."),
    "file.unreadable": _error("the file cannot be read: {target}", "Fix its permissions."),
}
