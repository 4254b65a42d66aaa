"""Who reads which sheet when: six functions, one a reading, and nothing else decides it (access.md §3.1).

Each gets what was asked with all its sheets and gives those that this person may read. Not even that a sheet is there
follows from anything else (access.md R7). Who may not open what was asked does not come this far (`Ask.visible_to`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.models.sheets import Answer, Sheet
from instruments.policy.subjects import inside, learned_on, sides_of
from instruments.values.asks import may_show
from instruments.values.spread import Spread
from learningtracks.values.instruments import Reading
from partnerships.models.partnerships import PartnershipParty

Sheets = Sequence[Sheet]


def _own(person: User, sheets: Sheets) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.person_id == person.pk]


def _of_the_group(sheets: Sheets) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.is_of_the_group]


def alone(person: User, ask: Ask, sheets: Sheets) -> list[Sheet]:
    """The own sheet, and nobody reads another."""
    return _own(person, sheets)


def side_by_side(person: User, ask: Ask, sheets: Sheets) -> list[Sheet]:
    """Who handed in reads what others handed in; so does everybody around once it is closed. The group's sheet
    is of who is inside; made known, also of the people of the organisation."""
    own, around = _own(person, sheets), inside(person, ask) or learned_on(person, ask)
    found = list(own)
    keeps = bool(ask.organisation_id) and around  # its advisers
    if keeps or any(sheet.handed_in_at for sheet in own) or (ask.closed_at and around):
        found += [one for one in sheets if one.person_id and one.handed_in_at and one.person_id != person.pk]
    return found + (_of_the_group(sheets) if around or ask.opened_at else [])


def spread_only(person: User, ask: Ask, sheets: Sheets) -> list[Sheet]:
    """The own sheet and that of the group; of others only how it is spread, and the lead who shows theirs."""
    if not inside(person, ask):
        return []
    lead = lead_sheet(ask, sheets)
    if lead:
        lead.is_shown = True
    shown = [_ticks_of(lead)] if lead and lead.person_id != person.pk else []
    return [*_own(person, sheets), *shown, *_of_the_group(sheets)]


def _ticks_of(sheet: Sheet) -> Sheet:
    """What somebody noted beside a tick stays theirs."""
    for answer in sheet.answers.all():
        answer.text = ""
    return sheet


def open_together(person: User, ask: Ask, sheets: Sheets) -> list[Sheet]:
    """The own side; once it is open also what was handed in before, and what the group writes then."""
    if not inside(person, ask):
        return []
    sides = sides_of(person, ask)
    own = [one for one in sheets if one.person_id == person.pk or one.organisation_id in sides]
    if not ask.opened_at:
        return own
    ready = [one for one in sheets if one.handed_in_at and one.handed_in_at <= ask.opened_at and one not in own]
    return [*own, *ready, *_of_the_group(sheets)]


def two(person: User, ask: Ask, sheets: Sheets) -> list[Sheet]:
    """Who is asked; who asked once it is sent; everybody around once who answered offers it to them."""
    if not inside(person, ask):
        return []
    may = ask.asked_id == person.pk or (ask.closed_at and (ask.by_id == person.pk or ask.offered_at))
    return [sheet for sheet in sheets if may and sheet.person_id == ask.asked_id]


def learner_only(person: User, ask: Ask, sheets: Sheets) -> list[Sheet]:
    """Who learns; and whom they let in by name, as long as that person is on the track (access.md R10)."""
    if learned_on(person, ask):
        return _own(person, sheets)
    named = any(one.person_id == person.pk and not one.ended_at for one in ask.named.all())
    return [sheet for sheet in sheets if named and inside(person, ask) and sheet.person_id]


READINGS: dict[str, Callable[[User, Ask, Sheets], list[Sheet]]] = {
    Reading.ALONE: alone,
    Reading.SIDE_BY_SIDE: side_by_side,
    Reading.SPREAD: spread_only,
    Reading.OPEN_TOGETHER: open_together,
    Reading.TWO: two,
    Reading.LEARNER_ONLY: learner_only,
}


def sheets_for(person: User, ask: Ask) -> list[Sheet]:
    """What this person may read of it now, with the answers: two queries. A side that left has nothing here now."""
    found = _sheets_of(ask.pk, ask.partnership_id or 0)
    for sheet in found:
        sheet.ask = ask
    return READINGS[ask.reading](person, ask, found)


@Prepared
def _sheets_of(ask: int, partnership: int) -> QuerySet[Sheet]:
    present = PartnershipParty.objects.present().filter(partnership=partnership).values("organisation")
    there = Sheet.objects.filter(Q(organisation=None) | Q(organisation__in=present), ask=ask)
    return there.select_related("person", "organisation").prefetch_related("answers")


@dataclass(frozen=True)
class Earlier:
    """What was asked the time before, and what the group wrote down then: by question, so that a newer edition finds it
    too."""

    ask: Ask
    said: dict[str, Answer]


def last_time(person: User, ask: Ask, items: Iterable[Item]) -> Earlier | None:
    """The last time before this one at which the group wrote something, as far as this person may read it now. `items`
    are the questions of today: those of an older edition are looked up."""
    ask_before = Ask.objects.readable_by(person).before(ask).written_together().first()
    if ask_before is None:
        return None
    together = _of_the_group(sheets_for(person, ask_before))
    answers = [answer for sheet in together for answer in sheet.answers.all() if answer.choice or answer.text]
    slugs = {item.pk: item.slug for item in items}
    if older := {answer.item_id for answer in answers} - slugs.keys():
        slugs |= dict(Item.objects.filter(pk__in=older).values_list("pk", "slug"))
    return Earlier(ask_before, {slugs[answer.item_id]: answer for answer in answers})


def own_sheet(person: User, ask: Ask) -> Sheet | None:
    """What this person filled in, if anything."""
    return next(iter(_own(person, sheets_for(person, ask))), None)


def together_sheet(person: User, ask: Ask) -> Sheet | None:
    """What the group wrote as one, if this person may read that now."""
    return next(iter(_of_the_group(sheets_for(person, ask))), None)


def together_in(person: User, asks: Sequence[Ask]) -> dict[int, dict[str, str]]:
    """What groups ticked as one, by ask and by question, as far as this person may read it: two queries."""
    found: dict[int, dict[str, str]] = {ask.pk: {} for ask in asks}
    with_items = Prefetch("answers", Answer.objects.select_related("item"))
    sheets = Sheet.objects.filter(ask__in=asks, person=None, organisation=None).prefetch_related(with_items)
    written = {sheet.ask_id: sheet for sheet in sheets}
    for ask in asks:
        for sheet in READINGS[ask.reading](person, ask, [written[ask.pk]] if ask.pk in written else []):
            found[ask.pk] = {answer.item.slug: answer.choice for answer in sheet.answers.all() if answer.choice}
    return found


def lead_sheet(ask: Ask, sheets: Sheets) -> Sheet | None:
    """The sheet of a lead who stands by it, when it is closed and five others handed in too, also to each question that
    the lead ticked: with fewer, who reads both it and the whole could reckon somebody out (access.md R17)."""
    given = [sheet for sheet in sheets if sheet.person_id and sheet.handed_in_at]
    shown = next((sheet for sheet in given if sheet.shows_own), None)
    others = [sheet for sheet in given if sheet is not shown]
    if not shown or not ask.closed_at or not may_show(len(others)):
        return None
    ticked = Counter(answer.item_id for sheet in others for answer in sheet.answers.all() if answer.choice)
    return shown if all(may_show(ticked[one.item_id]) for one in shown.answers.all() if one.choice) else None


def figures_for(person: User, ask: Ask) -> dict[str, Spread]:
    """How answers are spread, by question: as it was counted at closing, and nothing before or since."""
    if ask.reading != Reading.SPREAD or not ask.closed_at or not inside(person, ask):
        return {}
    return {item: Spread((a, b, c, d, unknown)) for item, (a, b, c, d, unknown) in ask.totals.items()}
