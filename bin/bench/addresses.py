"""Which pages are measured, for whom, and what each may cost. Addresses are found in the database that was filled."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "werkplek.settings"
django.setup()

from django.urls import resolve, reverse  # noqa: E402 - settings come first here

from accounts.models import User  # noqa: E402
from bench.fill_small import WRITER  # noqa: E402
from instruments.kinds.condition_scans import CONDITION_SCAN  # noqa: E402
from instruments.kinds.rounds import ROUND  # noqa: E402
from instruments.models.asks import Ask  # noqa: E402
from learningtracks.models.pieces import Piece  # noqa: E402
from learningtracks.models.puzzles import Puzzle  # noqa: E402
from learningtracks.models.tracks import Track  # noqa: E402
from partnerships.models.memberships import Membership  # noqa: E402
from partnerships.models.teams import Team  # noqa: E402
from partnerships.values import Role  # noqa: E402
from reflections.models.experiences import Experience  # noqa: E402
from reflections.models.rooms import Room  # noqa: E402
from reflections.models.value_checks import ValueCheck  # noqa: E402

LIST, FORM, SAVE = "list", "form", "save"  # what of the bare project a page is compared with
CAST = ["sam", "samira", "karima", "tom", "wim", "nora", "otto"]


@dataclass
class Page:
    """`target` is how many times the bare page it may cost. `like` names the page of the small installation with which
    a page of somebody with very much is compared."""

    name: str
    person: User
    path: str
    target: float
    against: str = LIST
    expects: int = 200
    like: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)  # addresses to save to, one for each who does that at once

    @property
    def facts(self) -> dict[str, Any]:
        own = ("name", "path", "target", "against", "expects", "like", "headers", "drafts")
        return {name: getattr(self, name) for name in own}


def of_cast(login: str) -> User:
    return User.objects.get(email=f"{login}@demo.werkplek.example")


def for_cast() -> Iterator[Page]:
    """The pages of the demo's people, for the small installation and, unchanged, among very many others."""
    cast = {login: of_cast(login) for login in CAST}
    for login, person in cast.items():
        yield Page(f"home-{login}", person, reverse("home"), 2)
        yield Page(f"queue-{login}", person, reverse("queue"), 2)
    for login in ("sam", "samira", "tom", "nora"):
        yield Page(f"notices-{login}", cast[login], reverse("partnerships:notices"), 1.8)
    for login in ("samira", "karima", "nora"):
        yield Page(f"tracks-{login}", cast[login], reverse("learningtracks:tracks"), 1.8)
    yield Page("log-sam", cast["sam"], reverse("reflections:experiences"), 1.8)
    yield from _of_learner(cast["sam"], cast["samira"])
    yield from _of_team(Team.objects.led_by(cast["tom"]).get(), cast["tom"])
    yield Page("help-sam", cast["sam"], reverse("help"), 1.5)
    yield Page("catalogue-sam", cast["sam"], reverse("instruments:catalogue"), 1.5)


def _of_learner(sam: User, samira: User) -> Iterator[Page]:
    track = Track.objects.of_learner(sam).running().get()
    puzzle = Puzzle.objects.on_track(track).filter(pieces__isnull=False).last()
    piece = Piece.objects.proposed().filter(puzzle=puzzle).order_by("pk").first()
    own = Experience.objects.written_by(sam).saved().first()
    read = Experience.objects.visible_to(samira).saved().filter(author=sam).first()
    if not (puzzle and piece and own and read):
        raise LookupError("The demo has no puzzle, or no experience, to look at.")
    yield Page("experience-sam", sam, own.get_absolute_url(), 3)
    yield Page("experience-samira", samira, read.get_absolute_url(), 3)
    for login, person in (("sam", sam), ("samira", samira)):
        yield Page(f"piece-{login}", person, piece.get_absolute_url(), 3)
        yield Page(f"puzzle-{login}", person, puzzle.get_absolute_url(), 3)
        yield Page(f"track-{login}", person, track.get_absolute_url(), 3.5)
    yield from _asked_of(sam, track)
    yield Page("form-experience", sam, reverse("reflections:experience_new"), 1.7, FORM)
    yield Page("form-step", sam, reverse("reflections:experience_step", args=[own.public_id, 2]), 1.7, FORM)
    yield Page("form-ask", sam, reverse("reflections:experience_step", args=[own.public_id, 3]), 1.7, FORM)
    yield Page("form-piece", sam, reverse("learningtracks:piece_new", args=[track.public_id]) + "?slot=goal", 1.7, FORM)
    talk = reverse("learningtracks:conversation_new", args=[track.public_id])
    yield Page("form-talk", samira, talk, 1.7, FORM)


def _asked_of(sam: User, track: Track) -> Iterator[Page]:
    """A round that is closed, with who said what side by side; and the sheet of one that waits for the learner."""
    closed = Ask.objects.on_track(track).closed().newest_first().first()
    is_open = Ask.objects.to_answer_by(sam).of_kind(ROUND.code).newest_first().first()
    if not (closed and is_open):
        raise LookupError("There is no round that is closed, or none to answer.")
    yield Page("ask-sam", sam, closed.get_absolute_url(), 3)
    yield Page("answer-sam", sam, reverse("instruments:answer", args=[is_open.public_id]), 1.7, FORM)


def _of_team(team: Team, lead: User) -> Iterator[Page]:
    check = ValueCheck.objects.filter(team=team, closed_at__isnull=False).order_by("-closed_at").first()
    scan = Ask.objects.of(team, CONDITION_SCAN.code).closed().newest_first().first()
    if not (check and scan):
        raise LookupError("The team has no value check that was held, or no scan that is closed.")
    yield Page("team-tom", lead, team.get_absolute_url(), 3.5)
    yield Page("value-check-tom", lead, check.get_absolute_url(), 3.5)
    yield Page("report-tom", lead, reverse("reflections:report", args=[check.public_id]), 4)
    yield Page("ask-tom", lead, scan.get_absolute_url(), 3)
    new_point = reverse("learningtracks:team_action_point_new", args=[team.public_id])
    yield Page("form-action-point", lead, new_point, 1.7, FORM)


def saving() -> Page:
    """A step of an experience is saved; everybody who does so at once has a draft of their own."""
    writer = User.objects.get(name=WRITER)
    drafts = Experience.objects.written_by(writer).drafts().order_by("pk")
    paths = [reverse("reflections:experience_step", args=[draft.public_id, 2]) for draft in drafts]
    return Page("save-step", writer, paths[0], 2.5, SAVE, 302, drafts=paths)


def versions_of(paths: list[str]) -> list[int]:
    """The version in which each draft now is, as the form that saves it must say."""
    ids = [resolve(path).kwargs["public_id"] for path in paths]
    known = {draft.public_id: draft.version for draft in Experience.objects.filter(public_id__in=ids)}
    return [known[each] for each in ids]


def polling() -> Page:
    """A screen of a live room asks whether there is anything new."""
    seat = Room.objects.get(code__isnull=False).value_check.seats.get(number=5)
    if seat.person is None:
        raise LookupError("The fifth in the live room is a guest.")
    return Page("room-poll", seat.person, f"{seat.value_check.room.get_absolute_url()}part/", 0.2, expects=304)


def for_the_busy() -> Iterator[Page]:
    """The pages of those who have most: the first of each kind that `fill_school.py` made."""

    def first(role: str) -> User:
        found = Membership.objects.active().filter(role=role, person__email__endswith="@school.example")
        return found.order_by("person__pk")[0].person

    learner, guide = first(Role.LEARNER), first(Role.PRACTICE_EDUCATOR)
    people = {"learner": learner, "guide": guide, "coordinator": first(Role.COORDINATOR), "lead": first(Role.TEAM_LEAD)}
    for who, like in (("learner", "sam"), ("guide", "samira"), ("coordinator", "nora"), ("lead", "tom")):
        yield Page(f"home-{who}", people[who], reverse("home"), 2, like=f"home-{like}")
        yield Page(f"queue-{who}", people[who], reverse("queue"), 2, like=f"queue-{like}")
        yield Page(f"notices-{who}", people[who], reverse("partnerships:notices"), 1.8, like=f"notices-{like}")
    for who, like in (("guide", "samira"), ("coordinator", "nora")):
        yield Page(f"tracks-{who}", people[who], reverse("learningtracks:tracks"), 1.8, like=f"tracks-{like}")
    yield Page("log-learner", learner, reverse("reflections:experiences"), 1.8, like="log-sam")
    for page in (*_of_learner(learner, guide), *_of_team(Team.objects.led_by(people["lead"])[0], people["lead"])):
        page.like, (kind, _dash, who) = page.name, page.name.rpartition("-")
        page.name = f"{kind}-{ {'sam': 'learner', 'samira': 'guide', 'tom': 'lead'}.get(who, who + '-busy') }"
        yield page
