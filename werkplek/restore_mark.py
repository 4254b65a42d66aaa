"""The mark of a restore that is at work or was broken off: until it is gone nothing may be sent or shown."""

from pathlib import Path

from django.conf import settings


def restore_mark() -> Path:
    """Here stands, while a restore is at work, who was erased. Still there afterwards? Then it was broken off, and what
    is in the database is not safe to start: web and worker refuse (werkplek/checks.py, werkplek/celery.py)."""
    return Path(settings.VAR_DIR) / "restore-unfinished"
