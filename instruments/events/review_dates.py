"""A day to look back on an answer has come."""

from django.utils.translation import gettext_lazy as _

from instruments.models.asks import Ask
from partnerships.events import Kind, register

REVIEW_DUE = register(
    Kind(
        "review_date",
        story=_("Gevraagd om terug te kijken"),
        notice=_("Je hebt %(look_back_on)s gekozen om terug te kijken: wat levert je leren op?"),
        sees=Ask.objects.readable_by,
        at_work=True,
    )
)
