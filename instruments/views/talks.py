"""What partners wrote apart, for the page of their conversation: before it opens the own side, after it everybody's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument, Item
from instruments.models.sheets import Answer, Sheet
from instruments.outcome_kinds import token_of
from instruments.policy.readings import sheets_for
from instruments.policy.sides import (
    FEW,
    learners_of,
    learns_there,
    may_agree,
    may_open_now,
    sides_not_heard,
    sides_read,
    speaks_for,
)
from instruments.views.outcomes import offers_for
from learningtracks.values.instruments import Voice
from partnerships.models.organisations import Organisation

Lists = Sequence[Instrument]


@dataclass(frozen=True)
class Writing:
    """One side of this person, or the own sheet of who learns (`side` is empty): what was written so far."""

    side: Organisation | None
    sheet: Sheet | None
    may: bool
    url: str
    pairs: list[tuple[str, Answer]]


def voice_of(side: Organisation | None) -> Voice:
    """In whose words somebody is asked: an organisation answers about itself, who learns about themselves."""
    return Voice.TEAM if side else Voice.LEARNER


def part(person: User, ask: Ask, lists: Lists) -> dict[str, Any]:
    """Before opening only the own side; after it everybody's, with those of last time beside them."""
    sheets = sheets_for(person, ask)
    assert ask.partnership  # noqa: S101 - the kind is about one; for the type checker
    if not ask.opened_at:
        return {
            "writing": _writing(person, ask, lists, sheets),
            "few": len(learners_of(ask.partnership)[:FEW]) < FEW,
            "may_open": may_open_now(person, ask),
        }
    handed_in = [one for one in sheets if one.handed_in_at or one.is_of_the_group]
    return {
        "rows": rows_of(person, ask, lists, handed_in),
        "late": sides_not_heard(ask).order_by("name", "pk"),
        "kept": [_one(one.organisation, one, False, "", lists) for one in sheets if _is_begun(one)],
        "may_note": may_agree(person, ask),
        "together": KINDS[ask.kind].together,
    }


def _is_begun(sheet: Sheet) -> bool:
    """There are answers in it, and it was not handed in."""
    return bool(not sheet.handed_in_at and not sheet.is_of_the_group and sheet.answers.all())


def _writing(person: User, ask: Ask, lists: Lists, sheets: Iterable[Sheet]) -> list[Writing]:
    speaks = speaks_for(person, ask)
    by_side = {one.organisation_id: one for one in sheets if one.organisation_id}
    found = []
    for side in sides_read(person, ask).order_by("name", "pk"):
        url = reverse("instruments:side", args=[ask.public_id, side.public_id])
        found.append(_one(side, by_side.get(side.pk), side.pk in speaks, url, lists))
    if learns_there(person, ask):
        own = next((one for one in sheets if one.person_id == person.pk), None)
        found.append(_one(None, own, True, reverse("instruments:own_side", args=[ask.public_id]), lists))
    return found


def _one(side: Organisation | None, sheet: Sheet | None, may: bool, url: str, lists: Lists) -> Writing:
    given = {answer.item_id: answer for answer in sheet.answers.all()} if sheet else {}
    voice = voice_of(side)
    pairs = [(item.said_to(voice), given[item.pk]) for one in lists for item in one.tree if item.pk in given]
    return Writing(side, sheet, may, url, pairs)


# --- What was said -------------------------------------------------------------------------------------------------


def rows_of(person: User, ask: Ask, lists: Lists, sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """Per question what every side wrote, and beside it what it wrote last time; what who learns wrote, without a name
    and in an order that says nothing; and what was agreed."""
    offers = offers_for(person, ask, lists, sheets)
    before = last_talk(person, ask, lists)
    together = next((one for one in sheets if one.is_of_the_group), None)
    return [
        {
            "item": item,
            "question": item.said_to(Voice.TEAM),  # what everybody talks about
            "url": reverse("instruments:item", args=[ask.public_id, item.key]),
            "said": _said(item, sheets, offers, before),
            "agreed": _answer(together, item) if together else None,
            "agreed_outcomes": offers.get((together.pk, item.pk)) if together else None,
            "agreed_before": before.first(AGREED, item),
        }
        for one in lists
        for item in one.tree
    ]


def row_of(person: User, ask: Ask, lists: Lists, item: Item) -> dict[str, Any]:
    """The same of one question."""
    sheets = [one for one in sheets_for(person, ask) if one.handed_in_at or one.is_of_the_group]
    return next(row for row in rows_of(person, ask, lists, sheets) if row["item"].pk == item.pk)


def _answer(sheet: Sheet, item: Item) -> Answer | None:
    return next((one for one in sheet.answers.all() if one.item_id == item.pk), None)


AGREED, LEARNER = 0, -1  # who wrote something, where that was no organisation


@dataclass(frozen=True)
class Before:
    """What was opened the time before. `said`: by the key of the organisation (or AGREED, LEARNER) and the slug of the
    question; `names`: how those organisations are called. Two may have one name."""

    said: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def first(self, who: int, item: Item) -> str:
        return self.said.get((who, item.slug), [""])[0]


def _said(item: Item, sheets: Sequence[Sheet], offers: Any, before: Before) -> list[dict[str, Any]]:
    sides = {one.organisation.pk: one for one in sheets if one.organisation}
    names = {who: name for who, name in before.names.items() if before.first(who, item)}
    names |= {who: sheet.organisation.name for who, sheet in sides.items() if sheet.organisation}
    found = []
    for who, name in sorted(names.items(), key=lambda side: (side[1], side[0])):
        sheet = sides.get(who)
        answer = _answer(sheet, item) if sheet else None
        outcomes = offers.get((sheet.pk, item.pk)) if sheet else None
        then = before.first(who, item)
        found.append({"label": name, "text": answer.text if answer else "", "before": then, "outcomes": outcomes})
    learners = sorted((token_of(one, item), one) for one in sheets if one.person_id)
    for _token, sheet in learners:
        if answer := _answer(sheet, item):
            outcomes = offers.get((sheet.pk, item.pk))
            found.append({"label": _("Iemand die leert"), "text": answer.text, "before": "", "outcomes": outcomes})
    return found


def last_talk(person: User, ask: Ask, lists: Lists) -> Before:
    """What was opened the time before this one, as far as this person may read it."""
    last = Ask.objects.readable_by(person).before(ask).published().first()
    if last is None:
        return Before()
    sheets = sheets_for(person, last)
    slugs = {item.pk: item.slug for one in lists for item in one.tree}
    if not {answer.item_id for sheet in sheets for answer in sheet.answers.all()} <= slugs.keys():
        slugs |= {item.pk: item.slug for one in last.sources() for item in one.tree}  # of an earlier edition
    found = Before()
    for sheet in sheets:
        if sheet.handed_in_at or sheet.is_of_the_group:
            who = sheet.organisation.pk if sheet.organisation else AGREED if sheet.is_of_the_group else LEARNER
            if sheet.organisation:
                found.names[who] = sheet.organisation.name
            for answer in sheet.answers.all():
                found.said.setdefault((who, slugs[answer.item_id]), []).append(answer.text)
    return found
