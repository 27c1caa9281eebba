"""What may become of a small archive: the values that random changes choose from.

The pools are small, so that changes meet one another often: a seed gets the name that another
one had, a title comes back.
"""

from __future__ import annotations

BROKEN = "broken: [\n"
VALUES = {
    "title": ['"The mill burns"', '"The mill turns"', '"Ålborg: a day"', '""', None],
    "date": ['"2000-03-14"', '"2001-11-03"', '"1998-05"', '"1923"', '"190X"', '"soon"', None],
    "date_text": ['"in spring"', None],
    "language": ['"en"', '"de"', '"ar"', None],
    "topics": ['["Town"]', '["Fires", "town"]', '["Fires", "Floods"]', '["Fogs"]', "[]", None],
    "people": ['["Ruth Tordoff"]', '["Ruth Tordoff", "Ted Skaife"]', None],
    "section": ['["News", "Town"]', '["Letters"]', None],
    "source": ['"GAZETTE ONLINE"', '"Hartwell Gazette"', None],
    "summary": ['"In short."', '"At length."', None],
    "authors": ['["Ruth Tordoff"]', None],
    "source_url": ['"https://gazette.example/1"', '"http://gazette.example/2/"', None],
    "rights": ['"Hartwell Gazette"', None],
    "type": ["letter", "news", None],
    "added": ['"2026-01-01"', '"2026-01-02"', None],
    "updated": ['"2026-02-03"', None],
    "hidden": ["true", "false", None],
    "draft": ["true", "false", None],
    "status": ["withdrawn", "published", None],
    "reason": ['"It was wrong."', None],
    "template": ['"poem.html"', '"document.html"', '"no-such.html"', None],
    "related": [
        '[{date: "2000-03-14", title: "Old bridge"}]',
        '[{date: "1998-05-21", title: "Divers"}]',
        '[{date: "1931-08-01", title: "Nothing"}]',
        '[{title: "the mill burns"}, {date: "2000-03-14", title: "Old bridge shut to traffic!"}]',
        '[{title: "The last ferry"}, {date: "2000-03", title: "A letter about the fog"}]',
        None,
    ],
    "aliases": ['["sluice-gate"]', '["old/weir", "mill"]', '["2000/03/the-last-ferry"]', None],
    "tpoics": ['["Town"]', None],
}
"""Values that a key of front matter may be given, as YAML; None takes the key out."""
OPTIONS = {
    "title": ['"An archive"', '"Another archive"'],
    "description": ['"Of little things"'],
    "edition": ['"2nd edition"'],
    "language": ["en", "de", "ar"],
    "base_url": ['"https://archive.example/a/"'],
    "theme": ["gazette", "reading-room", "base", "no-such-theme"],
    "paginate": ["2", "3", "0"],
    "date_order": ["dmy", "mdy"],
    "taxonomies": [
        '{"topics": {"minimum": 1}, "people": {"minimum": 2}, "section": {}, "source": {}}',
        '{"topics": {"minimum": 3}, "people": {"minimum": 1, "title": "Persons"}}',
        '{"people": {}, "topics": {}, "authors": {}}',
    ],
    "defaults": ['[{path: "letters/**", values: {source: "Readers"}}]'],
    "originals": ["false"],
    "markdown": ["false"],
    "formats": ["[redirects]", "[htaccess, nginx]"],
    "feeds": ["{limit: 2}"],
    "params": ["{accent: navy}"],
    "gaps": ['[{from: "1924", to: "1930", why: "The press burned."}]'],
    "follow_links": ["true"],
    "former_urls": ["[http://old.example/]"],
    "embeds": ["[tube.example]"],
    "allow": ["{img: [https://a.example]}"],
}
"""Settings as YAML, some of them wrong."""
THEME_FILES = {
    "theme.yaml": ["extends: base\n", "extends: reading-room\nparams: {motto: Other}\n"],
    "templates/document.html": [
        '{% extends "parent/document.html" %}{% block byline %}<p>By</p>{% endblock %}',
        '{% extends "parent/document.html" %}{% block byline %}{{ document.athors }}{% endblock %}',
        "<p>{{ document.title }}</p>{% if document.older %}{{ document.older.title }}{% endif %}",
    ],
    "templates/poem.html": ['{% extends "base.html" %}', "<pre>{{ document.body }}</pre>"],
    "templates/month.html": ['{% extends "parent/month.html" %}{% block calendar %}{% endblock %}'],
    "templates/partials/entries.html": ["{{ entries | length }}", "{{ entries.nothing }}"],
    "templates/partials/terms.html": ["{% for term in terms %}{{ term.title }}{% endfor %}"],
    "strings/en.yaml": ['home: "Page one"\n', 'dates: "When"\n'],
    "strings/de.yaml": ['home: "Titelseite"\n', 'home: "Startseite"\n'],
    "static/gazette.css": ["p { margin: 1 }", "p { margin: 2em }"],
    "static/reading-room.css": ["p { color: red }"],
}
"""What a file of the theme may hold instead."""
SHEETS = [
    "path,title,date\nbridge.txt,The bus,\n",
    "path;topics;hidden\nferry.txt;Fires|Town;yes\nletters/fog.txt;-;\n",
    "path,date,language\nletters/fog.txt,1931-08,de\nno-such.txt,,\n",
    "path,title\nferry.txt,A ferry\nferry.txt,Two ferries\n",
    "nonsense",
]
WORDS = [
    "It rained.",
    "It snowed.",
    "Nobody came.",
    "Everybody came, and *some* stayed.",
    "See [the mill](mill.md) and [the sluice](/2002/sluice.md#gate).",
    "See [it](https://gazette.example/1), [more](http://www.gazette.example/2/#a).",
    "See [a letter](letters/fog.txt), [the bus](../seeds/bridge.txt), [this](sluice-gate.html).",
    "The [town](/topics/town.md), its [history](/pages/history.md), and [home](index.html).",
]
TITLES = ["The last ferry", "The lost ferry", "A letter about the fog"]
DAYS = ["4 March 2000", "5 March 2000", "1 August 1931", ""]
SEED_NAMES = ["bridge.txt", "ferry.txt", "new.txt", "letters/fog.txt", "letters/new.txt"]
TEXT_NAMES = ["mill.md", "new.md", "2002/sluice.md", "2000/03/moved.md", "pages/new.md"]
TERM_NAMES = ["topics/town.md", "topics/fires.md", "people/ruth-tordoff.md"]
TERMS = [
    "---\ntitle: Town\naliases: [Fires]\n---\nThe town on the river.\n",
    "---\ntitle: Fires\nbroader: [Town]\n---\n",
    "---\ntitle: R. Tordoff\naliases: [Ruth Tordoff]\nsame_as: [https://people.example/1]\n---\n",
    "---\ntitle: Town\nhidden: true\n---\n",
    "---\ntitle: [\n---\n",
]
FILE_NAMES = ["pictures/bridge.svg", "pictures/new.svg", "topics/town.md", "furniture.txt"]
LEDGERS = ["old/page.html\t-\n", "2000/03/moved.html\t-\n", "no line\n"]
