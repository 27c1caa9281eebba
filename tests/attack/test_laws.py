"""The laws that hostile archives are held against find what breaks them, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from tests.site_in_a_string import BuiltSite
from tools.attack.archive import Archive
from tools.attack.kinds import KINDS, make
from tools.attack.laws import LAWS
from tools.attack.page_laws import page_faults
from tools.attack.trial import Built, Moment, Trial, read_tree

SAID = json.dumps({"files": 1, "diagnostics": []})
BUILD = Built(("build", "--json"), 0, SAID, "", 1.0, 1, is_cut=False)


@pytest.fixture(scope="module")
def fine(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return what came of the ordinary documents alone, of which nothing is to be said."""
    site = BuiltSite(tmp_path_factory.mktemp("fine") / "archive")
    for action in Archive(()).ordinary():
        action.apply(site.root)
    site.rebuild()
    content, output = read_tree(site.root / "content"), read_tree(site.output)
    pages = frozenset(path for path in output if path.endswith(".html"))
    moment = Moment(BUILD, content, content, pages, ())
    return Trial(
        archive=Archive(()),
        secret="zqxhjkvw",
        base=BUILD,
        first=content,
        moments=(moment,),
        idle=BUILD,
        others=(),
        seeds=read_tree(site.root / "seeds"),
        output=output,
        output_when_idle=output,
        output_when_clean=output,
        twin_output=output,
        twin_content=content,
        outside={},
        outside_before={},
        has_run=False,
    )


def broken_laws(trial: Trial) -> dict[str, list[str]]:
    return {name: found for name, law in LAWS.items() if (found := list(law(trial)))}


def test_nothing_is_said_of_ordinary_documents(fine):
    assert broken_laws(fine) == {}


PAGE = "2001/05/the-heron-at-the-weir.html"
ORIGINAL = "2001/05/the-heron-at-the-weir.original.txt"
CONTENT = "2001/05/the-heron-at-the-weir.md"


def with_output(trial: Trial, path: str, old: bytes, new: bytes) -> Trial:
    output = {**trial.output, path: trial.output[path].replace(old, new)}
    lines = (f"{sha256(data).hexdigest()}  {name}\n" for name, data in output.items())
    output["manifest-sha256.txt"] = "".join(lines).encode()
    return replace(
        trial, output=output, output_when_idle=output, output_when_clean=output, twin_output=output
    )


def after(trial: Trial, **changes: object) -> Trial:
    """Return a trial with one more moment, which differs from the last in some of its fields."""
    last = trial.moments[-1]
    return replace(
        trial,
        moments=(last, replace(last, **changes)),
        twin_content=changes.get("content", last.content),
    )


def typed(trial: Trial, own: bytes, kept: bytes) -> Trial:
    """Return a trial in which the owner types something, of which a build keeps something else."""
    old = trial.content[CONTENT]
    return after(
        trial,
        typed={**trial.content, CONTENT: old.replace(b"title: ", own + b"\ntitle: ", 1)},
        content={**trial.content, CONTENT: old.replace(b"title: ", kept + b"\ntitle: ", 1)},
    )


BROKEN = {
    "traceback": lambda fine: replace(fine, idle=replace(BUILD, code=1, err="Traceback (most recent call last):\nValueError: x")),
    "a crash": lambda fine: replace(fine, idle=replace(BUILD, code=-11)),
    "exit code": lambda fine: replace(fine, idle=replace(BUILD, code=3)),
    "an error without a reason": lambda fine: replace(fine, idle=replace(BUILD, code=1)),
    "time": lambda fine: replace(fine, idle=replace(BUILD, seconds=11.0)),
    "memory": lambda fine: replace(fine, idle=replace(BUILD, memory=200 << 20)),
    "a cursor that moves": lambda fine: replace(fine, idle=replace(BUILD, err="seeds/a\x1b[2J.txt: error")),
    "a document that is missing": lambda fine: with_output(fine, PAGE, b"heron", b"crane"),
    "a seed without a document": lambda fine: replace(fine, seeds={**fine.seeds, "new.txt": b"x"}),
    "words of a seed": lambda fine: with_output(fine, PAGE, b"lock keeper", b""),
    "another original": lambda fine: with_output(fine, ORIGINAL, b"heron", b"crane"),
    "words of the owner": lambda fine: typed(fine, b"# my comment", b""),
    "a value of the owner": lambda fine: typed(fine, b"shelf: title", b"shelf: The # title"),
    "a file of the owner": lambda fine: after(fine, content={}),
    "a line of the ledger": lambda fine: after(fine, typed={"urls.txt": b"a.html\t-\n"}, content={**fine.content, "urls.txt": b"b.html\t-\n"}),
    "an address": lambda fine: after(fine, pages=frozenset()),
    "a command": lambda fine: replace(fine, has_run=True),
    "a secret": lambda fine: with_output(fine, ORIGINAL, b"heron", b"zqxhjkvw"),
    "a file outside": lambda fine: replace(fine, outside={"private/key.txt": b"x"}),
    "a seed that was changed": lambda fine: after(fine, changed=("seeds/a.txt",)),
    "a script": lambda fine: with_output(fine, PAGE, b"<main", b"<script>x</script><main"),
    "the manifest": lambda fine: replace(with_output(fine, PAGE, b"x", b"x"), output={**fine.output, "manifest-sha256.txt": b"0  index.html"}),
    "an idle build": lambda fine: replace(fine, output_when_idle={}),
    "another number of workers": lambda fine: replace(fine, twin_content={}),
}  # fmt: skip
LAW_OF = {
    "traceback": "traceback",
    "a crash": "traceback",
    "exit code": "exit code",
    "an error without a reason": "exit code",
    "time": "budget",
    "memory": "budget",
    "a cursor that moves": "messages",
    "a document that is missing": "others",
    "a seed without a document": "seeds",
    "words of a seed": "seeds",
    "another original": "seeds",
    "words of the owner": "owner",
    "a value of the owner": "owner",
    "a file of the owner": "owner",
    "a line of the ledger": "owner",
    "an address": "addresses",
    "a command": "escape",
    "a secret": "escape",
    "a file outside": "escape",
    "a seed that was changed": "escape",
    "a script": "pages",
    "the manifest": "manifest",
    "an idle build": "same",
    "another number of workers": "same",
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_breaks_a_law_is_found_by_it(fine, case):
    assert LAW_OF[case] in broken_laws(BROKEN[case](fine))


def test_every_law_is_broken_here_once():
    assert set(LAW_OF.values()) == LAWS.keys()


PAGE_FAULTS = [
    "<script>x</script>",
    "<script type='application/ld+json' src=x>{}</script>",
    "<script type='application/ld+json'>{</script>",
    "<p onclick=x>",
    "<p style=x>",
    "<a href='java&#10;script:x'>",
    "<a href=' data:text/html,x'>",
    "<a href=vbscript:x>",
    "<img src=//evil.example/x>",
    "<img srcset='a 1x, http://evil.example/x 2x'>",
    "<link rel=stylesheet href=https://evil.example/x>",
    "<base href=x>",
    "<meta http-equiv=refresh content='0; url=x'>",
    "<iframe></iframe>",
    "<object></object>",
    "<embed>",
    "<form></form>",
    "<style></style>",
    "<svg><animate></svg>",
    "<p id=a></p><p id=a></p>",
    "\x1b",
]


@pytest.mark.parametrize("markup", PAGE_FAULTS)
def test_what_a_page_must_not_hold_is_found(fine, markup):
    page = fine.output[PAGE].replace(b"<main", markup.encode() + b"<main")
    assert list(page_faults("a.html", page)) != []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.css", "p { background: url(//evil.example/x) }"),
        ("feed.xml", "<feed><content type='html'>&lt;img onerror=x&gt;</content></feed>"),
        ("feed.xml", "<feed>"),
        ("feed.json", json.dumps({"items": [{"content_html": "<p onclick=x>"}]})),
        ("_redirects", "/a /b 301\n/c //evil.example 200\n"),
        (".htaccess", 'Redirect 301 "/a" "/b"\nSetHandler x\n'),
        ("nginx-redirects.map", '"/a" "/b";} evil;\n'),
    ],
)
def test_what_no_other_file_must_hold_is_found(path, text):
    assert list(page_faults(path, text.encode())) != []


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_is_the_same_whenever_it_is_made(kind):
    assert make(kind, "1-7", 5000) == make(kind, "1-7", 5000)
    assert make(kind, "1-7", 5000) != make(kind, "1-8", 5000)
