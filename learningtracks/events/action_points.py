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
    "made", _("%(who)s maakte dit actiepunt"), _("%(who)s gaf je een actiepunt bij %(place)s, voor %(due_on)s")
)
ACTION_POINT_CHANGED = _kind(
    "changed", _("%(who)s paste dit actiepunt aan"), _("%(who)s paste je actiepunt bij %(place)s aan")
)
ACTION_POINT_GIVEN = _kind(
    "given",
    _("%(who)s gaf dit actiepunt aan iemand anders"),
    _("%(who)s gaf je een actiepunt bij %(place)s, voor %(due_on)s"),
)
ACTION_POINT_STARTED = _kind("started", _("%(who)s begon hieraan"), _("%(who)s begon aan een actiepunt bij %(place)s"))
ACTION_POINT_FINISHED = _kind(
    "finished", _("%(who)s rondde dit af"), _("%(who)s rondde een actiepunt af bij %(place)s")
)
ACTION_POINT_STOPPED = _kind(
    "stopped", _("%(who)s stopte hiermee"), _("%(who)s stopte met een actiepunt bij %(place)s")
)
ACTION_POINT_REOPENED = _kind(
    "reopened", _("%(who)s pakte dit weer op"), _("%(who)s pakte een actiepunt bij %(place)s weer op")
)
ACTION_POINT_DUE = _kind(
    "due",
    _("Werkplek vroeg hoe het gaat"),
    _("Je actiepunt bij %(place)s staat voor %(due_on)s. Lukt het?"),
    asks=DUE,
    at_work=True,
)
ACTION_POINT_STILL = _kind(
    "still",
    _("Werkplek vroeg of het nog zo is"),
    _("Je actiepunt bij %(place)s is klaar sinds %(done_on)s. Is het nog zo?"),
    asks=STILL,
    at_work=True,
)
ACTION_POINT_HOLDS = register(Kind("action_point_holds", story=_("%(who)s zegt dat het nog zo is")))
ACTION_POINT_HOLDS_NO_MORE = register(
    Kind("action_point_holds_no_more", story=_("%(who)s zegt dat het niet meer zo is"))
)
