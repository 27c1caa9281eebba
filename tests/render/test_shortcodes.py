"""What Jekyll and Hugo would fill in is filled in, or told."""

from __future__ import annotations

import re

import pytest

from generator.render.markdown_to_html import render_markdown
from generator.render.owners_text import OwnersText

PAGES = {
    "2020-07-07-gauge": "gauge.html",
    "_posts/gauge.md": "gauge.html",
    "gauge.md": "gauge.html",
}


def rendered(text: str) -> tuple[str, list[str]]:
    """Return a text as HTML on one line, and what is noted of it."""
    owner = OwnersText(find_page=PAGES.get)
    html = render_markdown(text, owner=owner)
    noted = [f"{flaw.code.removeprefix('markdown.')} {flaw.what}" for flaw in owner.flaws]
    return re.sub(r"\n\s*", "", html), noted


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a]({% post_url 2020-07-07-gauge %})", '<p><a href="gauge.html">a</a></p>'),
        ("[a]({% link _posts/gauge.md %})", '<p><a href="gauge.html">a</a></p>'),
        ('[a]({{< ref "gauge.md#top" >}})', '<p><a href="gauge.html#top">a</a></p>'),
        ("[a]({{%relref 'gauge.md'%}})", '<p><a href="gauge.html">a</a></p>'),
        ("[a]({{ site.baseurl }}/b.html)", '<p><a href="/b.html">a</a></p>'),
        ('[a]({{ "/b.html" | relative_url }})', '<p><a href="/b.html">a</a></p>'),
        (
            '{{< figure\n  src="weir.png" alt="A weir"\n  caption="The *weir*" >}}',
            '<figure class="picture"><img alt="A weir" loading="lazy" src="weir.png">'
            "<figcaption>The <em>weir</em></figcaption></figure>",
        ),
        ('{{< figure src="weir.png" >}}', '<p><img alt="" src="weir.png"></p>'),
        (
            "{% highlight ruby linenos %}\na {{ b }} [[c]]\n{% endhighlight %}\nd",
            '<pre><code class="language-ruby">a {{ b }} [[c]]</code></pre><p>d</p>',
        ),
        (
            "{{< highlight go >}}\n{% a %}\n{{< /highlight >}}",
            '<pre><code class="language-go">{% a %}</code></pre>',
        ),
        (
            "Look:{{< youtube abc >}}",
            '<p>Look:</p><p><a href="https://www.youtube.com/watch?v=abc">'
            "https://www.youtube.com/watch?v=abc</a></p>",
        ),
        ("{% raw %}a{% endraw %}", "<p>a</p>"),
        ("`{% a %}` and\n\n```\n{{< b >}}\n```", "<p><code>{% a %}</code> and</p><pre><code>{{&lt; b &gt;}}</code></pre>"),
        ("50 {% of a} and {{b} stay", "<p>50 {% of a} and {{b} stay</p>"),
    ],
)  # fmt: skip
def test_what_can_be_known_is_filled_in(text, html):
    assert rendered(text) == (html, [])


@pytest.mark.parametrize(
    ("text", "shown", "noted"),
    [
        ("{% include nav.html %}", "{% include nav.html %}", "shortcode {% include %}"),
        ("{{ page.title }}", "{{ page.title }}", "shortcode {{ page.title }}"),
        ("{{< tweet 1 >}}", "{{&lt; tweet 1 &gt;}}", "shortcode {{< tweet >}}"),
        ("{{% tip %}}a{{% /tip %}}", "{{% tip %}}a{{% /tip %}}", "shortcode {{% tip %}}"),
        ("{% post_url none %}", "{% post_url none %}", "link-by-name {% post_url none %}"),
    ],
)
def test_anything_else_is_shown_as_it_was_typed_and_noted(text, shown, noted):
    assert rendered(text) == (f"<p>{shown}</p>", [noted])


def test_code_between_three_backticks_in_a_line_begins_no_block():
    assert rendered("```ask``` it\n\n[a]({{< ref gauge.md >}})") == (
        '<p><code>ask</code> it</p><p><a href="gauge.html">a</a></p>',
        [],
    )


def test_each_kind_is_told_once_with_a_count_and_the_first_place(build_site):
    texts = "\n".join(
        f"    -- content/{n}.md --\n    A\n\n    {{{{< tweet {n} >}}}}" for n in range(7)
    )
    site = build_site(texts)
    (told,) = site.diagnostics
    assert (told.code, told.path, told.line) == ("markdown.shortcode", "content/0.md", 3)
    assert "{{< tweet >}} is shown" in told.message
    assert "7 times in 7 texts" in told.message
    site.write("content/3.md", "A\n")
    assert "6 times in 6 texts" in site.rebuild().diagnostics[0].message


@pytest.mark.parametrize("code", ["{{ site.baseurl }}/a", "{{ '/x' | relative_url }}"])
def test_an_expression_in_code_is_shown_as_it_was_typed(build_site, code):
    site = build_site(
        f"-- content/a.md --\nHow to write it: `{code}`, as below.\n\n```\n{code}\n```\n"
    )
    assert site.items("a.html", "code") == [code, code]
