"""Seven ways in which access ends, and every way in that is shut from then on (access.md R28-R30)."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.actions import people
from accounts.models import User
from accounts.values import today
from instruments.models.asks import Ask
from instruments.policy.asks import may_answer, may_begin
from learningtracks.models.tracks import Track
from partnerships import policy
from partnerships.actions import mails, memberships, partnerships
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail, Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import PartnershipParty
from partnerships.values import Role
from reflections.actions import calendar_links, shares
from reflections.agenda import entries_of
from reflections.models.feedback import FeedbackRequest
from reflections.values import Part
from werkplek.tests.access_rows import Row
from werkplek.tests.access_table import ROWS
from werkplek.tests.filling_asks import meet
from werkplek.tests.filling_rounds import start
from werkplek.tests.pages import browser_of, text_of
from werkplek.tests.stored import rows_stored
from werkplek.tests.world import OUT, World

TYPED = "Dit schreef ik terwijl mijn toegang eindigde."
SECRET = "kanarievraagx"


# --- The seven ways -------------------------------------------------------------------------------------------------


def end_date_passed(world: World, person: User) -> None:
    person.memberships.update(ends_on=today() - dt.timedelta(days=1))


def track_ended(world: World, person: User) -> None:
    """Thirty days to finish the review are over (R10)."""
    tracks = Track.objects.filter(Q(pk=world.things["track"].pk) | Q(learner=person))
    tracks.update(ended_on=today() - dt.timedelta(days=31))


def left_organisation(world: World, person: User) -> None:
    for membership in person.memberships.all():
        memberships.end(membership, by=coordinator_of(membership.organisation))


def organisation_left(world: World, person: User) -> None:
    organisation = person.memberships.get(partnership=world.things["partnership"]).organisation
    party = PartnershipParty.objects.get(partnership=world.things["partnership"], organisation=organisation)
    partnerships.leave(party, by=coordinator_of(organisation))


def account_off(world: World, person: User) -> None:
    people.switch(person, on=False, by=world.people["PA"])


def role_changed(world: World, person: User) -> None:
    for membership in person.memberships.all():
        by = coordinator_of(membership.organisation)
        memberships.change_role(membership, by=by, role=Role.LND_ADVISER)


def coordinator_of(organisation: Organisation) -> User:
    return policy.coordinators(organisation)[0]


def share_withdrawn(world: World, person: User) -> None:
    entry = world.things["waiting_experience"]
    shares.end(entry, person=person, parts=[Part.STORY], by=entry.author)


WAYS = [
    end_date_passed,
    track_ended,
    left_organisation,
    organisation_left,
    account_off,
    role_changed,
    share_withdrawn,
]

# --- The ways in of somebody who is asked for feedback
# ------------------------------------------------------------------


def page(world: World, client: Any) -> bool:
    return client.get(world.things["waiting_experience"].get_absolute_url()).status_code == 200


def link_in_an_old_mail(world: World, client: Any) -> bool:
    return client.get(world.things["open_question"].get_absolute_url()).status_code == 200


def queue(world: World, client: Any) -> bool:
    return str(world.things["open_question"].public_id) in text_of(client.get("/for-you/"))


def notices_list(world: World, client: Any) -> bool:
    """Whatever page of the list it stands on."""
    pages = (client.get(reverse("partnerships:notices"), {"page": number}) for number in range(1, 5))
    return any(str(asked(world).public_id) in text_of(page) for page in pages)


def notice(world: World, client: Any) -> bool:
    answer = client.post(reverse("partnerships:notice_open", args=[asked(world).public_id]))
    return answer.status_code == 302 and str(world.things["open_question"].public_id) in answer.url


def mail_about_it(world: World, client: Any) -> bool:
    """Asked at the moment of sending (R32)."""
    letter = Mail.objects.create(key=f"test:{len(mail.outbox)}:{timezone.now()}", person=world.people["samira"])
    type(asked(world)).objects.filter(pk=asked(world).pk).update(mail=letter, seen_at=None, lapsed_at=None)
    mail.outbox.clear()
    mails.send_due(timezone.now())
    return str(world.things["open_question"].public_id) in " ".join(one.body for one in mail.outbox)


def download(world: World, client: Any) -> bool:
    return SECRET in text_of(client.get(reverse("my_data_json")))


def track_page(world: World, client: Any) -> bool:
    return str(world.things["waiting_experience"].public_id) in text_of(
        client.get(world.things["track"].get_absolute_url())
    )


WAYS_IN = [page, link_in_an_old_mail, queue, notices_list, notice, mail_about_it, track_page]


def asked(world: World) -> Any:
    """What Samira was told about the question that waits."""
    question = world.things["open_question"]
    return world.people["samira"].notices.get(event__about_id=question.pk, event__kind="feedback_asked")


@pytest.fixture
def asking(filled: World) -> World:
    FeedbackRequest.objects.filter(pk=filled.things["open_question"].pk).update(question=SECRET)
    return filled


@pytest.mark.parametrize("way", WAYS)
def test_every_way_in_is_shut_at_the_next_request(asking, quiet, way):
    client = browser_of(asking.people["samira"], just_confirmed=True)
    before = [way_in.__name__ for way_in in WAYS_IN if not way_in(asking, client)]

    way(asking, asking.people["samira"])

    open_still = [way_in.__name__ for way_in in [*WAYS_IN, download] if way_in(asking, client)]
    assert (before, open_still) == ([], [])


@pytest.mark.parametrize("way", WAYS)
def test_a_form_that_is_still_open_is_refused_and_gives_the_text_back(asking, quiet, way):
    client, question = browser_of(asking.people["samira"]), asking.things["open_question"]
    way(asking, asking.people["samira"])

    answer = client.post(question.get_absolute_url(), {"text": TYPED})

    refused = (401 if way is account_off else 404, True)  # who is out gets back what came along with this very request
    assert (answer.status_code, TYPED in text_of(answer)) == refused
    assert not FeedbackRequest.objects.filter(pk=question.pk, feedback__isnull=False).exists()


@pytest.mark.parametrize("way", [way for way in WAYS if way is not share_withdrawn])
def test_nobody_picks_who_is_gone(asking, quiet, way):
    """The list of people to ask: whose access ended is not on it (R30)."""
    track, samira = asking.things["track"], asking.people["samira"]
    Track.objects.exclude(pk=track.pk).delete()
    step = reverse("reflections:experience_step", args=[asking.things["draft"].public_id, 3])
    client, named = browser_of(asking.people["sam"]), str(track.people.get(person=samira).public_id)
    offered = named in text_of(client.get(step))

    way(asking, samira)

    assert (offered, named in text_of(client.get(step))) == (True, False)


# --- The calendar of a team -----------------------------------------------------------------------------------------


def feed_of(person: User) -> Callable[[], tuple[int, int]]:
    """Status and number of appointments behind the calendar link of this person."""
    calendar_links.make(by=person)
    address = reverse("reflections:calendar_feed", args=[person.public_id, calendar_links.secret_of(person)])

    def feed() -> tuple[int, int]:
        answer = browser_of(None).get(address)
        return answer.status_code, text_of(answer).count("BEGIN:VEVENT")

    return feed


@pytest.mark.parametrize("way", [end_date_passed, left_organisation, account_off, role_changed])
def test_the_calendar_of_who_left_the_team_is_empty(filled, quiet, way):
    colleague = filled.things["membership"].person
    feed = feed_of(colleague)
    titles = [entry.title for entry in entries_of(colleague)]
    meetings, scan = ["Teamoverleg (Team Beuk)"] * 3, "Laatste dag: Leerklimaatscan (Team Beuk)"
    before = feed()

    way(filled, colleague)

    assert titles == ["Waardecheck Team Beuk", *meetings, scan, "Laatste dag van het verbetertraject (Team Beuk)"]
    assert (before, feed()) == ((200, len(titles)), (404, 0) if way is account_off else (200, 0))


def test_the_calendar_of_whose_tracks_ended_has_only_days_of_what_stays_readable(filled, quiet):
    """No value check of the team, no talks, periods or action points; an own answer of one's own track may be read
    further (access.md R31), and so the own day to look back at it stays; and so does the last day to answer of what may
    still be answered."""
    sam = filled.people["sam"]
    feed = feed_of(sam)
    before = feed()

    Track.objects.filter(learner=sam).update(ended_on=today())

    left = [entry.title for entry in entries_of(sam)]
    round_of_track, training = "Laatste dag: Vragen aan jou (Sam de Vries)", "Laatste dag: Vragen aan jou"
    dated = Ask.objects.visible_to(sam).open().filter(until_on__gte=today())
    assert left == ["Terugkijken op een antwoord", round_of_track, round_of_track, training]
    assert (before[1] > 4, feed(), [bool(may_answer(sam, ask)) for ask in dated]) == (True, (200, 4), [True] * 3)


def test_a_new_praktijkopleider_starts_with_nothing(asking, quiet):
    """Sharing names people, not roles (R2): who takes the place sees nothing of what was shared before."""
    newcomer = asking.people["PO2"]
    track = asking.things["track"]
    membership = Membership.objects.get(person=newcomer)
    track.people.create(membership=membership, person=newcomer, role=membership.role, starts_on=today())
    client = browser_of(newcomer)

    ways_in = (page, link_in_an_old_mail, queue, track_page)
    assert [way_in.__name__ for way_in in ways_in if way_in(asking, client)] == []
    assert client.get(track.get_absolute_url()).status_code == 200


# --- Everything of a team and of a track -----------------------------------------------------------------------------

# What a learner may still open: the own track with what was said on it, and what they told (R31). A page with a form on
# it is refused, or shown without its form.
READS_ON = re.compile(
    "learningtracks:(track|track_(history|puzzles|action_points)|puzzle|puzzle_of|puzzle_paper|piece|conversation"
    "|conversation_calendar|review|action_point|delegations|pieces_agree)$"
    "|instruments:track_rounds$"
)
ASKED = re.compile(r"instruments:(ask|moved_[\w-]+)$")  # what is asked, and its earlier addresses
# What is one's own to read, change and take back, whoever else reads it; showing it to others anew is refused.
OWN = ("reflections:", "instruments:training", "partnerships:notice")
OWN_THINGS = ("training_round", "use", "own_membership")


def _asked_on_track(world: World, row: Row) -> bool:
    """Of what is asked only what is about the own track."""
    return bool(ASKED.match(row.address)) and world.things[row.thing].track_of is not None


def of_others(world: World, code: str) -> list[Row]:
    """What somebody has by belonging somewhere: not the pages about themselves, nor what they wrote."""
    rows = [row for row in ROWS if row.thing and row.expect(code) != 404 and OUT not in row.allowed]
    rows = [row for row in rows if row.thing not in OWN_THINGS]
    shared = [row for row in rows if not row.address.startswith(OWN) or row.expect("TM") != 404]
    return [row for row in shared if getattr(world.things[row.thing], "teller", None) != world.who(code)]


def ended_at_once(world: World, person: User) -> None:
    person.memberships.update(ended_at=timezone.now())


# A share that is withdrawn ends nothing for these two, an organisation that leaves nothing of who is in its own team.
OF_A_LEARNER = [end_date_passed, track_ended, left_organisation, organisation_left, account_off, role_changed]
OF_A_COLLEAGUE = [end_date_passed, left_organisation, account_off, role_changed]
ENDINGS = [("S", way) for way in OF_A_LEARNER] + [("TM", way) for way in OF_A_COLLEAGUE]
EACH_ENDING = pytest.mark.long("every ending for a learner and a colleague; one for everybody is in each run")
WHO_AND_HOW = [
    *((code, ended_at_once) for code in ("S", "TM", "TL", "PO", "WB", "SO", "OA", "LA")),
    *(pytest.param(*ending, marks=EACH_ENDING) for ending in ENDINGS),
]


def stays(row: Row, way: Callable[[World, User], None]) -> bool:
    """Another role is one of the same organisation: its scan is open to advisers. Whose track ended takes part in the
    partnership: what only the team has is shut."""
    if way is track_ended:
        return row.expect("TM") == 404 or row.expect("SO2") != 404
    return way is role_changed and (row.address == "partnerships:organisation" or row.thing == "organisation_scan")


@pytest.mark.parametrize(("code", "way"), WHO_AND_HOW)
def test_who_left_opens_no_page_and_no_form(filled, quiet, bare_refusals, code, way):
    client, person = browser_of(filled.who(code), just_confirmed=True), filled.who(code)
    rows = [row for row in of_others(filled, code) if not stays(row, way)]
    way(filled, person)

    answers = [(row, client.get(row.url(filled)).status_code) for row in rows]
    stored = rows_stored()
    for row in rows:
        client.post(row.url(filled), {"text": TYPED, "once": str(uuid.uuid4()), "then": "save"})

    shut = {403, 404, 405} | ({302} if way is account_off else set())
    open_still = [f"{row} {row.more}" for row, status in answers if status not in shut]
    reads_on = (
        [row for row in rows if READS_ON.match(row.address) or _asked_on_track(filled, row)] if code == "S" else []
    )
    allowed = [f"{row} {row.more}" for row in reads_on]
    assert (sorted(set(open_still) - set(allowed)), rows_stored(), len(rows) > 5) == ([], stored, True)


@pytest.mark.parametrize(("code", "way"), ENDINGS)
def test_the_team_picks_nobody_who_is_gone(filled, quiet, code, way):
    lead, person, team = browser_of(filled.people["tom"]), filled.who(code), filled.things["team"]
    form = reverse("learningtracks:team_action_point_new", args=[team.public_id])
    offered = str(person.public_id) in text_of(lead.get(form))

    way(filled, person)

    assert (offered, str(person.public_id) in text_of(lead.get(form))) == (True, False)


# --- What who left is still told -------------------------------------------------------------------------------------


def others_go_on(world: World) -> None:
    """In the team and on the track something happens of which everybody there is told."""
    tom, samira, team, track = (
        world.people["tom"],
        world.people["samira"],
        world.things["team"],
        world.things["track"],
    )
    meet(team, by=tom, days=20)
    start(team, moment="during", by=tom, title="Verder")
    if may_begin(samira, period := track.periods.get(number=1)):
        start(period, moment="before", by=samira)


def told(person: User) -> dict[str, set[str]]:
    """Where the lines lead that this person reads at the bell and in a mail, as if they had seen none of them."""
    person.refresh_from_db()
    Notice.objects.filter(person=person).update(mail=None, seen_at=None, lapsed_at=None)
    client = browser_of(person)
    opened = [client.post(reverse("partnerships:notice_open", args=[one.public_id])) for one in person.notices.all()]
    letter = Mail.objects.create(key=f"test:{person.pk}:{timezone.now()}", person=person)
    Notice.objects.filter(person=person).update(mail=letter, seen_at=None)
    mail.outbox.clear()
    mails.send_due(timezone.now())
    lines = " ".join(one.body for one in mail.outbox if person.email in one.to)
    return {
        "bell": {answer.url for answer in opened if answer.status_code == 302 and "/account/login/" not in answer.url},
        "mail": set(re.findall(r"^  https?://[^/]+(/\S+)$", lines, re.MULTILINE)),
    }


@pytest.mark.parametrize(
    ("code", "way"),
    [("S", left_organisation), ("TM", left_organisation), *(pytest.param(*one, marks=EACH_ENDING) for one in ENDINGS)],
)
def test_who_left_is_told_only_of_what_they_may_open(filled, quiet, code, way):
    """Not at the bell and not in a mail, of before nor of what others do since (R32)."""
    person, before = filled.who(code), told(filled.who(code))
    way(filled, person)
    others_go_on(filled)

    after, client = told(person), browser_of(person, just_confirmed=True)

    shut = {
        place: {one for one in lines if client.get(one).status_code not in (200, 302)} for place, lines in after.items()
    }
    assert shut == {"bell": set(), "mail": set()}
    assert {place: len(before[place]) > len(lines) for place, lines in after.items()} == {"bell": True, "mail": True}
