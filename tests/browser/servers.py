"""Web servers that show a folder on 127.0.0.1, as they come: no setting that a site would need.

Each is a child process, or a thread, with everything of its own in a temporary folder.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.browser.instruments import MissingProgramError

_NGINX = """
daemon off;
master_process off;
pid {own}/nginx.pid;
error_log {own}/error.log;
events {{ }}
http {{
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {own}/body;
  proxy_temp_path {own}/proxy;
  fastcgi_temp_path {own}/fastcgi;
  uwsgi_temp_path {own}/uwsgi;
  scgi_temp_path {own}/scgi;
  {before}
  server {{
    listen 127.0.0.1:{port};
    root "{folder}";
    {inside}
  }}
}}
"""
_LIGHTTPD = """
server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{folder}"
server.errorlog = "{own}/error.log"
index-file.names = ("index.html")
include_shell "/usr/share/lighttpd/create-mime.conf.pl"
"""


@contextmanager
def on_python(folder: Path) -> Iterator[str]:
    """Show a folder as ``python -m http.server`` does; the value is its address, with a slash."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def on_nginx(folder: Path, *, before: str = "", inside: str = "") -> Iterator[str]:
    """Show a folder; the two texts are of its configuration, before the server's and inside it."""
    with _own_folder() as own:
        text = _NGINX.format(own=own, folder=folder, port="{port}", before=before, inside=inside)
        command = ("nginx", "-e", f"{own}/error.log", "-c")
        with _started(command, own / "nginx.conf", text) as address:
            yield address


@contextmanager
def on_lighttpd(folder: Path) -> Iterator[str]:
    with _own_folder() as own:
        text = _LIGHTTPD.format(own=own, folder=folder, port="{port}")
        with _started(("lighttpd", "-D", "-f"), own / "lighttpd.conf", text) as address:
            yield address


SERVERS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "python": on_python,
    "nginx": on_nginx,
    "lighttpd": on_lighttpd,
}


@contextmanager
def _own_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="microfiche-server-") as own:
        yield Path(own)


@contextmanager
def _started(command: tuple[str, ...], configuration: Path, text: str) -> Iterator[str]:
    name, *options = command
    # On Debian they are where only root's PATH leads.
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise MissingProgramError(f"there is no {name} here")
    port = _free_port()
    configuration.write_text(text.replace("{port}", str(port)), "utf-8")
    server = subprocess.Popen([program, *options, configuration], stderr=subprocess.PIPE)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.communicate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when something listens. Raises RuntimeError when the server has ended before that."""
    while server.poll() is None:
        with socket.socket() as asking:
            asking.settimeout(1)
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
    assert server.stderr
    raise RuntimeError(server.stderr.read().decode(errors="replace"))
