"""Events about live sessions. What happens on the board is its own log (`SessionMove`); here is what outlives it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register
from reflections.models.value_checks import ValueCheck
from reflections.todos.value_checks import CHECK_TO_JOIN


def _room(check: ValueCheck, person: User) -> str:
    return reverse("reflections:room", args=[check.public_id])


ROOM_OPENED = register(
    Kind(
        "room_opened",
        story=_("%(by)s heeft de waardecheck geopend"),
        notice=_("De waardecheck van %(team)s is begonnen. Kom erbij"),
        sees=ValueCheck.objects.running_for,
        link=_room,
        asks=CHECK_TO_JOIN,
        at_work=True,
    )
)
ROOM_CLOSED_UNUSED = register(
    Kind("room_closed_unused", story=_("%(by)s heeft de ruimte gesloten. Er was nog niets gezegd"))
)
ROOM_ENDED = register(Kind("room_ended", story=_("%(by)s heeft de waardecheck van %(held_on)s afgerond")))
ROOM_ENDED_ITSELF = register(
    Kind(
        "room_ended_itself",
        story=_("De waardecheck van %(held_on)s was nog open en is nu afgesloten"),
        notice=_("De waardecheck van %(team)s was nog open en is nu afgesloten. Kijk of de oogst klopt"),
        sees=ValueCheck.objects.visible_to,
        at_work=True,
    )
)
