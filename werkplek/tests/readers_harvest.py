"""Who may read what was told in a session that is over, for the crawl for canaries (test_canaries.py)."""

from partnerships.models.memberships import Membership
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.models.harvest import HarvestItem
from reflections.models.improvements import ImprovementTrack, SituationCard
from reflections.models.indicators import Indicator, Measurement
from reflections.models.promises import Promise
from reflections.models.rooms import Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.values import Audience, HarvestAudience
from werkplek.tests.readers_actions import of_team


def present(check: ValueCheck) -> set[int]:
    """R15: who sat there and is still of the team."""
    return set(Seat.objects.filter(value_check=check).values_list("person", flat=True)) & of_team(check.team)


def of_story(story: ValueStory) -> set[int]:
    """Row 19. While the session is live its words stand on the board of the room, which is another text. One held apart
    has no board."""
    teller = {story.seat.person_id}
    if story.withdrawn_at or (story.value_check.closed_at is None and not story.value_check.is_apart):
        return teller
    readers = teller | present(story.value_check)
    if story.audience != Audience.PRESENT:
        readers |= of_team(story.value_check.team)
    return readers | (_of_partners(story.value_check.team) if story.audience == Audience.PARTNERSHIP else set())


def _of_partners(team: Team) -> set[int]:
    active = Membership.objects.active()
    found: set[int] = set()
    own = PartnershipParty.objects.present().filter(organisation=team.organisation)
    for partnership in Partnership.objects.filter(pk__in=own.values("partnership")):
        partners = partnership.organisations.all()
        there = active.filter(partnership=partnership) | active.filter(role=Role.COORDINATOR, organisation__in=partners)
        found |= set(there.values_list("person", flat=True))
    return found


def of_note(note: StoryNote) -> set[int]:
    """Only confirmed notes are read by others (row 21 after closing); while it is held apart, who takes part."""
    check = note.story.value_check
    if note.confirmed_at and not note.removed_at:
        return of_story(note.story)
    return {note.story.seat.person_id} | (present(check) if check.is_apart and check.is_open else set())


def of_item(item: HarvestItem) -> set[int]:
    """Rows 24 and 25: those present before the yes; then the team, or also the other teams and the coordinators."""
    team = item.story.value_check.team
    teller = {item.story.seat.person_id}
    if item.withdrawn_at:
        return teller
    if item.published_at is None:
        return teller | present(item.story.value_check)
    readers = teller | of_team(team)
    if item.audience == HarvestAudience.ORGANISATION:
        here = Membership.objects.active().filter(organisation=team.organisation)
        readers |= set(here.exclude(team=None).values_list("person", flat=True))
        readers |= set(here.filter(role=Role.COORDINATOR).values_list("person", flat=True))
    return readers


def of_text(story: ValueStory) -> set[int]:
    """Row 43: the teller, and who reads the story once the teller ticked that."""
    return of_story(story) if story.shows_text else {story.seat.person_id}


def of_promise(promise: Promise) -> set[int]:
    """Row 43: the teller, and who reads the story when it is shared."""
    story = promise.story
    return of_story(story) if promise.is_shared else {story.seat.person_id}


def of_claim(promise: Promise) -> set[int]:
    """What is expected is read by a second voice who is asked, too; how it ended is not."""
    return of_promise(promise) | {one.person_id for one in promise.passes.open() if one.person_id}


def of_word(word: CheckOutWord) -> set[int]:
    check = word.seat.value_check
    return {word.seat.person_id} | (present(check) if check.closed_at or check.is_harvesting else set())


def of_indicator(indicator: Indicator) -> set[int]:
    """Row 26b: the team. Who wrote it down has it in the own data, also after leaving."""
    return of_team(indicator.team) | {indicator.made_by_id}


def of_measurement(seen: Measurement) -> set[int]:
    return of_team(seen.indicator.team) | {seen.by_id}


def of_improvement(improvement: ImprovementTrack) -> set[int]:
    """Row 45: the team. Who began it has it in the own data, also after leaving."""
    return of_team(improvement.team) | {improvement.made_by_id}


def of_situation(card: SituationCard) -> set[int]:
    return of_team(card.improvement.team) | {card.author_id}


CONTENT_OF_HARVEST = {
    "reflections.ImprovementTrack.process": of_improvement,
    "reflections.ImprovementTrack.reason": of_improvement,
    "reflections.SituationCard.situation": of_situation,
    "reflections.SituationCard.happened": of_situation,
    "reflections.SituationCard.why_1": of_situation,
    "reflections.SituationCard.why_2": of_situation,
    "reflections.SituationCard.why_3": of_situation,
    "reflections.SituationCard.why_4": of_situation,
    "reflections.SituationCard.why_5": of_situation,
    "reflections.SituationCard.otherwise": of_situation,
    "reflections.ValueStory.title": of_story,
    "reflections.ValueStory.text": of_text,
    "reflections.Promise.text": of_claim,
    "reflections.Promise.words": of_promise,
    "reflections.StoryNote.text": of_note,
    "reflections.HarvestItem.text": of_item,
    "reflections.CheckOutWord.text": of_word,
    "reflections.Indicator.text": of_indicator,
    "reflections.Indicator.unit": of_indicator,
    "reflections.Indicator.how": of_indicator,
    "reflections.Measurement.words": of_measurement,
}
MADE_OF_HARVEST = ["reflections.StoryNote.item", "reflections.Measurement.quarter"]
