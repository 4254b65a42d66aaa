"""The tables of the layer of questions."""

from instruments.models import asks, instruments, review_dates, sheets, trainings

# Django finds the tables here.
__all__ = ["asks", "instruments", "review_dates", "sheets", "trainings"]
