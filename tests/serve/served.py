"""An archive that is previewed, without a terminal and without a watch: tests report changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

from generator.options import BuildOptions
from generator.report import Diagnostic
from generator.serve import Events, Preview, PreviewServer, PreviewWorker, open_server
from generator.serve.preview import Renewal, ServedFile
from generator.state.site_settings import load_config
from tests.site_in_a_string import TODAY, BuiltSite


@dataclass
class Heard:
    """What would have been said at the terminal."""

    renewals: list[Renewal] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    bugs: list[Exception] = field(default_factory=list)

    def renewed(self, changed: Collection[str], renewal: Renewal, seconds: float) -> None:
        self.renewals.append(renewal)

    def swapped(self, assets: Collection[str]) -> None:
        self.assets += assets

    def failed(self, problems: Collection[Diagnostic]) -> None:
        self.problems += problems

    def waits(self, problem: Diagnostic) -> None:
        self.problems.append(problem)

    def broke(self, bug: Exception) -> None:
        self.bugs.append(bug)


def preview_of(site: BuiltSite, **run: bool) -> Preview:
    """Return a preview of an archive that was not planned yet."""
    return Preview(
        settings=partial(load_config, site.root),
        folder=site.root / ".cache" / "serve",
        options=BuildOptions(TODAY, **run),
    )


@dataclass
class Served:
    """An archive at its desk; ``edit`` changes a file and reports that."""

    site: BuiltSite
    worker: PreviewWorker
    heard: Heard

    def edit(self, path: str, text: str | None) -> None:
        place = self.site.root / path
        if text is None:
            place.unlink()
        else:
            self.site.write(path, text)
        self.worker.report([str(place)])

    def text(self, path: str) -> str:
        """Return a page as it is now, without the script; asked for after all that was reported."""
        found = self.worker.ask(path)
        assert isinstance(found, ServedFile), found
        return found.data.decode()

    @property
    def mistakes(self) -> list[str]:
        """Return where the mistakes are that browsers show."""
        self.worker.ask("")
        return [problem.where for problem in self.worker.events.notice.problems]


@contextmanager
def at_work(site: BuiltSite, **run: bool) -> Iterator[Served]:
    """Give an archive at its desk, which is closed afterwards."""
    heard = Heard()
    worker = PreviewWorker(preview_of(site, **run), site.root, Events(), heard)
    worker.open()
    try:
        yield Served(site, worker, heard)
    finally:
        worker.close()


@contextmanager
def on_server(worker: PreviewWorker) -> Iterator[PreviewServer]:
    """Give a server of that desk at a free port of this machine."""
    with open_server("127.0.0.1", 0, worker) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def request(
    server: PreviewServer, target: str, method: str = "GET", **headers: str
) -> tuple[HTTPResponse, bytes]:
    """Return what a server answers to a target that is sent as it is."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.putrequest(method, target, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


def files_below(folder: Path) -> list[str]:
    """Return what a folder holds, hidden files included."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
