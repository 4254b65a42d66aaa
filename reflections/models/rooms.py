"""The live session of a value check: the room, who sits in it, and the moves on its board (domain.md §5).

The moves are the truth of a session while it is live: the board is their fold (`reflections/live/board.py`), and
`Room.board` is that fold at `Room.version`, kept beside them so that no screen has to fold a thousand moves. What
outlives the session stands in `ValueStory` and `StoryNote`, written by the same actions. At closing the moves lose
their words and the rows are the truth from then on (docs/decisions/).
"""

import datetime as dt
import uuid

from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from learningtracks.models.action_points import ActionPoint, ActionPointQuerySet
from reflections.models.experiences import Experience
from reflections.models.letters import undelivered
from reflections.models.value_checks import ValueCheck
from reflections.values import HIGHEST_SCORE, LOWEST_SCORE, MoveKind


class Room(models.Model):
    """One live session. `actions/rooms.py` moves it; `version` is the number of its last move.

    `presence` counts the changes in who is here or at the door: those are no moves, and a screen shows them all the
    same.
    """

    value_check = models.OneToOneField(ValueCheck, on_delete=models.CASCADE, related_name="room")
    code = models.CharField(
        max_length=6, null=True, blank=True, unique=True, help_text="Shows the way, is no right; empty after closing."
    )
    version = models.PositiveIntegerField(default=0)
    presence = models.PositiveIntegerField(default=0)
    here = models.JSONField(default=list, help_text="Numbers of the seats whose screen answered lately.")
    away = models.JSONField(default=list, help_text="Numbers of those who did not answer for two minutes.")
    door = models.PositiveSmallIntegerField(default=0, help_text="How many guests wait for a yes.")
    board = models.JSONField(default=dict)
    touched_at = models.DateTimeField(default=timezone.now)
    next_on = models.DateField(_("volgende waardecheck"), null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="What is left of a session after two years.")
    ended_itself_at = models.DateTimeField(null=True, blank=True, help_text="Closed by the clock, nobody did it.")

    class Meta:
        verbose_name = _("ruimte")
        verbose_name_plural = _("ruimtes")

    def __str__(self) -> str:
        return f"{self.value_check_id} · {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("reflections:room", args=[self.value_check.public_id])

    @property
    def tag(self) -> str:
        """What a screen compares to know whether anything changed."""
        return f"{self.version}-{self.presence}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def of(self, person: User) -> "SeatQuerySet":
        return self.filter(person=person)

    def in_room(self, room: Room) -> "SeatQuerySet":
        return self.filter(value_check=room.value_check_id).select_related("person")


class Seat(models.Model):
    """Somebody who is present in a session: a person, or a guest with a name for this session only.

    Sitting down is an action of one's own, because it gives rights: only who was present may read the stories later
    (access.md R15). A guest sits on a pass (R20).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    value_check = models.ForeignKey(ValueCheck, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="seats")
    guest_name = models.CharField(_("naam"), max_length=60, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    has_scored = models.BooleanField(default=False, help_text="That, never what: the score has no owner (R16).")

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("stoel")
        verbose_name_plural = _("stoelen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["value_check", "number"], name="seat_number_once"),
            models.UniqueConstraint(fields=["value_check", "person"], name="seat_once_per_person"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ ~Q(guest_name=""), name="seat_of_a_person_or_a_guest"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the others read: "Gast" stands behind a guest."""
        return str(self.person) if self.person else gettext("%(name)s (gast)") % {"name": apart(self.guest_name)}

    @property
    def is_guest(self) -> bool:
        return self.person_id is None


class GuestPassQuerySet(models.QuerySet["GuestPass"]):
    def open(self) -> "GuestPassQuerySet":
        """Not taken back, of a session that is not over."""
        return self.filter(ended_at__isnull=True)

    def at_the_door(self) -> "GuestPassQuerySet":
        """Who asked to come in and has no answer yet, longest first."""
        return self.open().filter(admitted_at__isnull=True)

    def expected(self) -> "GuestPassQuerySet":
        """Invited and not in yet."""
        return self.open().filter(admitted_at__isnull=False, seat__isnull=True)

    def addressed(self) -> "GuestPassQuerySet":
        """Those that hold a mail address."""
        return self.exclude(email="")

    def unseat(self) -> None:
        """As if nobody had come in: who sat is expected again, by the name they gave; who waits at the door is not."""
        self.at_the_door().delete()
        name = Seat.objects.filter(pk=OuterRef("seat")).values("guest_name")
        self.filter(seat__isnull=False).update(name=Subquery(name), seat=None)

    def with_trouble(self) -> "GuestPassQuerySet":
        """Each knows whether its letter will never arrive."""
        return self.annotate(undelivered=undelivered("guestpass"))


class GuestPass(models.Model):
    """One guest of one session (access.md R20, T13): invited beforehand by who leads, or at the door with the code of
    the wall and then let in (`admitted_at`).

    Two links are made of `public_id` and the secret key, so the database alone opens nothing. That of the invitation is
    known to who invited and works once. The own one is shown to the guest only: it opens the own story for as long as
    that is kept, also when presence ended (`ended_at`). The address is forgotten when the guest comes in.
    `actions/guests.py` moves it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    value_check = models.ForeignKey(ValueCheck, on_delete=models.CASCADE, related_name="guest_passes")
    name = models.CharField(_("naam"), max_length=60, blank=True, help_text="Until they sit: then the seat has it.")
    email = models.EmailField(_("mailadres"), blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    admitted_at = models.DateTimeField(null=True, blank=True, help_text="Empty while somebody waits at the door.")
    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, null=True, blank=True, related_name="guest_pass")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GuestPassQuerySet.as_manager()

    class Meta:
        verbose_name = _("gastpas")
        verbose_name_plural = _("gastpassen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(admitted_at__isnull=False) | (~Q(name="") & Q(seat__isnull=True, email="")),
                name="guest_pass_at_the_door_is_a_name",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=True) | Q(name="", email=""),
                name="guest_pass_in_use_has_no_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        """The link of the invitation."""
        return reverse("reflections:guest", args=[self.token])

    @property
    def token(self) -> str:
        return _invitations.sign(self.public_id.hex)

    @property
    def own_token(self) -> str:
        return _own_links.sign(self.public_id.hex)

    @property
    def own_url(self) -> str:
        """The link that only the guest gets to see."""
        return reverse("reflections:guest_own", args=[self.own_token])

    @property
    def called(self) -> str:
        """The name of the guest; empty when nobody gave one yet."""
        return apart(self.seat.guest_name if self.seat else self.name)


_invitations = signing.Signer(salt="reflections.guest", sep=".")
_own_links = signing.Signer(salt="reflections.guest.own", sep=".")


def invitation_of(token: str) -> GuestPass | None:
    """The pass of a link to come in by; nothing for what is made up, changed or gone."""
    return _signed(_invitations, token)


def own_pass_of(token: str) -> GuestPass | None:
    """The pass of the own link of a guest."""
    return _signed(_own_links, token)


def _signed(signer: signing.Signer, token: str) -> GuestPass | None:
    try:
        public_id = signer.unsign(token)
    except signing.BadSignature:
        return None
    found = GuestPass.objects.select_related("value_check__team__organisation", "invited_by", "seat")
    return found.filter(public_id=public_id).first()


class SessionMove(models.Model):
    """One move on the board of a session, in the order in which the server accepted them (reliability.md §1.2)."""

    value_check = models.ForeignKey(ValueCheck, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=MoveKind)
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="moves")
    client_id = models.UUIDField(help_text="Made by the screen: sent twice it counts once.")
    based_on = models.PositiveIntegerField()
    payload = models.JSONField(default=dict, help_text="Loses its words when the session closes.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("zet")
        verbose_name_plural = _("zetten")
        ordering = ["value_check", "number"]
        constraints = [
            models.UniqueConstraint(fields=["value_check", "number"], name="move_number_once"),
            models.UniqueConstraint(fields=["value_check", "client_id"], name="move_once_per_client_id"),
            models.CheckConstraint(condition=Q(kind__in=MoveKind.values), name="move_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Pad(models.Model):
    """The private notes of one person during one session, and the story they have in mind. Gone at closing, seen by
    nobody else, ever (access.md row 20, R16)."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="pad")
    title = models.CharField(_("titel van je verhaal"), max_length=80, blank=True)
    text = models.TextField(_("notities"), max_length=5_000, blank=True)
    experiences = models.ManyToManyField(Experience, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kladblok")
        verbose_name_plural = _("kladblokken")

    def __str__(self) -> str:
        return str(self.pk)


class ScoreCount(models.Model):
    """How often a score was given to "Was dit je tijd waard?".

    A tally and not a row a person: no owner, no moment, no order, so that nobody can ever find out who gave what
    (access.md R16). The five rows are there from the start.
    """

    value_check = models.ForeignKey(ValueCheck, on_delete=models.CASCADE, related_name="score_counts")
    score = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOWEST_SCORE), MaxValueValidator(HIGHEST_SCORE)]
    )
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("telling van scores")
        verbose_name_plural = _("tellingen van scores")
        ordering = ["score"]
        constraints = [
            models.UniqueConstraint(fields=["value_check", "score"], name="score_counted_once"),
            models.CheckConstraint(
                condition=Q(score__gte=LOWEST_SCORE) & Q(score__lte=HIGHEST_SCORE), name="score_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}: {self.count}"


# A screen speaks every ten seconds at least. Then the others read that it is gone, and later may take over (§5.3).
GONE_AFTER = dt.timedelta(seconds=25)
AWAY_AFTER = dt.timedelta(minutes=2)


def origin_of(check: ValueCheck) -> str:
    """How an action point tells that it was made in this session."""
    return f"value_check:{check.public_id}"


def points_made_in(check: ValueCheck) -> ActionPointQuerySet:
    """What was agreed in this session, in that order."""
    return ActionPoint.objects.from_origin(origin_of(check)).select_related("owner").order_by("pk")


def points_to_look_back_on(check: ValueCheck) -> ActionPointQuerySet:
    """What the team agreed the last time, however it stands, what is still open, and what was settled while this room
    was open (domain.md §5.1). Not what it agrees now."""
    earlier = ValueCheck.objects.filter(team=check.team_id, closed_at__isnull=False).order_by("-closed_at").first()
    agreed = Q(origin=origin_of(earlier)) if earlier else Q(pk__in=[])
    open_then = Q(finished_at__isnull=True, stopped_at__isnull=True)
    if check.opened_at:
        open_then |= Q(finished_at__gte=check.opened_at) | Q(stopped_at__gte=check.opened_at)
    found = ActionPoint.objects.filter(agreed | open_then, team=check.team_id).exclude(origin=origin_of(check))
    return found.select_related("owner").soonest_first()
