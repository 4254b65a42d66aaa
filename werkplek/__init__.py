"""The top layer: settings, addresses, timetable and the pages that span layers."""

from werkplek.celery import app as celery_app

__all__ = ["celery_app"]
