"""The tables of the layer of questions."""

from instruments.models import asks, sheets

# Django finds the tables here.
__all__ = ["asks", "sheets"]
