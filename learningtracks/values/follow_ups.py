"""The two lists of questions to a colleague who is back from a training (domain.md §3.4)."""

from django.utils.translation import gettext_lazy as _

FIVE, THREE = "team.follow_up", "team.action"
NOTHING_YET = _("Beantwoord minstens één vraag.")
