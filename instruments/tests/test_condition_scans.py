"""Condition scans: apart and unseen, figures from five answers on, then the talk (domain.md §2.5, access.md R16, R17).
They are the first noun of which only a spread is read, so what is true of all of those is tested here."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.values import Refused, Stale, today, version_of
from instruments.actions import asks, retention, sheets, spreads
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.policy.readings import figures_for, own_sheet, sheets_for
from instruments.values.asks import Given
from partnerships.actions.todos import put_right
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_condition_scans import (
    SOON,
    answer_scan,
    begin_scan,
    note_scan,
    questions,
    talk_at_once,
)
from werkplek.tests.queue import queue_of

CHANGE = "conditions.change"


@pytest.fixture
def scan(team, tom, people):
    return begin_scan(team, tom)


def closed(scan, by):
    asks.close(scan, by=by)
    return Ask.objects.with_heads().get(pk=scan.pk)


def items(*keys):
    return [item for item in questions() if item.key in keys]


def told(kind):
    return set(Notice.objects.filter(event__kind=kind).values_list("person", flat=True))


def waits(person):
    return [(entry.what, entry.who) for entry in queue_of(person)]


# --- Begin, answer, close -----------------------------------------------------------------------------------------


def test_everybody_in_the_team_is_asked_and_hears_that_it_closed(scan, people):
    everybody = {person.pk for person in people[1:]}
    assert (told("condition_scan_opened"), scan.until_on) == (everybody, SOON)

    asks.close(scan, by=people[0])
    asks.close(scan, by=people[0])

    assert told("condition_scan_closed") == everybody
    assert Event.objects.filter(kind="condition_scan_closed").count() == 1


def test_it_waits_until_it_is_handed_in_or_closed(scan, people, otto):
    tom, other, third, *_rest = people
    assert [waits(person) for person in (tom, otto)] == [[("Vul de leerklimaatscan in", "Team Beuk")], []]

    answer_scan(scan, [tom])
    answer_scan(scan, [other], hand_in=False)

    assert [len(waits(person)) for person in (tom, other)] == [0, 1]  # what is kept for later still waits
    third.memberships.update(ended_at=timezone.now())
    assert waits(third) == []
    asks.close(scan, by=tom)
    assert waits(other) == []


def test_who_joins_the_team_is_asked_too(scan, team, company):
    new = make_person("Collega nieuw")
    join(new, Role.TEAM_MEMBER, company, team=team)
    put_right()

    assert [entry.url for entry in queue_of(new)] == [scan.get_absolute_url()]


def test_six_answers_give_a_spread(scan, people, tom):
    answer_scan(scan, people[:5])
    answer_scan(scan, people[5:], said={item.key: Given("unknown") for item in questions()})
    scan = closed(scan, tom)

    assert figures_for(people[1], scan)[CHANGE].counts == (0, 0, 5, 0, 1)
    assert len(scan.totals) == 7


def test_who_answered_and_left_counts(scan, people, tom):
    answer_scan(scan, people[:5])
    people[4].memberships.update(ended_at=timezone.now())

    assert closed(scan, tom).totals[CHANGE] == [0, 0, 5, 0, 0]


def test_a_half_sheet_is_kept_and_taken_further(scan, people):
    person = people[1]
    answer_scan(scan, [person], said={"change": Given("1", " een notitie ")}, hand_in=False)
    assert [(one.choice, one.text) for one in own_sheet(person, scan).answers.all()] == [("1", "een notitie")]

    answer_scan(scan, [person])

    assert Event.objects.get(kind="ask_handed_in").trail == f"person:{person.public_id}"
    assert not Event.objects.on_trail(scan.trail).filter(by=person).exists()


def test_handing_in_asks_all_seven(scan, people):
    with pytest.raises(Refused, match="Geef overal een antwoord"):
        answer_scan(scan, [people[1]], said={"change": Given("1"), "reward": Given(text="alleen woorden")})
    assert not Sheet.objects.filter(handed_in_at__isnull=False).exists()


def test_what_was_handed_in_can_be_changed_until_it_is_closed(scan, people, tom):
    answer_scan(scan, people)
    since = own_sheet(tom, scan).handed_in_at
    answer_scan(scan, [tom], "0")

    assert own_sheet(tom, scan).handed_in_at == since
    assert closed(scan, tom).totals[CHANGE] == [1, 0, 5, 0, 0]
    with pytest.raises(Refused, match="gesloten"):
        answer_scan(scan, [tom], "3")


def test_only_who_leads_or_began_closes_until_its_day(scan, people, tom):
    with pytest.raises(Refused, match="Tot en met de laatste dag"):
        asks.close(scan, by=people[1])
    Ask.objects.update(until_on=today() - dt.timedelta(days=1))

    asks.close(scan, by=people[1])

    assert Ask.objects.get().until_on == today() - dt.timedelta(days=1)


def test_closed_early_that_day_was_the_last(scan, tom):
    assert closed(scan, tom).until_on == today()


def test_its_last_day_is_moved_by_who_may_close_it(scan, people, tom):
    later = SOON + dt.timedelta(days=7)
    with pytest.raises(Refused):
        asks.move(scan, until_on=later, version=0, by=people[1])

    asks.move(scan, until_on=later, version=0, by=tom)

    assert (Ask.objects.get().until_on, told("condition_scan_moved")) == (later, {one.pk for one in people[1:]})
    scan = closed(scan, tom)
    with pytest.raises(Refused, match="gesloten"):
        asks.move(scan, until_on=SOON, version=1, by=tom)


@pytest.mark.parametrize("action", ["begin", "begin_together", "write", "hand_in", "close", "move", "note", "choose"])
def test_nobody_from_outside_does_anything(scan, team, otto, action):
    item = questions()[0]
    what = {
        "begin": lambda: begin_scan(team, otto),
        "begin_together": lambda: talk_at_once(team, otto),
        "write": lambda: sheets.write(scan, answers={}, version=0, by=otto),
        "hand_in": lambda: sheets.hand_in(scan, by=otto),
        "close": lambda: asks.close(scan, by=otto),
        "move": lambda: asks.move(scan, until_on=SOON, version=0, by=otto),
        "note": lambda: sheets.note(scan, item=item, given=Given(text="x"), version=0, by=otto),
        "choose": lambda: spreads.choose(scan, items=[item], version=0, by=otto),
    }
    with pytest.raises(Refused):
        what[action]()


def test_what_everybody_is_asked_nobody_declines_or_sends_for_all(scan, people):
    for end in (asks.decline, asks.send, asks.withdraw):
        with pytest.raises(Refused):
            end(scan, by=people[0])
    assert Ask.objects.open().exists()


def test_one_at_a_time(scan, team, tom):
    for begin in (begin_scan, talk_at_once):
        with pytest.raises(Refused, match="loopt er al een"):
            begin(team, tom)


@pytest.mark.parametrize("day", [today() - dt.timedelta(days=1), today() + dt.timedelta(days=93)])
def test_it_runs_within_three_months(team, tom, people, day):
    with pytest.raises(Refused, match="binnen drie maanden"):
        begin_scan(team, tom, day)


def test_a_small_team_fills_it_in_together(team, tom):
    with pytest.raises(Refused, match="minder dan vijf"):
        begin_scan(team, tom)

    scan = talk_at_once(team, tom)

    assert (scan.together, scan.closed_at is not None, scan.totals, waits(tom)) == (True, True, {}, [])
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.update(closed_at=None)


# --- What the lead shows --------------------------------------------------------------------------------------------


def reads(person, scan):
    return {
        (sheet.person_id, one.choice, one.text) for sheet in sheets_for(person, scan) for one in sheet.answers.all()
    }


def test_a_member_cannot_show_theirs(scan, people, tom):
    answer_scan(scan, people, shows_own=True)
    Sheet.objects.filter(person=tom).update(shows_own=False)
    scan = closed(scan, tom)

    assert not Sheet.objects.filter(shows_own=True).exists()
    assert {who for who, *_said in reads(people[1], scan)} == {people[1].pk}


# --- The talk ---------------------------------------------------------------------------------------------------------


def test_the_talk_waits_for_closing(scan, tom):
    with pytest.raises(Refused, match="iedereen klaar"):
        note_scan(scan, "change", "x", tom)
    with pytest.raises(Refused, match="iedereen klaar"):
        spreads.choose(scan, items=items("change"), version=version_of(), by=tom)


def test_notes_a_stale_note_and_the_answer_together(team, tom):
    scan = talk_at_once(team, tom)
    note_scan(scan, "change", " Veel nieuw ", tom, choice="3")

    with pytest.raises(Stale) as stale:
        note_scan(scan, "change", "Oud", tom)
    assert (stale.value.current.text, stale.value.current.choice) == ("Veel nieuw", "3")


def test_at_most_three_are_chosen_and_choosing_again_replaces(team, tom):
    scan = talk_at_once(team, tom)
    note_scan(scan, "change", "Veel nieuw", tom)

    def choose(*keys):
        group = Sheet.objects.filter(ask=scan).first()
        spreads.choose(scan, items=items(*keys), version=version_of(*spreads.chosen_in(group)), by=tom)
        return spreads.chosen_in(Sheet.objects.get())

    assert choose("change", "feedback", "reward") == [CHANGE, "conditions.feedback", "conditions.reward"]
    with pytest.raises(Refused, match="hoogstens drie"):
        choose("change", "feedback", "reward", "support")
    assert choose("support") == ["conditions.support"]
    with pytest.raises(Stale):
        spreads.choose(scan, items=items("change"), version=version_of(), by=tom)
    assert Answer.objects.get(item__slug=CHANGE).text == "Veel nieuw"


def test_only_what_says_so_is_chosen_from(team, tom):
    other = Ask.objects.create(kind="team_meeting", reading="spread", team=team)
    with pytest.raises(Refused, match="niets te kiezen"):
        spreads.choose(other, items=[], version=0, by=tom)


# --- Forgetting -------------------------------------------------------------------------------------------------------


def test_after_two_years_only_the_figures_stay(scan, people, tom):
    answer_scan(scan, people)
    scan = closed(scan, tom)
    note_scan(scan, "change", "x", tom)
    assert retention.asks(timezone.now()) == 0
    long_ago = timezone.now() - dt.timedelta(days=731)
    Ask.objects.update(started_at=long_ago, until_on=long_ago)

    assert retention.asks(timezone.now()) == 7
    scan = Ask.objects.with_heads().get()
    assert (figures_for(tom, scan)[CHANGE].total, Answer.objects.count()) == (6, 0)
    assert retention.asks(timezone.now()) == 0
