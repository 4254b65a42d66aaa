"""The tables of the layer of questions."""

from instruments.models import asks, review_dates, sheets, trainings

# Django finds the tables here.
__all__ = ["asks", "review_dates", "sheets", "trainings"]
