"""Plain values of the learning tracks floor."""

from django.db import models
from django.utils.translation import gettext_lazy as _

READ_ON_DAYS = 30  # educators keep reading this long after a track ends (access.md R10)
STAND_IN_WEEKS = 6  # longest delegation to a stand-in (access.md R11)
PERIOD_WEEKS = 10  # default length of a period (domain.md §1)


class LearnerKind(models.TextChoices):
    STUDENT = "student", _("Student")
    EMPLOYEE = "employee", _("Medewerker")
