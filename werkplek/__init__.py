"""The roof of the house: settings, front door, timetable and the pages that span floors."""

from werkplek.celery import app as celery_app

__all__ = ["celery_app"]
