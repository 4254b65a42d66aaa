"""Events about action points. They say whose place it is and by when, never what is to be done (access.md R9)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models.action_points import ActionPoint
from learningtracks.policy.action_points import own_sides
from learningtracks.todos.action_points import ACTION_POINT_DUE as DUE
from learningtracks.todos.action_points import ACTION_POINT_STILL as STILL
from partnerships.events import Kind, register


def said_by(person: User, point: ActionPoint) -> dict[str, Any]:
    """The words of a sentence about an action point. In a partnership the organisation speaks: one side does not know
    the people of the other (access.md R23)."""
    who = own_sides(person, point.partnership) if point.partnership else person
    return {"who": who, "place": point.subject, "due_on": point.due_on.isoformat()}


def _kind(code: str, story: Any, notice: Any, **more: Any) -> Kind:
    return register(
        Kind(f"action_point_{code}", story=story, notice=notice, sees=ActionPoint.objects.visible_to, **more)
    )


ACTION_POINT_MADE = _kind(
    "made",
    _("%(who)s heeft dit actiepunt gemaakt"),
    _("%(who)s heeft je een actiepunt gegeven bij %(place)s, voor %(due_on)s"),
)
ACTION_POINT_CHANGED = _kind(
    "changed", _("%(who)s heeft dit actiepunt aangepast"), _("%(who)s heeft je actiepunt bij %(place)s aangepast")
)
ACTION_POINT_GIVEN = _kind(
    "given",
    _("%(who)s heeft dit actiepunt aan iemand anders gegeven"),
    _("%(who)s heeft je een actiepunt gegeven bij %(place)s, voor %(due_on)s"),
)
ACTION_POINT_STARTED = _kind(
    "started", _("%(who)s is hieraan begonnen"), _("%(who)s is begonnen aan een actiepunt bij %(place)s")
)
ACTION_POINT_FINISHED = _kind(
    "finished", _("%(who)s heeft dit afgerond"), _("%(who)s heeft een actiepunt afgerond bij %(place)s")
)
ACTION_POINT_STOPPED = _kind(
    "stopped", _("%(who)s is hiermee gestopt"), _("%(who)s is gestopt met een actiepunt bij %(place)s")
)
ACTION_POINT_REOPENED = _kind(
    "reopened", _("%(who)s heeft dit weer opgepakt"), _("%(who)s heeft een actiepunt bij %(place)s weer opgepakt")
)
ACTION_POINT_DUE = _kind(
    "due",
    _("Gevraagd hoe het gaat"),
    _("Je actiepunt bij %(place)s moet %(due_on)s klaar zijn. Lukt het?"),
    asks=DUE,
    at_work=True,
)
ACTION_POINT_STILL = _kind(
    "still",
    _("Gevraagd of het nog zo is"),
    _("Je actiepunt bij %(place)s is klaar sinds %(done_on)s. Is het nog zo?"),
    asks=STILL,
    at_work=True,
)
ACTION_POINT_HOLDS = register(Kind("action_point_holds", story=_("%(who)s zegt dat het nog zo is")))
ACTION_POINT_HOLDS_NO_MORE = register(
    Kind("action_point_holds_no_more", story=_("%(who)s zegt dat het niet meer zo is"))
)
