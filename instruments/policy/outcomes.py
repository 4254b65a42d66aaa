"""What may be made of an answer, by whom, and of which words (docs/decisions/0131)."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, no, today
from accounts.values import Answer as May
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.models.sheets import Sheet
from instruments.outcome_kinds import OUTCOMES, OutcomeKind, Said, codes_of
from instruments.policy.asks import people_to_ask
from instruments.policy.readings import sheets_for
from instruments.policy.sides import speaks_for
from instruments.policy.subjects import words_for
from learningtracks.belonging import tracks_of
from learningtracks.models.puzzles import Puzzle, puzzle_now
from learningtracks.models.tracks import Track
from learningtracks.policy.action_points import FURTHEST, may_make_action_point
from learningtracks.policy.conversations import may_plan_talk
from learningtracks.policy.pieces import may_propose
from learningtracks.values.instruments import Reading
from partnerships.models.teams import Team

FOR_ONE = (Reading.ALONE, Reading.LEARNER_ONLY)


def stands(ask: Ask, sheet: Sheet) -> bool:
    """Is it said, or is somebody still writing? What one person keeps to themselves is said as soon as it is there."""
    return bool(sheet.is_of_the_group or sheet.handed_in_at or ask.closed_at or ask.reading in FOR_ONE)


def is_known_around(ask: Ask, sheet: Sheet) -> bool:
    """May everybody around what it is about read this sheet? Of a learner who answers beside organisations they read
    the words, and never the name."""
    if sheet.is_of_the_group:
        return True
    if ask.reading == Reading.TWO:
        return bool(ask.offered_at)
    if ask.reading == Reading.SIDE_BY_SIDE:
        return bool(ask.closed_at and sheet.handed_in_at and not ask.organisation_id)  # invited: read by few
    return bool(ask.reading == Reading.OPEN_TOGETHER and ask.opened_at and sheet.handed_in_at)


def said_to(person: User, ask: Ask, lists: Iterable[Instrument], sheets: Iterable[Sheet]) -> list[Said]:
    """The answers that something can be made of, out of the sheets that this person may read."""
    items, voice = {item.pk: item for one in lists for item in one.tree}, words_for(person, ask)
    return [
        Said(
            ask,
            sheet,
            item,
            question=item.said_to(*voice),
            words=answer.text or f"{item.said_to(*voice)} {answer.get_choice_display()}",
            is_own=sheet.person_id == person.pk,
            is_known=is_known_around(ask, sheet),
        )
        for sheet in sheets
        if stands(ask, sheet)
        for answer in sheet.answers.all()
        if (item := items.get(answer.item_id)) and (answer.text or answer.choice)
    ]


def said_by(person: User, ask: Ask, item: str, token: str = "") -> Said | None:
    """One answer to this question, read anew for this person: the one that is meant, or the first there is."""
    there = said_to(person, ask, ask.sources(), sheets_for(person, ask))
    return next((one for one in there if one.item.slug == item and token in ("", one.token)), None)


def offered(person: User, ask: Ask, lists: Sequence[Instrument], said: Iterable[Said]) -> dict[Said, list[OutcomeKind]]:
    """What may be made of each of these answers. Whether a kind may be made here is asked once."""
    beside = {one.pk: one.tree for one in lists}
    may = cache(lambda code: code in OUTCOMES and bool(OUTCOMES[code].may(person, ask)))
    return {
        one: [
            OUTCOMES[code]
            for code in codes_of(one.item, beside[one.item.instrument_id])
            if may(code) and OUTCOMES[code].fits(one)
        ]
        for one in said
    }


def may_become(person: User, said: Said, kind: OutcomeKind) -> May:
    """What the list offers at this question, as far as this person may make it here."""
    [its_list] = [one for one in said.ask.sources() if one.pk == said.item.instrument_id]
    if kind.code not in codes_of(said.item, its_list.tree) or not kind.fits(said):
        return no(_("Dit kun je hier niet van dit antwoord maken."))
    return kind.may(person, said.ask)


# --- Each kind ---------------------------------------------------------------------------------------------------


def may_act(person: User, ask: Ask) -> May:
    """An action point, where it is about; of an own training one chooses where."""
    if ask.partnership_id:  # asked once more by what makes it
        return YES if speaks_for(person, ask) else no(_("Je kunt hier geen actiepunt maken."))
    return may_make_action_point(person, ask.place) if ask.place else YES


def tracks_to_lay(person: User, ask: Ask) -> list[Track]:
    """The tracks in whose puzzle a piece may be laid: the one it is about, or those of the partnership on which this
    person speaks."""
    if ask.track_of:
        return [track for track in [ask.place] if isinstance(track, Track)]
    if not ask.partnership_id:
        return []
    spoken = Track.objects.not_over().filter(pk__in=tracks_of(person).spoken, partnership=ask.partnership_id)
    return list(spoken.select_related("learner").order_by("learner__name_key", "pk"))


def puzzle_of(ask: Ask, track: Track) -> Puzzle:
    """The puzzle that a piece goes to: of the period it is about, or of the one that runs."""
    if ask.period:
        return getattr(ask.period, "puzzle", None) or Puzzle(period=ask.period)
    return puzzle_now(track)


def may_lay(person: User, ask: Ask) -> May:
    found = tracks_to_lay(person, ask)
    if not found:
        return no(_("Hier hoort geen puzzel bij."))
    return may_propose(person, puzzle_of(ask, found[0])) if ask.track_of else YES


def may_call_together(person: User, ask: Ask) -> May:
    track = ask.place
    if not isinstance(track, Track):
        return no(_("Alleen bij een traject hoort een driehoeksgesprek."))
    return may_plan_talk(person, track)


def may_look_back(person: User, ask: Ask) -> May:
    return YES


def may_look_back_on(day: object) -> May:
    """A day that is still to come, within two years."""
    return YES if today() < day <= today() + FURTHEST else no(_("Kies een dag die nog komt."))  # type: ignore[operator]


def places_to_ask_in(person: User, ask: Ask) -> list[Team | Track]:
    """Where somebody may be asked for help: the team or the track it is about; of an own training all of one's own."""
    if isinstance(ask.place, Team | Track):
        return [ask.place]
    if ask.place:
        return []
    tracks = Track.objects.not_over().filter(pk__in=tracks_of(person).learning)
    return [*tracks, *Team.objects.with_member(person)]


def may_ask_for_help(person: User, ask: Ask) -> May:
    if isinstance(ask.place, Track) and ask.place.is_over:
        return no(_("Dit traject is voorbij."))
    return YES if places_to_ask_in(person, ask) else no(_("Hier is niemand om het aan te vragen."))


def helpers_for(person: User, ask: Ask) -> QuerySet[User]:
    """Whom somebody may ask for help by name."""
    found = User.objects.none()
    for place in places_to_ask_in(person, ask):
        found = found | people_to_ask(person, place).order_by()
    return found.distinct().order_by("name_key", "pk")
