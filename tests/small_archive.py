"""A small archive with one of everything that a build can meet: what random changes begin with."""

from __future__ import annotations

SEEDS = """
    -- seeds/bridge.txt --
    GAZETTE ONLINE Town County

     You are in: News: Town

    Saturday, 3 November, 2001, 14:02 GMT
    School bus first over the mended bridge

    By Ruth Tordoff
    The school bus was the first vehicle to cross the bridge when it opened again at noon.

    It carried thirty-one children, the clerk of works and a fruit cake.

    See also:

    14 Mar 00 | Town
    Old bridge shut to traffic
    21 May 98 | Town
    Divers to look at the piers
    Internet links:

    Society of Masons

    Printable version
    ^^ Back to top
    © Hartwell Gazette Ltd 2001
    -- seeds/bridge-shut.txt --
    GAZETTE ONLINE Town County

     You are in: News: Town

    Tuesday, 14 March, 2000, 09:30 GMT
    Old bridge shut to traffic

    The old bridge was shut on Monday night after a stone fell into the river beside a boat.

    See also:

    21 May 98 | Town
    Divers to look at the piers
    ^^ Back to top
    -- seeds/piers.txt --
    GAZETTE ONLINE Town County

     You are in: News: Town

    Thursday, 21 May, 1998, 17:45 GMT
    Divers to look at the piers

    Two divers will spend Friday below the bridge, with a lamp and a slate to write on.
    -- seeds/ferry.txt --
    The last ferry

    4 March 2000

    It went over on Saturday evening with nobody on board but the ferryman himself.
    -- seeds/letters/fog.txt --
    A letter about the fog

    It lay on the water for nine days, and nobody who went out to look for it came back dry.
    -- seeds/letters/bell.txt --
    The bell that nobody rings

    1923

    They say that it hangs in the tower still. The sexton says that it does not.
"""
TEXTS = """
    -- content/mill.md --
    ---
    title: "The mill burns"
    date: "2000-03-20"
    language: "en"
    topics: ["Fires", "Town"]
    section: ["News"]
    source: "Hartwell Gazette"
    related: [{date: "2001-11-03", section: "Town", title: "School bus first over"}]
    ---

    The mill burned down on Monday. *Nobody* was in it but the cat, who left first.
    -- content/2002/sluice.md --
    ---
    title: "A new sluice"
    date: "2002-07"
    topics: ["Town"]
    source: "Hartwell Gazette"
    aliases: ["sluice-gate"]
    ---

    The new sluice holds more water than the old one, which held none.
    -- content/song.md --
    ---
    title: "Song of the lock-keeper"
    topics: ["Songs"]
    hidden: true
    template: "poem.html"
    ---

    Up she comes, and down she goes.
    -- content/essay.md --
    ---
    title: "On weirs"
    date: "2003-01-05"
    draft: true
    people: ["Ruth Tordoff"]
    ---

    A weir is a wall that lets go.
    -- content/pages/history.md --
    ---
    title: "The history of this archive"
    ---

    It was found in a cupboard.
    -- content/pictures/bridge.svg --
    <svg xmlns="http://www.w3.org/2000/svg"/>
"""
SETTINGS = """
    -- site.yaml --
    theme: "gazette"
    taxonomies: {"topics": {"minimum": 1}, "people": {"minimum": 2}, "section": {}, "source": {}}
"""
THEME = """
    -- themes/gazette/theme.yaml --
    extends: reading-room
    params: {accent: green, motto: "All that is fit"}
    -- themes/gazette/templates/document.html --
    {% extends "parent/document.html" %}
    {% block byline %}
    {{ super() }}
    <p>{{ site.params.motto }}</p>
    {% endblock %}
    -- themes/gazette/templates/poem.html --
    {% extends "document.html" %}
    {% block side %}{% endblock %}
    -- themes/gazette/templates/partials/entries.html --
    {% include "parent/partials/entries.html" %}
    -- themes/gazette/templates/partials/see-also.html --
    {% for entry in related %}
    <p>{% if entry.date and entry.date.url %}<a href="{{ entry.date.url }}">{{ entry.date.words }}</a>{% endif %}
    <cite>{{ entry.title }}</cite></p>
    {% endfor %}
    -- themes/gazette/strings/en.yaml --
    home: "Front page"
    -- themes/gazette/static/gazette.css --
    p { margin: 0 }
"""
ARCHIVE = SEEDS + TEXTS + SETTINGS + THEME
