"""What this layer adds to pages of lower ones: of a track or a piece (learningtracks/extensions.py), of a partnership
or an organisation (partnerships/extensions.py)."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from instruments.models.asks import Ask
from learningtracks.belonging import tracks_of
from learningtracks.extensions import Panel
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track
from learningtracks.values.actions import CHANGE_ORIGIN
from learningtracks.values.pieces import Slot
from partnerships import belonging
from partnerships.extensions import Link
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from reflections.models.evidence import Evidence
from reflections.models.experiences import Experience, ExperienceVersion, Share
from reflections.models.harvest import HARVEST_READERS
from reflections.models.improvements import SituationCard
from reflections.values import Part

MOST_SHOWN = 5
MOST_TO_SHOW = 30
FIRST_LINE = 90  # signs of it, to know an experience by


def links_of_place(place: Partnership | Organisation, person: User, roles: set[str]) -> list[Link]:
    """The ways to what was shared there: only those that open for this person."""
    if isinstance(place, Organisation):
        url = reverse("reflections:organisation_harvest", args=[place.public_id])
        return [Link(_("Oogst uit waardechecks"), url, "applied")] if roles & HARVEST_READERS else []
    told = reverse("reflections:partnership_stories", args=[place.public_id])
    links = [Link(_("Verhalen uit de teams"), told, "applied")]
    if place.pk in belonging.of(person).totalled:
        trend = reverse("reflections:partnership_trend", args=[place.public_id])
        links.append(Link(_("Waarde door de tijd"), trend, "realised"))
    return links


def situation_of(origin: str, person: User) -> Link | None:
    """From a change to the situation that it was agreed for."""
    kind, _colon, rest = origin.partition(":")
    if f"{kind}:" != CHANGE_ORIGIN:
        return None
    found = SituationCard.objects.visible_to(person).filter(public_id=rest).first()
    return Link(_("De situatie"), found.get_absolute_url(), "flag") if found else None


@Prepared
def _newest_shared(track: int, tracks: list[int], person: int) -> QuerySet[Experience]:
    shared = Experience.objects.shared_on(tracks, person).filter(track=track)
    shares = Share.objects.running().filter(person=person, experience__in=shared).order_by("-shared_at")
    newest = shared.annotate(last=Subquery(shares.values("shared_at")[:1]), first_line=_first_line_for(person, "pk"))
    return newest.order_by("-happened_on", "-pk")[:MOST_SHOWN]


def _first_line_for(person: int, experience: str) -> Case:
    """How the newest story of an experience begins, for who may read it; `experience` is the way to it."""
    told = ExperienceVersion.objects.filter(experience=OuterRef(experience)).order_by("-number")
    line = told.annotate(line=Left("situation", FIRST_LINE + 1)).values("line")[:1]
    story = Share.objects.running().filter(person=person, experience=OuterRef(experience), part=Part.STORY)
    return Case(When(Exists(story), then=Subquery(line)), default=Value(""))


@Prepared
def _checks_shown(track: int, person: int) -> QuerySet[Ask]:
    return Ask.objects.filter(track=track).shown_to(person).newest_first()[:MOST_SHOWN]


@Prepared
def _evidence_at(piece: int, tracks: list[int], person: int) -> QuerySet[Evidence]:
    found = Evidence.objects.readable_on(tracks, person).filter(piece=piece).with_experiences()
    return found.annotate(first_line=_first_line_for(person, "experience"))


@Prepared
def _evidence_on(track: int, tracks: list[int], person: int) -> QuerySet[Evidence]:
    found = Evidence.objects.readable_on(tracks, person).filter(piece__puzzle__period__track=track)
    return found.with_experiences().with_pieces().annotate(first_line=_first_line_for(person, "experience"))


def shared_experiences(track: Track, person: User) -> Panel:
    """The learner gets the way to log; an educator what was shared with them by name. Only shared entries are counted
    or dated (access.md R7): facts, no judgement (domain.md §2.3 step 4). Each by the first line of its story, for who
    may read that; the rest is read, and noted as read, when it is opened."""
    if person.pk == track.learner_id:
        return Panel("reflections/panels/own.html", {"running": track.is_running})
    experiences: list[Any] = _newest_shared(track.pk, tracks_of(person).guided(), person.pk)
    for one in experiences:
        one.said = _first_line_of(one.first_line or "")
    last = experiences[0].last if experiences else None
    facts = {
        "checks": _checks_shown(track.pk, person.pk),
        "last": last,
        "days": (today() - localdate(last)).days if last else None,
        "experiences": experiences,
        "learner": track.learner.get_short_name(),
    }
    return Panel("reflections/panels/shared.html", facts)


def _first_line_of(story: str) -> str:
    """Cut between two words where it is long."""
    line = story.strip().partition("\n")[0].strip()
    begin = line[: FIRST_LINE - 1]
    return line if len(line) <= FIRST_LINE else f"{begin.rpartition(' ')[0] or begin}…"


def evidence_of_piece(piece: Piece, person: User) -> Panel:
    """The experiences that lie at a piece: the learner sees all own, others what is shared with them (access.md R7)."""
    found: list[Any] = _evidence_at(piece.pk, tracks_of(person).guided(), person.pk)
    for one in found:
        is_theirs = one.experience.author_id == person.pk
        one.said = _first_line_of(one.experience.situation if is_theirs else one.first_line or "")
    return Panel("reflections/panels/evidence.html", {"evidence": found, "is_own": piece.track.learner_id == person.pk})


def evidence_on_track(track: Track, person: User) -> Panel | None:
    """The same for a whole track, piece by piece. Nothing readable: no panel, so that nothing is hinted at."""
    found = _evidence_on(track.pk, tracks_of(person).guided(), person.pk)
    by_piece: dict[Piece, list[Evidence]] = defaultdict(list)
    for one in found:
        piece: Any = one.piece
        piece.called = one.called
        one.said = _first_line_of(one.first_line or "")
        by_piece[piece].append(one)
    if not by_piece:
        return None
    pieces = sorted(by_piece.items(), key=lambda item: (Slot(item[0].slot).position, item[0].pk))
    return Panel("reflections/panels/evidence_on_track.html", {"pieces": pieces})


def experiences_to_show(person: User, track: Track) -> list[tuple[str, str, str]]:
    """Experiences on a track that can show how it goes in a round: of the learner those that somebody may read, of
    others what is shared with them by name. With the day as title: no text of an entry (access.md R9)."""
    if person.pk == track.learner_id:
        shared = Share.objects.running().filter(experience__author=person)
        found = Experience.objects.saved().filter(pk__in=shared.values("experience"))
    else:
        found = Experience.objects.shared_with(person)
    return [
        (
            str(one.public_id),
            str(_("Ervaring van %(day)s") % {"day": date_format(one.happened_on, "j F Y")}),
            one.get_absolute_url(),
        )
        for one in found.on_track(track).order_by("-happened_on", "-pk")[:MOST_TO_SHOW]
    ]
