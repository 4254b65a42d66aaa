"""Events about the Terugblik. They say who and which period, never what was written (access.md R9)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from learningtracks.models.reviews import TrackReview
from partnerships.events import Kind, register


def _kind(code: str, story: Any, notice: Any) -> Kind:
    load = ("period__track__learner",)
    return register(Kind(f"review_{code}", story=story, notice=notice, sees=TrackReview.objects.visible_to, load=load))


REVIEW_SUBMITTED = _kind(
    "submitted",
    _("%(by)s heeft een terugblik op periode %(number)s ingeleverd"),
    _("%(by)s heeft teruggekeken op periode %(number)s van %(learner)s"),
)
REVIEW_CHANGED = _kind(
    "changed",
    _("%(by)s heeft de terugblik op periode %(number)s aangepast"),
    _("%(by)s heeft de terugblik op periode %(number)s van %(learner)s aangepast"),
)
REVIEW_CORRECTED = _kind(
    "corrected",
    _("%(by)s heeft een aanpassing geschreven bij de terugblik op periode %(number)s"),
    _("%(by)s heeft een aanpassing geschreven bij de terugblik op periode %(number)s van %(learner)s"),
)
REVIEW_REACTED = _kind(
    "reacted",
    _("%(by)s heeft gereageerd op de terugblik op periode %(number)s"),
    _("%(by)s heeft gereageerd op je terugblik op periode %(number)s"),
)
