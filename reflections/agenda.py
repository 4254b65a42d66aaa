"""The own calendar: all that has a date for one person (domain.md §9.8). When, where and with whom; what people write
never gets in (access.md R9), and what somebody may no longer know of is not in it."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.values import today
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
from instruments.models.review_dates import ReviewDate
from learningtracks.belonging import tracks_of
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.conversations import Conversation
from learningtracks.models.reviews import opens_on
from learningtracks.models.tracks import Period
from partnerships.calendar_files import Appointment, Day
from partnerships.values import SPEAKS
from reflections.models.improvements import ImprovementTrack
from reflections.models.promises import Promise
from reflections.models.value_checks import ValueCheck


def entries_of(person: User) -> list[Appointment | Day]:
    """What this person is invited to, and the days that count for them, from today on."""
    days = [*_periods(person), *_action_points(person), *_look_backs(person), *_promises(person), *_asks(person)]
    return [*_value_checks(person), *_talks(person), *days, *_improvements(person)]


def _value_checks(person: User) -> Iterator[Appointment]:
    planned = ValueCheck.objects.invited_to(person).upcoming().filter(starts_at__isnull=False).select_related("team")
    for check in planned:
        if appointment := check.appointment():
            yield appointment


def _talks(person: User) -> Iterator[Appointment]:
    for talk in Conversation.objects.of_person(person).upcoming().with_heads():
        yield talk.appointment()


def _periods(person: User) -> Iterator[Day]:
    """When a period ends, and for who looks back on it when that can begin."""
    mine = tracks_of(person)
    reviewed = mine.guided(*SPEAKS)
    for period in Period.objects.to_come(mine.active):
        track = period.track
        words = {"number": period.number, "name": track.learner}
        own = track.learner_id == person.pk
        ends = _("Periode %(number)s eindigt") if own else _("Periode %(number)s van %(name)s eindigt")
        yield _day(f"{period.public_id}", min(period.ends_on, track.last_day), ends % words, track.get_absolute_url())
        if track.pk in reviewed and opens_on(period) >= today():
            url = reverse("learningtracks:review_new", args=[track.public_id, period.number])
            title = _("Terugblik schrijven over periode %(number)s van %(name)s") % words
            yield _day(f"{period.public_id}-review", opens_on(period), title, url)


def _action_points(person: User) -> Iterator[Day]:
    mine = ActionPoint.objects.visible_to(person).owned_by(person).standing().due_from(today())
    for point in mine.with_heads():
        where = point.track.learner if point.track else point.subject  # a learner wrote the name of a track
        title = _("Actiepunt klaar (%(where)s)") % {"where": where}
        yield _day(f"{point.public_id}", point.due_on, title, point.get_absolute_url())


def _look_backs(person: User) -> Iterator[Day]:
    for one in ReviewDate.objects.coming(person):
        yield _day(f"{one.ask.public_id}-{one.on}", one.on, _("Terugkijken op een antwoord"), one.get_absolute_url())


def _promises(person: User) -> Iterator[Day]:
    """When a teller is asked how an own story ended."""
    for one in Promise.objects.asked_of(person).filter(ask_on__gte=today()).order_by("ask_on", "pk"):
        url = reverse("reflections:promise_answer", args=[one.public_id])
        yield _day(f"{one.public_id}", one.ask_on, _("Terugkijken op een verhaal"), url)


def _improvements(person: User) -> Iterator[Day]:
    """The last day of what the team improves. Not which work that is."""
    for one in ImprovementTrack.objects.visible_to(person).running().select_related("team").order_by("ends_on", "pk"):
        title = _("Laatste dag van het verbetertraject (%(team)s)") % {"team": one.team}
        yield _day(f"{one.public_id}", one.ends_on, title, one.get_absolute_url())


def _asks(person: User) -> Iterator[Day]:
    """The day of a team meeting, and the last day to answer of what is asked, for who did not hand in. Not what
    somebody called it."""
    given = set(person.sheets.filter(handed_in_at__isnull=False).values_list("ask", flat=True))
    open_now = Ask.objects.visible_to(person).open().filter(until_on__gte=today())
    for ask in open_now.with_places().order_by("until_on", "pk"):
        kind = KINDS[ask.kind]
        if ask.pk in given and not kind.opens:
            continue
        what = str(kind.words.one or _("Vragen aan jou"))
        title = what if kind.opens else _("Laatste dag: %(what)s") % {"what": what}
        where = ask.on.learner if ask.on else ask.team or ask.organisation or ask.partnership
        yield _day(f"{ask.public_id}", ask.day, f"{title} ({where})" if where else title, ask.get_absolute_url())


def _day(identity: str, on: dt.date, title: str, path: str) -> Day:
    uid = f"{identity}@{urlsplit(settings.SITE_URL).hostname}"
    return Day(uid, on, title, f"{settings.SITE_URL}{path}")
