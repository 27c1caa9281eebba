"""Serve over HTTP what the worker answers, and nothing else of the archive."""

from __future__ import annotations

import errno
import socket
import sys
from collections import OrderedDict
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader, RawIOBase
from socketserver import TCPServer
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.report import BuildError
from generator.serve import browser_events
from generator.serve.addresses import (
    Moved,
    content_type,
    is_loopback,
    is_of_own_page,
    is_own_host,
    path_of,
)
from generator.serve.browser_events import Version
from generator.serve.ranges import UnsatisfiableError, find_range
from generator.serve.worker import PreviewWorker

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PORT = 8000
_TRIES = 100
"""How many ports are tried, beginning with ``PORT``."""
_HEARTBEAT = 15.0
"""Seconds without an event after which the connection to a browser is tested."""
MOST_CONNECTIONS = 100
"""The most connections at a time (a browser keeps six); for one more, the idlest is closed."""
PATIENCE = 15.0
"""Seconds to receive a whole request, and to send each piece of an answer."""
_PIECE = 1 << 16
_HTML = "text/html; charset=utf-8"


class PreviewServer(ThreadingHTTPServer):
    """A server for one archive, with a thread for each connection."""

    daemon_threads = True
    # On Windows, two servers could share a port, and each would get some of the requests.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, host: str, port: int, worker: PreviewWorker) -> None:
        self.worker = worker
        self.host = host
        self.is_for_others = not is_loopback(host)
        self._connections: OrderedDict[socket.socket, None] = OrderedDict()
        """The open connections; the one idle for longest comes first."""
        self._door = Lock()
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def server_bind(self) -> None:
        """Bind without looking up the host's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection in a thread of its own; if there are too many, close the idlest.

        Otherwise idle connections would keep everybody else out.
        """
        with self._door:
            if len(self._connections) >= MOST_CONNECTIONS:
                oldest, _ = self._connections.popitem(last=False)
                with suppress(OSError):
                    oldest.shutdown(socket.SHUT_RDWR)  # its own thread closes it
            self._connections[request] = None
        super().process_request(request, client_address)

    def heard_of(self, connection: socket.socket) -> None:
        """Record that a connection is active."""
        with self._door, suppress(KeyError):
            self._connections.move_to_end(connection)

    def shutdown_request(self, request: Any) -> None:
        with self._door:
            self._connections.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a browser that went away; anything else is a bug of ours."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def open_server(host: str, port: int | None, worker: PreviewWorker) -> PreviewServer:
    """Return a server that listens on a port (None: on the first free one). Raises BuildError."""
    wanted = range(PORT, PORT + _TRIES) if port is None else (port,)
    for number in wanted:
        try:
            return PreviewServer(host, number, worker)
        except (UnicodeError, TypeError) as problem:  # raised for a name that is too long
            raise _refusal(host, number, OSError("this is not a name of a machine")) from problem
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise _refusal(host, number, problem) from problem
            taken = problem
    raise _refusal(host, wanted[-1], taken) from taken


def _refusal(host: str, port: int, problem: OSError) -> BuildError:
    return BuildError(
        f"nothing can be served at {host}, port {port}: {problem.strerror or problem}",
        code="serve.address",
        hint="Choose another --port, or leave it out; --host is for another network address.",
        is_usage=True,
    )


class _Answer(Struct, frozen=True):
    """A response: its status, media type and bytes, and the headers of its own."""

    status: HTTPStatus
    kind: str
    data: bytes
    headers: dict[str, str] = {}


class _Punctual(RawIOBase):
    """A reader of a connection that gives up at a deadline, however slowly the bytes come."""

    deadline = 0.0

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class _Handler(BaseHTTPRequestHandler):
    """A handler of the requests of one connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "Microfiche"
    sys_version = ""

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self._reader = _Punctual(self.connection)
        self.rfile = BufferedReader(self._reader)

    def handle_one_request(self) -> None:
        self._reader.deadline = monotonic() + PATIENCE
        super().handle_one_request()

    def parse_request(self) -> bool:
        is_request = super().parse_request()
        if is_request:
            self.server.heard_of(self.connection)
            self.connection.settimeout(PATIENCE)
            # Nobody reads a body: if the connection stayed open, it would be taken for a request.
            has_body = {"Content-Length", "Transfer-Encoding"} & set(self.headers)
            self.close_connection = self.close_connection or bool(has_body)
        return is_request

    def do_GET(self) -> None:
        if self.path.partition("?")[0] == browser_events.EVENTS and self._is_welcome():
            self._send_events()
        else:
            self._send(self._answer(), with_data=True)

    def do_HEAD(self) -> None:
        self._send(self._answer(), with_data=False)

    def log_message(self, format: str, *args: object) -> None:
        """Do not log single requests."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Send an error without the message, which would quote the request."""
        super().send_error(code)

    def _is_welcome(self) -> bool:
        hosts = self.headers.get_all("Host") or []
        is_page = self.path.partition("?")[0] not in (browser_events.EVENTS, *browser_events.FILES)
        return (
            len(hosts) == 1
            and is_own_host(hosts[0], self.server.host)
            and is_of_own_page(self.headers, may_be_followed=is_page)
        )

    def _answer(self) -> _Answer:
        """Return what answers at the requested address; add the script if it is a page."""
        if not self._is_welcome():
            hint = b"Ask for localhost.\n"
            return _Answer(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", hint)
        if own := browser_events.FILES.get(self.path.partition("?")[0]):
            return _Answer(HTTPStatus.OK, content_type(own.name), own.read_bytes())
        events = self.server.worker.events
        number = events.notice.number  # before the page is made, so as to miss no change
        path = path_of(self.path)
        # "\0" is no file's path: an invalid address gets the page for missing pages.
        found = self.server.worker.ask("\0" if path is None else path)
        if isinstance(found, Moved):
            return _Answer(HTTPStatus.FOUND, _HTML, b"", {"Location": found.location})
        problems = events.notice.problems
        version = Version(browser_events.digest_of(found, problems), events.epoch, number)
        if found is None:
            status = HTTPStatus.INTERNAL_SERVER_ERROR if problems else HTTPStatus.NOT_FOUND
            page = browser_events.own_page(problems)
            return _Answer(status, _HTML, browser_events.add_script(page, version, is_own=True))
        kind = content_type(found.path)
        if kind != _HTML:
            return self._part_of(found.data, kind)
        status = HTTPStatus.NOT_FOUND if found.is_missing else HTTPStatus.OK
        return _Answer(status, kind, browser_events.add_script(found.data, version))

    def _part_of(self, data: bytes, kind: str) -> _Answer:
        """Return a file, or the part of it that the request asks for."""
        # We tell no version of a file: a part of one that the browser names by "If-Range" is of
        # another, and only GET has parts.
        has_parts = self.command == "GET" and "If-Range" not in self.headers
        try:
            part = find_range(self.headers.get("Range"), len(data)) if has_parts else None
        except UnsatisfiableError:
            beyond = {"Content-Range": f"bytes */{len(data)}"}
            return _Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, kind, b"", beyond)
        headers = {"Accept-Ranges": "bytes"}
        if part is None:
            return _Answer(HTTPStatus.OK, kind, data, headers)
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(data)}"
        return _Answer(HTTPStatus.PARTIAL_CONTENT, kind, data[part.start : part.stop], headers)

    def _send(self, answer: _Answer, *, with_data: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.data)))
        self._send_common_headers()
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if with_data:
            for start in range(0, len(answer.data), _PIECE):
                self.wfile.write(answer.data[start : start + _PIECE])
                self.server.heard_of(self.connection)

    def _send_common_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _send_events(self) -> None:
        browser = browser_events.parse_browser(self.path)
        self.close_connection = True
        if browser is None:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self._send_common_headers()
        self.send_header("Connection", "close")
        self.end_headers()
        desk = self.server.worker
        events = browser_events.follow_events(browser, desk.events, desk.ask, _HEARTBEAT)
        with suppress(OSError):  # the browser went away
            for event in events:
                self.wfile.write(event)
                self.server.heard_of(self.connection)
