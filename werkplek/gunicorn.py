"""How gunicorn serves us: `gunicorn werkplek.wsgi --config werkplek/gunicorn.py`. Put a proxy in front (operations.md).

Threads, because a request mostly waits for the database; few processes, because SQLite has one writer at a time.
"""

import logging
import os
import re
from pathlib import Path
from typing import Any

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
keepalive = 75  # longer than the proxy keeps a line to us (nginx: 60), so that it never sends into one that just closed
graceful_timeout = 10
max_requests = 100_000  # a slow leak never becomes a night's work; the screens of twelve rooms ask that in half an hour
max_requests_jitter = 20_000
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - its heartbeat must not wait for a disk
loglevel = os.environ.get("LOG_LEVEL", "info").lower()


class Lines(logging.Formatter):
    """gunicorn's own lines about a request that it cannot handle, without what may be the secret of a link in them."""

    secret = re.compile(r"/[^\s/'\"]{16,}(?<!\.py)")

    def format(self, record: logging.LogRecord) -> str:
        return self.secret.sub("/…", super().format(record))


def post_fork(server: Any, worker: Any) -> None:
    """In every process that answers requests."""
    for handler in logging.getLogger("gunicorn.error").handlers:
        handler.setFormatter(Lines(worker.log.error_fmt, worker.log.datefmt))


# Werkplek itself logs one line a request. Who turns on a line of gunicorn's gets it without address.
access_log_format = "%(t)s %(m)s %(s)s %(b)s %(D)s"
