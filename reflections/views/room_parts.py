"""What a part of the room needs besides the board: own things only, fetched for who looks and nobody else."""

import uuid
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from learningtracks.forms.action_points import ActionPointForm, EditForm, LookBackForm
from learningtracks.models.action_points import ActionPoint
from learningtracks.policy.action_points import owners_for
from reflections.actions import pads
from reflections.live.scene import Scene
from reflections.models.experiences import Experience
from reflections.models.promises import Promise, promises_to_look_back_on
from reflections.models.rooms import Seat, points_made_in, points_to_look_back_on
from reflections.models.stories import ValueStory, stories_to_look_back_on
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import mends
from reflections.values import HIGHEST_SCORE, LOWEST_SCORE, Phase

MOST_EXPERIENCES, MOST_OLDER, MOST_POINTS = 10, 20, 30
Mending = EditForm | LookBackForm


def more_of(scene: Scene) -> dict[str, Any]:
    """The private half of what is shown: the own pad, own experiences, older own stories, whether one scored."""
    if scene.shown == Phase.ACTIONS:
        return {"points": _lines(scene, list(points_made_in(scene.check))), "form": _form_of(scene)}
    if scene.me is None:
        return {}
    if scene.shown == Phase.LOOK_BACK:
        points = [] if scene.me.is_guest else list(points_to_look_back_on(scene.check)[:MOST_POINTS])
        lines = _lines(scene, points)
        return {"points": lines, "promises": _promises(scene), "told": _told_alone(scene)}
    if scene.shown in (Phase.PREPARE, "pad"):
        return _pad(scene)
    if scene.shown == Phase.STORIES and scene.tells:
        return _pad(scene) | {"older": _older(scene)}
    if scene.shown == Phase.CHECK_OUT:
        return {"has_scored": scene.me.has_scored, "scores": range(LOWEST_SCORE, HIGHEST_SCORE + 1)}
    return {}


def _pad(scene: Scene) -> dict[str, Any]:
    pad, pulled = pads.read(scene.me)  # type: ignore[arg-type]
    return {"pad": pad, "pulled": pulled, "own": _own(scene, pulled)}


def _own(scene: Scene, pulled: list[Experience]) -> list[Experience]:
    """Own experiences that may still be pulled in, newest first."""
    if scene.me is None or scene.me.person is None or scene.shown not in (Phase.PREPARE, "pad"):
        return []
    own = Experience.objects.written_by(scene.me.person).saved()
    return [each for each in own[:MOST_EXPERIENCES] if each not in pulled]


def _promises(scene: Scene) -> list[Promise]:
    """How earlier stories of this team go on, as far as this person may read them; a guest was not there."""
    if scene.me is None or scene.me.person is None:
        return []
    return list(promises_to_look_back_on(scene.check, scene.me.person)[:MOST_POINTS])


def _told_alone(scene: Scene) -> list[ValueStory]:
    """What was told outside a value check since the last one, and is shared with this person."""
    if scene.me is None or scene.me.person is None:
        return []
    return list(stories_to_look_back_on(scene.check, scene.me.person)[:MOST_OLDER])


def _older(scene: Scene) -> list[ValueStory]:
    """Own stories of earlier sessions and those told alone, for "vervolg op"."""
    if scene.me is None or scene.me.person is None:
        return []
    told = ValueStory.objects.told_by(scene.me.person).kept().exclude(value_check=scene.check)
    return list(told.order_by("-told_at")[:MOST_OLDER])


def _form_of(scene: Scene) -> ActionPointForm | None:
    """Empty, or with what was typed when it was refused."""
    if scene.me is None:
        return None
    return scene.kept.get("form") or action_form(scene.check, scene.me)


def _lines(scene: Scene, points: list[ActionPoint]) -> list[tuple[ActionPoint, Mending | None]]:
    """Action points, each with a form for who mends it here. The people to choose from are asked for once."""
    for point in points:
        point.team = scene.check.team
    seat = scene.me
    mine = [point for point in points if seat and mends(seat, scene.board, point)]
    if seat is None or not mine:
        return [(point, None) for point in points]
    kept = scene.kept.get("mend")
    people = list(owners_for(seat.person, scene.check.team))  # type: ignore[arg-type]
    made = scene.shown == Phase.ACTIONS

    def form(point: ActionPoint) -> Mending | None:
        if kept and kept.point == point:
            return kept  # type: ignore[no-any-return]
        return mend_form(made, seat, point, people=people) if point in mine else None

    return [(point, form(point)) for point in points]


def mended(check: ValueCheck, seat: Seat, point_id: uuid.UUID) -> tuple[bool, ActionPoint]:
    """The action point that a form of this room is about, and whether it was made here; a guest knows of those only."""
    made, before = points_made_in(check), points_to_look_back_on(check)
    point = made.filter(public_id=point_id).first()
    if point is None and not seat.is_guest:
        return False, get_object_or_404(before, public_id=point_id)
    if point is None:
        raise Http404
    return True, point


def mend_form(made: bool, seat: Seat, point: ActionPoint, data: Any = None, **how: Any) -> Mending:
    """What is agreed now has other words; what was agreed before goes as it goes."""
    kind = EditForm if made else LookBackForm
    return kind(data, person=seat.person, point=point, auto_id=f"{point.public_id}-%s", **how)  # type: ignore[arg-type]


def action_form(check: ValueCheck, seat: Seat, data: Any = None) -> ActionPointForm | None:
    """What, who, when; nothing for a guest."""
    if seat.person is None:
        return None
    return ActionPointForm(data, person=seat.person, subject=check.team)
