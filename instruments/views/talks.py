"""What partners wrote apart, for the page of their conversation: before it opens the own side, after it everybody's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
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
    speaks_for,
)
from instruments.views.outcomes import offers_for
from learningtracks.models.instruments import Instrument, Item
from learningtracks.policy.action_points import own_sides
from partnerships.models.organisations import Organisation

Lists = Sequence[Instrument]


@dataclass(frozen=True)
class Writing:
    """One side of this person, or the own sheet of who learns (`side` is empty): what was written so far."""

    side: Organisation | None
    sheet: Sheet | None
    may: bool
    url: str
    pairs: list[tuple[Item, Answer]]


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
    assert ask.partnership  # noqa: S101 - for the type checker
    speaks = speaks_for(person, ask)
    by_side = {one.organisation_id: one for one in sheets if one.organisation_id}
    found = []
    for side in own_sides(person, ask.partnership).order_by("name", "pk"):
        url = reverse("instruments:side", args=[ask.public_id, side.public_id])
        found.append(_one(side, by_side.get(side.pk), side.pk in speaks, url, lists))
    if learns_there(person, ask):
        own = next((one for one in sheets if one.person_id == person.pk), None)
        found.append(_one(None, own, True, reverse("instruments:own_side", args=[ask.public_id]), lists))
    return found


def _one(side: Organisation | None, sheet: Sheet | None, may: bool, url: str, lists: Lists) -> Writing:
    given = {answer.item_id: answer for answer in sheet.answers.all()} if sheet else {}
    pairs = [(item, given[item.pk]) for one in lists for item in one.tree if item.pk in given]
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
            "url": reverse("instruments:item", args=[ask.public_id, item.key]),
            "said": _said(item, sheets, offers, before),
            "agreed": _answer(together, item) if together else None,
            "agreed_outcomes": offers.get((together.pk, item.pk)) if together else None,
            "agreed_before": before.get(("", item.slug), [""])[0],
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


Before = dict[tuple[str, str], list[str]]


def _said(item: Item, sheets: Sequence[Sheet], offers: Any, before: Before) -> list[dict[str, Any]]:
    sides = {one.organisation.name: one for one in sheets if one.organisation}
    earlier = {name for (name, slug), _texts in before.items() if slug == item.slug and name not in ("", STUDENT)}
    found = []
    for name in sorted({*sides, *earlier}):
        sheet = sides.get(name)
        answer = _answer(sheet, item) if sheet else None
        then = before.get((name, item.slug), [""])[0]
        outcomes = offers.get((sheet.pk, item.pk)) if sheet else None
        found.append({"label": name, "text": answer.text if answer else "", "before": then, "outcomes": outcomes})
    learners = sorted((token_of(one, item), one) for one in sheets if one.person_id)
    for _token, sheet in learners:
        if answer := _answer(sheet, item):
            outcomes = offers.get((sheet.pk, item.pk))
            found.append({"label": _("Een student"), "text": answer.text, "before": "", "outcomes": outcomes})
    return found


STUDENT = "*"  # no organisation is called so


def last_talk(person: User, ask: Ask, lists: Lists) -> Before:
    """What was opened the time before, by who wrote it (nothing: what was agreed) and the slug of the question."""
    last = Ask.objects.readable_by(person).before(ask).published().first()
    if last is None:
        return {}
    sheets = sheets_for(person, last)
    slugs = {item.pk: item.slug for one in lists for item in one.tree}
    if not {answer.item_id for sheet in sheets for answer in sheet.answers.all()} <= slugs.keys():
        slugs |= {item.pk: item.slug for one in last.sources() for item in one.tree}  # of an earlier edition
    found: Before = {}
    for sheet in sheets:
        if sheet.handed_in_at or sheet.is_of_the_group:
            name = sheet.organisation.name if sheet.organisation else "" if sheet.is_of_the_group else STUDENT
            for answer in sheet.answers.all():
                found.setdefault((name, slugs[answer.item_id]), []).append(answer.text)
    return found
