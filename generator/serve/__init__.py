"""Serve a preview: pages are made when they are viewed, and reloaded when something changes.

Threads share only two objects: the worker, whose own thread owns the site and answers questions
about it, and the events, which hold what all browsers have to know.
"""

from generator.serve.browser_events import Events as Events
from generator.serve.preview import Preview as Preview
from generator.serve.server import PORT as PORT
from generator.serve.server import PreviewServer as PreviewServer
from generator.serve.server import open_server as open_server
from generator.serve.watching import Watch as Watch
from generator.serve.watching import start_watch as start_watch
from generator.serve.worker import PreviewWorker as PreviewWorker
