"""Stories after the session, and the harvest of them (access.md rows 19, 21, 24 and 25, R15, R18, R19, R38)."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships import belonging
from reflections.models.harvest import HarvestItem
from reflections.models.rooms import Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import leads
from reflections.values import Audience

ADDS_FOR = dt.timedelta(days=14)
WIDENING: list[str] = list(Audience)  # from few readers to many


def was_present(person: User, check: ValueCheck) -> bool:
    return Seat.objects.of(person).filter(value_check=check).exists()


def may_keep_story(who: User | Seat, story: ValueStory) -> Answer:
    """The teller changes, opens and closes the own story, once the session is over; while it is live, in the room. One
    that is held apart has no room. A guest is who has the own link, and is known by the seat."""
    if not story.is_of(who):
        return no(_("Dit verhaal is van iemand anders."))
    if story.value_check.closed_at is None and not story.value_check.is_apart:
        return no(_("De waardecheck is nog bezig. Pas je verhaal daar aan."))
    return YES


def may_rewrite_story(who: User | Seat, story: ValueStory) -> Answer:
    """Change what others read: while somebody takes part in the team, and a guest for as long as the story is kept. Who
    left keeps the own story, and may always take it back or show it to fewer (access.md R15, R28; domain.md §5.2)."""
    if not (answer := may_keep_story(who, story)):
        return answer
    if isinstance(who, Seat) or story.value_check.team_id in belonging.teams_of(who):
        return YES
    return no(_("Je hoort niet meer bij dit team. Je verhaal lezen en intrekken kan altijd."))


def may_add_note(who: User | Seat, story: ValueStory) -> Answer:
    """The teller, while it is held apart, and in the two weeks after the session (domain.md §5.2, §5.6). What was told
    alone is added to at any time: nobody remembers it from a conversation."""
    if not (answer := may_rewrite_story(who, story)):
        return answer
    if story.withdrawn_at:
        return no(_("Je hebt dit verhaal ingetrokken. Alleen jij leest het nog."))
    closed_at = story.value_check.closed_at  # empty while it is held apart
    if closed_at and not story.is_alone and closed_at <= timezone.now() - ADDS_FOR:
        return no(_("Een notitie erbij kan tot twee weken na de waardecheck."))
    return YES


def may_show_story(person: User, story: ValueStory, audience: str | None = None, *, more: bool = False) -> Answer:
    """Choose who reads it: what was withdrawn stays with its teller (domain.md §5.2), and more readers, or `more` to
    read, are for who takes part in the team. Without `audience`: whether there is anything to choose."""
    if not (answer := may_keep_story(person, story)):
        return answer
    if story.withdrawn_at:
        return no(_("Je hebt dit verhaal ingetrokken. Alleen jij leest het nog."))
    wider = more or WIDENING.index(audience or Audience.PRESENT) > WIDENING.index(story.audience)
    return may_rewrite_story(person, story) if wider else YES


def audiences_of(person: User, story: ValueStory) -> list[str]:
    """Who may be chosen as readers of the own story."""
    return [audience for audience in WIDENING if may_show_story(person, story, audience)]


def may_continue(who: User | Seat, story: ValueStory, earlier: ValueStory) -> Answer:
    """A sequel follows an own story of an earlier session."""
    if earlier.is_of(who) and earlier.pk != story.pk and earlier.told_at < story.told_at:
        return YES
    return no(_("Kies een eigen verhaal van eerder."))


def may_propose_harvest(person: User, note: StoryNote) -> Answer:
    """The lead, from what the lead heard as one of those present, and only what counts (R15, R38, row 24)."""
    check = note.story.value_check
    if not leads(person, check.team):
        return no(_("Alleen de teamleider kan een zin voor de oogst voorstellen."))
    if not ValueStory.objects.standing().visible_to(person).filter(pk=note.story_id).exists():
        return no(_("Dit verhaal kun je niet lezen."))
    if note.story.seat.is_guest:
        return no(_("Een verhaal van een gast blijft bij wie erbij was."))
    if note.confirmed_at is None or note.removed_at:
        return no(_("De verteller heeft deze notitie nog niet bevestigd."))
    return YES


def may_answer_harvest(person: User, item: HarvestItem) -> Answer:
    """Only the teller says yes or no, once."""
    if item.story.seat.person_id != person.pk:
        return no(_("Alleen de verteller kan dit beslissen."))
    if item.published_at or item.withdrawn_at:
        return no(_("Je hebt al antwoord gegeven."))
    return YES


def may_withdraw_harvest(person: User, item: HarvestItem) -> Answer:
    """The teller, at any moment after the yes."""
    if item.story.seat.person_id != person.pk:
        return no(_("Alleen de verteller kan dit beslissen."))
    if item.published_at is None or item.withdrawn_at:
        return no(_("Deze zin staat nergens meer."))
    return YES
