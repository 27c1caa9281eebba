"""Serve a preview: pages are made when they are viewed, and reloaded when something changes.

Threads meet in two places only: the worker, whose thread owns the site and answers for it, and the
events, which hold what all browsers have to know.
"""

from generator.serve.announcements import Events
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
