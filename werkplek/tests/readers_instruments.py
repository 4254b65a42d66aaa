"""Who may read what organisations write in own lists of questions, for the crawl for canaries (access.md rows 22 and
23, docs/decisions/0038-own-lists.md)."""

from django.db.models import Q

from instruments.models.asks import Ask
from instruments.models.instruments import Instrument, Item, ListWithdrawal
from learningtracks.models.tracks import Track
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import Role
from werkplek.tests.readers_actions import of_team, who_learns
from werkplek.tests.readers_asks import of_track


def of_own_list(made: Instrument) -> set[int]:
    """Who advises its organisation on learning, and who takes part in a round that asks this version."""
    advisers = Membership.objects.active().filter(organisation=made.organisation, role=Role.LND_ADVISER)
    found = set(advisers.values_list("person", flat=True))
    for ask in Ask.objects.filter(asked_lists__instrument=made):
        found |= of_team(ask.team) if ask.team else of_track(ask.period.track)
    return found


def of_own_title(made: Instrument) -> set[int]:
    """Also who may choose it for a new round, as long as it is the newest version and not withdrawn."""
    newer = Instrument.objects.filter(slug=made.slug, version__gt=made.version)
    if newer.exists() or ListWithdrawal.objects.filter(slug=made.slug).exists():
        return of_own_list(made)
    return of_own_list(made) | around(made.organisation)


def around(organisation: Organisation) -> set[int]:
    """Who may begin a round in its teams and on its tracks, of the school as well as of the employer."""
    found: set[int] = set()
    for team in Team.objects.filter(organisation=organisation):
        found |= of_team(team)
    tracks = Track.objects.filter(Q(school=organisation) | Q(workplace__organisation=organisation), ended_on=None)
    for track in tracks:
        found |= of_track(track) - {track.learner_id}
        found |= who_learns(track)
    return found


CONTENT_OF_OWN_LISTS = {
    "instruments.Instrument.title_nl": of_own_title,
    "instruments.Instrument.title_en": of_own_title,
    **{
        f"instruments.Instrument.{part}_{language}": of_own_list
        for part in ("intro", "attribution")
        for language in ("nl", "en")
    },
    **{f"instruments.Item.text_{language}": lambda item: of_own_list(item.instrument) for language in ("nl", "en")},
}
# What comes with Werkplek is everybody's: the words go into what organisations made.
OWN_ONLY = {Instrument: Q(organisation__isnull=False), Item: Q(instrument__organisation__isnull=False)}

# Names that the program makes, and what only the lists that come with Werkplek have.
ONLY_OF_WERKPLEK = tuple(f"{part}_{language}" for part in ("name", "guide", "team") for language in ("nl", "en"))
MADE_OF_INSTRUMENTS = [
    "instruments.Instrument.slug",
    "instruments.Instrument.fingerprint",
    "instruments.ListWithdrawal.slug",
    *(f"instruments.Item.{name}" for name in ("slug", "serves", *ONLY_OF_WERKPLEK)),
]
