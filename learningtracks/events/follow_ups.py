"""Events about questions to a colleague who is back from a training: that there are some, never what is answered."""

from django.utils.translation import gettext_lazy as _

from learningtracks.models.follow_ups import FollowUp
from learningtracks.todos.follow_ups import FOLLOW_UP_TO_ANSWER
from partnerships.events import Kind, register

FOLLOW_UP_ASKED = register(
    Kind(
        "follow_up_asked",
        story=_("%(by)s vroeg hoe de training was"),
        notice=_("%(by)s is benieuwd naar je training. Vertel je hoe het was?"),
        sees=FollowUp.objects.not_withdrawn_for,
        asks=FOLLOW_UP_TO_ANSWER,
    )
)
FOLLOW_UP_ANSWERED = register(
    Kind(
        "follow_up_answered",
        story=_("%(by)s vertelde over de training"),
        notice=_("%(by)s vertelt over de training"),
        sees=FollowUp.objects.visible_to,
    )
)
# Whoever was asked has nothing to do any more, so nobody is disturbed; that there were questions leaves the bell.
FOLLOW_UP_WITHDRAWN = register(Kind("follow_up_withdrawn", story=_("%(by)s trok de vragen over de training in")))
FOLLOW_UP_DECLINED = register(
    Kind(
        "follow_up_declined",
        story=_("%(by)s geeft geen antwoord op de vragen over de training"),
        notice=_("%(by)s geeft geen antwoord op je vragen over de training"),
        sees=FollowUp.objects.visible_to,
    )
)
