"""Actions on what is asked: ask, send, take back, decline, close (access.md §3.1)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require, today
from instruments.ask_kinds import KINDS, AskKind
from instruments.models.asks import Ask, Asked
from instruments.models.instruments import Instrument
from instruments.models.sheets import Answer, Sheet
from instruments.policy.asks import (
    may_ask,
    may_be_on,
    may_begin,
    may_close,
    may_move,
    may_offer,
    may_reply,
    may_withdraw,
    offered_for,
)
from instruments.policy.own_lists import may_ask_list
from instruments.policy.subjects import is_asked_about, people_of
from instruments.values.asks import NOTHING_YET, SCALE, may_show
from learningtracks.models.tracks import Track
from learningtracks.values.instruments import Reading
from partnerships import belonging, events
from partnerships.events import Kind
from partnerships.models.teams import Team


@transaction.atomic
def ask(
    kind: AskKind,
    place: Team | Track,
    *,
    asked: User,
    by: User,
    title: str = "",
    text: str = "",
    made_of: str = "",
    lists: Sequence[str] = (),
) -> Ask:
    """Put the newest version of some lists to somebody in a team or on a track, who is told; those of the kind unless
    others are named that are offered here."""
    require(may_ask(by, place, asked))
    offered = {one.slug: one for one in offered_for(kind, place)} if lists else {}
    if not set(lists) <= set(offered):
        raise Refused(_("Deze vragen kun je hier niet stellen."))
    words = {"title": title.strip(), "text": text.strip(), "made_of": made_of}
    made = put(kind, place, [offered[slug] for slug in lists] or None, by=by, asked=asked, **words)
    events.record(kind.begun, by=by, about=made, tell=[asked])
    return made


@transaction.atomic
def begin(
    kind: AskKind,
    subject: models.Model,
    *,
    by: User,
    until_on: dt.date | None = None,
    moment: str = "",
    title: str = "",
    whole: bool = False,
    checklist: Instrument | None = None,
) -> Ask:
    """Put the newest version of the lists of this kind to everybody around, on a day or until then where it has one.
    They are told. `checklist` is an own list instead of that of the moment."""
    require(may_begin(by, subject))
    if until_on:
        require(may_be_on(kind, until_on))
    if checklist and checklist.organisation_id:
        require(may_ask_list(subject, checklist))
    about, now = subject._meta.model_name or "", timezone.now()
    lists = newest_of([slug.format(moment=moment) for slug in kind.lists])
    if checklist:
        lists = [lists[0], checklist]
    made = put(
        kind,
        subject,
        [one for one in lists if is_asked_about(about, one)],
        by=by,
        moment=moment,
        title=title.strip(),
        whole=whole,
        until_on=until_on,
        started_at=now,
        opened_at=now if kind.opens else None,
    )
    day: dict[str, Any] = {"day_on": until_on.isoformat()} if until_on else {}
    events.record(kind.begun, by=by, about=made, tell=people_of(made), place=made.place, **day)
    return made


@transaction.atomic
def begin_together(kind: AskKind, team: Team, *, by: User) -> Ask:
    """Put the lists of this kind to a team that answers as one at once: nobody answers apart. The team is told."""
    require(may_begin(by, team))
    now = timezone.now()
    made = put(kind, team, by=by, together=True, until_on=today(), started_at=now, closed_at=now)
    _record(kind.apart.together if kind.apart else None, made, by=by, tell=people_of(made))
    return made


def newest_of(lists: Sequence[str]) -> list[Instrument]:
    """The newest editions of these lists, in this order."""
    current = {one.slug: one for one in Instrument.objects.ours().newest().filter(slug__in=lists)}
    return [current[slug] for slug in lists]


def put(
    kind: AskKind, subject: models.Model, lists: Sequence[Instrument] | None = None, *, by: User | None, **facts: Any
) -> Ask:
    """Ask it about this, from these lists or else from the newest editions of those of the kind, within the caller's
    transaction. Whoever calls asked the policy, and tells people."""
    about = subject._meta.model_name or ""
    made = Ask.objects.create(kind=kind.code, reading=kind.readings[about], by=by, **{about: subject}, **facts)
    lists = newest_of(kind.lists) if lists is None else lists
    Asked.objects.bulk_create(Asked(ask=made, instrument=one, place=place) for place, one in enumerate(lists))
    return made


@transaction.atomic
def move(ask: Ask, *, until_on: dt.date, version: int, by: User) -> Ask:
    """Another day. Who takes part is told; the same day again is no news. Raises Stale when a colleague was ahead."""
    ask = _locked(ask)
    require(may_move(by, ask))
    check_version(ask, version)
    days = KINDS[ask.kind].days
    if days is None or days.moved is None or until_on == ask.until_on:
        return ask
    require(may_be_on(KINDS[ask.kind], until_on))
    ask.until_on = until_on
    ask.version += 1
    ask.save(update_fields=["until_on", "version"])
    events.record(days.moved, by=by, about=ask, tell=people_of(ask), day_on=until_on.isoformat())
    return ask


@transaction.atomic
def send(ask: Ask, *, by: User) -> None:
    """Let who asked read the answers, or say yes where there is nothing to answer. They change no more. A second time
    changes nothing."""
    ask = _locked(ask)
    if ask.closed_at and ask.asked_id == by.pk:
        return
    require(may_reply(by, ask))
    if not Answer.objects.filter(sheet__ask=ask, sheet__person=by).exists():
        raise Refused(NOTHING_YET)
    ask.closed_at = timezone.now()
    ask.save(update_fields=["closed_at"])
    ask.sheets.filter(person=by).update(handed_in_at=ask.closed_at)
    _record(KINDS[ask.kind].over, ask, by=by, tell=_who_asked(ask))


@transaction.atomic
def withdraw(ask: Ask, *, by: User) -> None:
    """Take it back before there is an answer. What was kept stays with its writer; a group is told. A second time
    changes nothing."""
    ask = _locked(ask)
    if ask.withdrawn_at and ask.by_id == by.pk:
        return
    require(may_withdraw(by, ask))
    ask.withdrawn_at = timezone.now()
    ask.save(update_fields=["withdrawn_at"])
    withdrawing = KINDS[ask.kind].withdrawing
    day = {"day_on": ask.until_on.isoformat()} if ask.until_on else {}
    _record(withdrawing.event if withdrawing else None, ask, by=by, tell=[] if ask.asked_id else people_of(ask), **day)


@transaction.atomic
def decline(ask: Ask, *, by: User) -> None:
    """Say that there will be no answer, without a reason. Who asked is told. A second time changes nothing."""
    ask = _locked(ask)
    if ask.declined_at and ask.asked_id == by.pk:
        return
    require(may_reply(by, ask))
    ask.declined_at = timezone.now()
    ask.save(update_fields=["declined_at"])
    _record(KINDS[ask.kind].declined, ask, by=by, tell=_who_asked(ask))


@transaction.atomic
def offer(ask: Ask, *, by: User) -> None:
    """Let the team read what was answered. They are told. A second time changes nothing."""
    ask = _locked(ask)
    require(may_offer(by, ask))
    kind = KINDS[ask.kind].offered
    if kind and ask.team and not ask.offered_at:
        _offer(ask, timezone.now())
        events.record(kind, by=by, about=ask, tell=belonging.people_in(ask.team.pk))


@transaction.atomic
def keep(ask: Ask, *, by: User) -> None:
    """Stop sharing with the team: at once it is between the two again. What was made of it stays. A second time changes
    nothing."""
    ask = _locked(ask)
    require(may_offer(by, ask))
    kind = KINDS[ask.kind].kept
    if kind and ask.offered_at:
        _offer(ask, None)
        events.record(kind, by=by, about=ask)


def _offer(ask: Ask, moment: dt.datetime | None) -> None:
    ask.offered_at = moment
    ask.save(update_fields=["offered_at"])


@transaction.atomic
def close(ask: Ask, *, by: User) -> None:
    """Nobody answers any more, and who takes part is told. Of a spread what was not handed in goes, and the rest is
    counted, once: what happens to a sheet later changes no figure (access.md R17). A second time changes nothing."""
    ask = _locked(ask)
    if ask.closed_at:
        return
    require(may_close(by, ask))
    ask.closed_at = timezone.now()
    if ask.reading == Reading.SPREAD:
        ask.sheets.filter(handed_in_at=None, person__isnull=False).delete()
        ask.totals = counted(ask.sheets.filter(person__isnull=False))
        if KINDS[ask.kind].days:
            ask.until_on = min(ask.until_on or today(), today())  # closed early, today was the last day
    ask.save(update_fields=["closed_at", "totals", "until_on"])
    _record(KINDS[ask.kind].over, ask, by=by, tell=people_of(ask), place=ask.place)


def counted(sheets: Iterable[Sheet]) -> dict[str, list[int]]:
    """How many of these people gave each answer, for questions that five or more ticked."""
    given: dict[str, list[str]] = defaultdict(list)
    ticked = Answer.objects.filter(sheet__in=sheets, choice__in=SCALE)
    for item, choice in ticked.values_list("item__slug", "choice"):
        given[item].append(choice)
    return {item: [some.count(one) for one in SCALE] for item, some in given.items() if may_show(len(some))}


def _record(kind: Kind | None, ask: Ask, *, by: User | None, tell: Iterable[User] = (), **facts: Any) -> None:
    """Not every kind says everything."""
    if kind:
        events.record(kind, by=by, about=ask, tell=tell, **facts)


def _who_asked(ask: Ask) -> list[User]:
    return [ask.by] if ask.by else []


def _locked(ask: Ask) -> Ask:
    """It ends in one way, whoever presses at the same moment."""
    return locked(Ask.objects.with_heads(), ask.pk)
