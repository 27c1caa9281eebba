"""The command `serve`: shows a preview of the archive that follows its changes."""

from __future__ import annotations

import traceback
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from generator import console
from generator.commands import shared_options
from generator.console import Voice, count
from generator.paths import real_path
from generator.report import Diagnostic, Report

if TYPE_CHECKING:
    from generator.serve import PreviewServer, Watch
    from generator.serve.preview import Renewal

_MOST_NAMED = 3
_WARNING = (
    "warning: other machines can reach this preview at {host}: whoever does sees the archive, and "
    "its drafts with --drafts. Without --host, it is for this one alone."
)


@shared_options.command
@shared_options.root
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port (default: 8000, or the next)."
)
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--theme", metavar="NAME", help="The theme to use.")
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
@click.option("--poll", "polls", is_flag=True, help="Look for changes; do not wait for events.")
@shared_options.jobs
@shared_options.verbose
@shared_options.quiet
def serve_command(
    *,
    root: Path,
    host: str,
    port: int | None,
    drafts: bool,
    theme: str | None,
    opens: bool,
    polls: bool,
    jobs: int | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """Show the archive in the browser, and each change as it is made. Publishes nothing."""
    from generator import serve
    from generator.config import FILE_NAME

    root = real_path(root)
    settings = partial(shared_options.load_site, root, theme=theme)
    if not (root / FILE_NAME).is_file():
        settings()  # raises BuildError: there is no archive to wait for
    choices = {"with_drafts": drafts, "with_specimen": True}
    options = shared_options.make_options(jobs=jobs, quiet=quiet, **choices)
    preview = serve.Preview(settings, root / ".cache" / "serve", options)
    desk = serve.PreviewWorker(preview, root, serve.Events(), _Teller(Voice(verbose, quiet)))
    shared_options.collect_seldom()
    with serve.open_server(host, port, desk) as server:
        if server.is_for_others:
            console.say(_WARNING.format(host=host), is_aside=True)
        desk.open()
        watch = serve.start_watch(root, desk.report, polls=polls)
        if not quiet:
            _welcome(server, watch, port)
        if opens:
            click.launch(server.address)
        # Ctrl-C is the normal end of a preview, not an interruption.
        with suppress(KeyboardInterrupt):
            server.serve_forever()
        watch.end.set()
    return 0


def _welcome(server: PreviewServer, watch: Watch, port: int | None) -> None:
    from generator.serve import PORT

    if port is None and server.server_address[1] != PORT:
        console.say(f"Port {PORT} is taken.")
    console.say(f"Serving {server.address} (Ctrl-C ends it).")
    why = f": {watch.reason}" if watch.reason else ""
    console.say(f"Watching seeds/, content/, themes/ and site.yaml {watch.kind}{why}.")


class _Teller(Struct):
    """The printer of what changed and what is wrong; it prints a problem once while it lasts."""

    voice: Voice
    _said: frozenset[Diagnostic] = frozenset()

    def renewed(self, changed: Collection[str], renewal: Renewal, seconds: float) -> None:
        told = renewal.report.diagnostics
        if changed:
            outcome = "not shown" if renewal.has_failed else f"{seconds:.2f} s"
            self.voice.say(f"{self._named(changed)}: {outcome}")
        if renewal.converted:
            made = count(renewal.converted, "file")
            self.voice.say(f"Converted seeds to content: {made} written.")
        if renewal.bug is not None:
            self.broke(renewal.bug)
        self.voice.diagnostics(Report(one for one in told if one not in self._said))
        self._said = frozenset(told)

    def swapped(self, assets: Collection[str]) -> None:
        self.voice.say(self._named(assets))

    def failed(self, problems: Collection[Diagnostic]) -> None:
        self.voice.diagnostics(Report(problems))

    def waits(self, problem: Diagnostic) -> None:
        self.voice.say(f"Waiting: {problem.message}.", is_aside=True)

    def broke(self, bug: Exception) -> None:
        traceback.print_exception(bug)

    def _named(self, names: Collection[str]) -> str:
        shown = sorted(names) if self.voice.verbose else sorted(names)[:_MOST_NAMED]
        rest = len(names) - len(shown)
        return ", ".join(shown) + (f" and {count(rest, 'other')}" if rest else "")
