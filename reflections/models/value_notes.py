"""Value notes of an experience: zero to five levels, each with at most one line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reflections.models.experiences import Experience
from reflections.values import ValueLevel


class ValueNote(models.Model):
    """One line of value on one level; "viel tegen" counts as learning too (domain.md §3.12)."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="value_notes")
    level = models.CharField(max_length=14, choices=ValueLevel)
    text = models.CharField(_("waarde"), max_length=300, blank=True)
    fell_short = models.BooleanField(_("viel tegen"), default=False)

    class Meta:
        verbose_name = _("waardenotitie")
        verbose_name_plural = _("waardenotities")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=ValueLevel.values), name="value_note_level_known"),
            models.UniqueConstraint(fields=["experience", "level"], name="value_note_once_per_level"),
        ]

    def __str__(self) -> str:
        return self.get_level_display()
