"""The preview: pages made when they are looked at, shown again as soon as something changes.

Threads meet at two places alone: the worker, whose thread owns the site and answers for it, and the
board, where what all browsers have to know is put up.
"""

from generator.serve.events import Events
from generator.serve.preview import Preview
from generator.serve.server import PORT, PreviewServer, open_server
from generator.serve.watching import Watch, start_watch
from generator.serve.worker import Announcer, PreviewWorker

__all__ = [
    "PORT",
    "Announcer",
    "Events",
    "Preview",
    "PreviewServer",
    "PreviewWorker",
    "Watch",
    "open_server",
    "start_watch",
]
