"""Events about questions to a colleague who is back from a training: that there are some, never what is answered."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models import FollowUp
from partnerships.events import Kind, register


def _answered(follow_up: FollowUp, person: User) -> bool:
    return follow_up.answered_at is not None


FOLLOW_UP_ASKED = register(
    Kind(
        "follow_up_asked",
        story=_("%(by)s vroeg hoe de training was"),
        notice=_("%(by)s is benieuwd naar je training. Vertel je hoe het was?"),
        sees=FollowUp.objects.visible_to,
        is_done=_answered,
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
