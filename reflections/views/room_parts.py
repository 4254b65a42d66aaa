"""What a part of the room needs besides the board: own things only, fetched for who looks and nobody else."""

from typing import Any

from learningtracks.forms.action_points import ActionPointForm
from reflections.actions import pads
from reflections.live.scene import Scene
from reflections.models.experiences import Experience
from reflections.models.promises import Promise, promises_to_look_back_on
from reflections.models.rooms import Seat, points_made_in, points_to_look_back_on
from reflections.models.stories import ValueStory, stories_to_look_back_on
from reflections.models.value_checks import ValueCheck
from reflections.values import HIGHEST_SCORE, LOWEST_SCORE, Phase

MOST_EXPERIENCES, MOST_OLDER, MOST_POINTS = 10, 20, 30


def more_of(scene: Scene) -> dict[str, Any]:
    """The private half of what is shown: the own pad, own experiences, older own stories, whether one scored."""
    if scene.shown == Phase.ACTIONS:
        return {"points": list(points_made_in(scene.check)), "form": _form_of(scene)}
    if scene.me is None:
        return {}
    if scene.shown == Phase.LOOK_BACK:
        points = [] if scene.me.is_guest else list(points_to_look_back_on(scene.check)[:MOST_POINTS])
        return {"points": points, "promises": _promises(scene), "told": _told_alone(scene)}
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


def action_form(check: ValueCheck, seat: Seat, data: Any = None) -> ActionPointForm | None:
    """What, who, when; nothing for a guest."""
    if seat.person is None:
        return None
    return ActionPointForm(data, person=seat.person, subject=check.team)
