"""What an answer becomes: each outcome, whose words go along, and the way back (docs/decisions/0131)."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from accounts.values import Refused, today
from instruments.actions import trainings
from instruments.actions.outcomes import become
from instruments.models.asks import Ask
from instruments.models.review_dates import ReviewDate
from instruments.outcome_kinds import OUTCOMES, codes_of, register, token_of
from instruments.policy.outcomes import said_by
from instruments.tests.asking import ask_of_two, make_ask, told, write
from learningtracks.editions import read_all
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece
from learningtracks.values.instruments import Reading
from partnerships.values import Role
from reflections.models.experiences import Experience
from werkplek.tests.casting import join

WORD = "Kanariewoord"
SOON = today() + dt.timedelta(days=20)


@pytest.fixture
def now():
    return timezone.now()


def text(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def token(ask, sheet, item):
    asked = next((one for source in ask.sources() for one in source.tree if one.slug == item), ask.sources()[0].tree[0])
    return token_of(sheet, asked)


def url(ask, sheet, item, outcome):
    return f"{ask.get_absolute_url()}become/{item}/{outcome}/?of={token(ask, sheet, item)}"


@pytest.fixture
def alone(sam, track, now):
    """Sam answers for herself after a training."""
    training = trainings.make(title="Tillen", ends_on=now.date(), by=sam)

    def made(slug, item):
        ask = make_ask(training, Reading.ALONE, by=sam, slug=slug)
        return ask, write(ask, WORD, item=item, person=sam)

    return made


@pytest.fixture
def on_track(track, sam, samira, now):
    """Sam and Samira answered about a period, and it is closed."""

    def made(slug, item, who=samira):
        ask = make_ask(track.periods.first(), Reading.SIDE_BY_SIDE, by=sam, slug=slug, closed_at=now)
        write(ask, "Van Sam", item=item, person=sam, handed_in_at=now)
        sheet = write(ask, WORD, item=item, person=samira, handed_in_at=now)
        return ask, sheet

    return made


@pytest.fixture
def two(team, tom, lena, now):
    """Lena answered Tom."""
    ask = ask_of_two(team, tom, lena, closed_at=now)
    return ask, write(ask, WORD, item="f3", person=lena, handed_in_at=now)


# --- Each outcome ---------------------------------------------------------------------------------------------------


def test_every_list_names_outcomes_that_there_are():
    named = {code for one in read_all() for entry in one.entries for code in entry.becomes}

    assert (named - OUTCOMES.keys(), OUTCOMES.keys() - named) == (set(), set())


def test_a_list_that_says_nothing_offers_an_action_point_at_every_question(two):
    [asked] = two[0].sources()
    first, third = asked.tree[0], asked.tree[2]

    assert (codes_of(first, asked.tree), codes_of(third, asked.tree)) == ([], ["action_point"])
    assert codes_of(first, [first]) == ["action_point"]


def test_what_the_team_wrote_becomes_an_action_point_in_one_tap(signed_in, team, tom, lena, now):
    ask = make_ask(team, Reading.OPEN_TOGETHER, by=tom, slug="checklist.during", opened_at=now)
    write(ask, WORD, item="d3")
    page = signed_in(lena).get(ask.get_absolute_url()).content.decode()
    address = re.search(r'action="([^"]+become[^"]+)"', page)[1]

    made = signed_in(lena).post(address, {"at_once": "1"})

    point = ActionPoint.objects.get()
    assert (made["Location"], point.text, point.owner, point.team) == (ask.get_absolute_url(), WORD, lena, team)
    assert point.origin == f"{ask.trail}:checklist.during.d3"
    assert "Wat ervan is gekomen" in text(signed_in(tom).get(ask.get_absolute_url()))


def test_twice_the_same_key_makes_one_thing(signed_in, team, tom, lena, now):
    ask = make_ask(team, Reading.OPEN_TOGETHER, by=tom, slug="checklist.during", opened_at=now)
    sheet = write(ask, WORD, item="d3")
    there, sent = url(ask, sheet, "checklist.during.d3", "action_point"), {"at_once": "1", "once": str(uuid.uuid4())}

    answers = [signed_in(lena).post(there, sent)["Location"] for _time in range(2)]

    assert (answers, ActionPoint.objects.count()) == ([ask.get_absolute_url()] * 2, 1)


def test_a_tick_carries_its_question_along(signed_in, team, tom, now):
    ask = make_ask(team, Reading.OPEN_TOGETHER, by=tom, slug="checklist.during", opened_at=now)
    sheet = write(ask, "", choice="not_yet", item="d1")

    signed_in(tom).post(url(ask, sheet, "checklist.during.d1", "action_point"), {"at_once": "1"})

    assert ActionPoint.objects.get().text == "Zet leren ook op de agenda van het volgende overleg. Nog niet"


def test_long_words_are_cut_and_the_way_back_has_all(signed_in, team, tom, now):
    ask = make_ask(team, Reading.OPEN_TOGETHER, by=tom, slug="checklist.during", opened_at=now)
    sheet = write(ask, "woord " * 200, item="d1")

    signed_in(tom).post(url(ask, sheet, "checklist.during.d1", "action_point"), {"at_once": "1"})

    assert (len(ActionPoint.objects.get().text) <= 300, ActionPoint.objects.get().text[-1]) == (True, "…")


def test_a_barrier_gets_an_owner(signed_in, team, two, lena, mark):
    ask, sheet = two
    sheet.answers.create(item=ask.sources()[0].tree[4], text="Geen tijd")
    there = url(ask, sheet, "team.follow_up.f5", "barrier")
    page = text(signed_in(lena).get(there))
    assert ("Wie kan dit oplossen?" in page, "Geen tijd" in page) == (True, True)

    what = {"text": "Tijd", "owner": mark.public_id, "due_on": SOON.isoformat(), "how_noticed": "Niemand last"}
    signed_in(lena).post(there, what)

    assert [(one.owner, one.team, one.how_noticed) for one in ActionPoint.objects.all()] == [
        (mark, team, "Niemand last")
    ]
    assert told(mark) == ["action_point_made"]


def test_an_own_training_asks_where_an_action_point_belongs(signed_in, alone, team, sam, tom):
    join(sam, Role.TEAM_MEMBER, team.organisation, team=team)
    ask, sheet = alone("checklist.after", "n7")
    there = url(ask, sheet, "checklist.after.n7", "barrier")
    assert "Waar hoort dit actiepunt bij?" in text(signed_in(sam).get(there))

    what = {"text": "Tijd", "owner": tom.public_id, "due_on": SOON.isoformat(), "how_noticed": ""}
    signed_in(sam).post(f"{there}&place=team-{team.public_id}", what)

    assert [(one.owner, one.team) for one in ActionPoint.objects.all()] == [(tom, team)]


def test_an_answer_becomes_a_piece_of_that_period(signed_in, on_track, track, samira):
    ask, sheet = on_track("checklist.before", "b8")
    there = url(ask, sheet, "checklist.before.b8", "piece")
    assert WORD in text(signed_in(samira).get(there))

    wrong = signed_in(samira).post(there, {"slot": "evidence", "title": "Meelopen", "what": WORD})
    signed_in(samira).post(there, {"slot": "work", "title": "Meelopen", "what": WORD})

    assert "waaraan jullie straks merken" in text(wrong)
    piece = Piece.objects.get()
    assert (piece.slot, piece.title, piece.current.what) == ("work", "Meelopen", WORD)
    assert (piece.puzzle.period, piece.origin) == (ask.period, f"{ask.trail}:checklist.before.b8")
    assert "Puzzelstuk" in text(signed_in(samira).get(ask.get_absolute_url()))


def test_a_partnership_asks_in_which_puzzle(signed_in, partnership, school, company, track, nora, samira, karima, now):
    ask = make_ask(partnership, Reading.OPEN_TOGETHER, slug="praatplaat", opened_at=now, closed_at=now)
    sheet = write(ask, WORD, item="p4", organisation=company, handed_in_at=now - dt.timedelta(hours=1))
    there = url(ask, sheet, "praatplaat.p4", "piece")

    signed_in(karima).post(there, {"slot": "guidance", "title": "Samen", "what": WORD})

    assert [(one.puzzle.track, one.title) for one in Piece.objects.all()] == [(track, "Samen")]
    assert "/piece/" not in signed_in(nora).get(ask.get_absolute_url()).content.decode()  # she speaks on no track
    assert signed_in(nora).get(there).status_code == 404 or not Piece.objects.filter(author=nora).exists()


def test_a_day_to_look_back_is_told_to_its_owner_alone(signed_in, alone, sam, remind):
    ask, sheet = alone("checklist.before", "b4")
    there = url(ask, sheet, "checklist.before.b4", "review_date")
    assert "Kies een dag die nog komt." in text(signed_in(sam).post(there, {"on": today().isoformat()}))

    signed_in(sam).post(there, {"on": SOON.isoformat()})
    signed_in(sam).post(there, {"on": SOON.isoformat()})

    assert ReviewDate.objects.get().on == SOON
    assert "Dag om terug te kijken" in text(signed_in(sam).get(ask.get_absolute_url()))
    ReviewDate.objects.update(on=today())
    remind()
    assert told(sam) == ["review_date"]


def test_a_day_to_look_back_lapses_with_access(two, mark, lena, remind):
    ask, sheet = two
    ReviewDate.objects.create(ask=ask, item=ask.sources()[0].tree[0], person=lena, on=today())
    lena.memberships.update(ended_at=timezone.now())
    remind()

    assert told(lena) == []


def test_help_is_asked_of_somebody_of_the_track(signed_in, on_track, track, sam, samira, wim, tom):
    ask, sheet = on_track("checklist.before", "b5")
    there = url(ask, sheet, "checklist.before.b5", "ask")
    assert "Kies iemand uit de lijst." in text(signed_in(samira).post(there, {"asked": "", "text": "Help je?"}))

    signed_in(samira).post(there, {"asked": wim.public_id, "text": "Loop je mee?"})

    made = Ask.objects.get(kind="help_question")
    assert (made.by, made.asked, made.track, made.text, told(wim)) == (
        samira,
        wim,
        track,
        "Loop je mee?",
        ["help_question_asked"],
    )
    assert "Loop je mee?" in text(signed_in(wim).get(made.get_absolute_url()))
    assert signed_in(sam).get(made.get_absolute_url()).status_code == 404
    assert "Wim Bakker" in text(signed_in(samira).get(ask.get_absolute_url()))
    assert made.get_absolute_url() not in signed_in(sam).get(ask.get_absolute_url()).content.decode()


def test_an_own_training_asks_help_where_two_people_meet(signed_in, alone, team, sam, tom, wim, otto):
    join(sam, Role.TEAM_MEMBER, team.organisation, team=team)
    ask, sheet = alone("checklist.before", "b6")
    there = url(ask, sheet, "checklist.before.b6", "ask")

    for person in (tom, wim, otto):
        signed_in(sam).post(there, {"asked": person.public_id, "text": "Help je?"})

    asked = Ask.objects.filter(kind="help_question").order_by("pk")
    assert [(one.asked, one.team, bool(one.track)) for one in asked] == [(tom, team, False), (wim, None, True)]


def test_going_through_it_together_is_a_talk_with_the_words_on_its_agenda(signed_in, on_track, track, sam, samira):
    ask, sheet = on_track("checklist.before", "b9")
    there = url(ask, sheet, "checklist.before.b9", "talk")
    assert WORD in text(signed_in(samira).get(there))

    plan = {"day": SOON.isoformat(), "time": "14:00", "minutes": 45, "place": "Kamer 2", "people": [samira.public_id]}
    signed_in(samira).post(there, plan | {"agenda": WORD})

    talk = Conversation.objects.get()
    assert (talk.track, [note.text for note in talk.notes.all()]) == (track, [WORD])
    assert told(sam).count("conversation_planned") == 1
    assert "Driehoeksgesprek" in text(signed_in(sam).get(ask.get_absolute_url()))
    assert "Komt uit" in text(signed_in(sam).get(talk.get_absolute_url()))


def test_own_answers_become_one_own_experience(signed_in, alone, sam):
    ask, sheet = alone("checklist.after", "n1")
    sheet.answers.create(item=ask.sources()[0].tree[2], text="Ik til nu anders")

    sheet.answers.create(item=ask.sources()[0].tree[4], text="Minder fouten")
    sheet.answers.create(item=ask.sources()[0].tree[3], text="Sneller klaar")

    for item in ("n1", "n3", "n3", "n4", "n5"):
        signed_in(sam).post(url(ask, sheet, f"checklist.after.{item}", "value_note"), {"at_once": "1"})

    made = Experience.objects.get()
    notes = [(note.level, note.text) for note in made.value_notes.all()]
    assert (made.author, made.is_draft, made.situation) == (
        sam,
        True,
        f"{WORD}\n\nIk til nu anders\n\nSneller klaar\n\nMinder fouten",
    )
    assert notes == [
        ("experiential", WORD),
        ("applied", "Ik til nu anders"),
        ("realised", "Sneller klaar\n\nMinder fouten"),
    ]
    assert made.get_absolute_url() in signed_in(sam).get(ask.get_absolute_url()).content.decode()


def test_a_value_note_is_of_the_own_answer(signed_in, on_track, sam):
    ask, of_samira = on_track("checklist.after", "n1")

    assert signed_in(sam).post(url(ask, of_samira, "checklist.after.n1", "value_note")).status_code == 403
    assert not Experience.objects.exists()

    own = ask.sheets.get(person=sam)
    signed_in(sam).post(url(ask, own, "checklist.after.n1", "value_note"), {"at_once": "1"})
    assert Experience.objects.get().situation == "Van Sam"


def test_what_the_list_does_not_offer_there_is_refused(signed_in, two, lena):
    ask, sheet = two

    assert signed_in(lena).get(url(ask, sheet, "team.follow_up.f3", "review_date")).status_code == 403
    for item, outcome in (("team.follow_up.f3", "gold"), ("team.follow_up.f1", "action_point"), ("x", "ask")):
        assert signed_in(lena).get(url(ask, sheet, item, outcome)).status_code == 404
    of_nobody = f"{ask.get_absolute_url()}become/team.follow_up.f3/action_point/?of=tom"
    assert signed_in(lena).get(of_nobody).status_code == 404


# --- Whose words ----------------------------------------------------------------------------------------------------


def test_between_two_only_who_answered_takes_the_words_along_until_they_are_offered(signed_in, two, tom, lena, mark):
    ask, sheet = two
    there = url(ask, sheet, "team.follow_up.f3", "action_point")

    def filled_in(person):
        page = signed_in(person).get(there)
        return page.status_code, re.search(r"<textarea[^>]*name=\"text\"[^>]*>\s*([^<]*)<", page.content.decode())

    (seen, own), (asked, empty) = filled_in(lena), filled_in(tom)
    assert (seen, own[1], asked, empty[1]) == (200, WORD, 200, "")
    assert signed_in(mark).get(there).status_code == 404
    refused = signed_in(tom).post(there, {"at_once": "1"})  # nothing goes along, so nothing is made at once
    assert (refused.status_code, ActionPoint.objects.exists()) == (200, False)

    Ask.objects.filter(pk=ask.pk).update(offered_at=timezone.now())
    signed_in(mark).post(there, {"at_once": "1"})

    assert [(one.text, one.owner) for one in ActionPoint.objects.all()] == [(WORD, mark)]


def test_what_is_still_being_written_becomes_nothing(signed_in, team, tom, lena):
    ask = ask_of_two(team, tom, lena)
    sheet = write(ask, WORD, item="f3", person=lena)

    assert "become" not in signed_in(lena).get(ask.get_absolute_url()).content.decode()
    assert signed_in(lena).get(url(ask, sheet, "team.follow_up.f3", "action_point")).status_code == 404


def test_of_answers_alone_in_a_team_only_the_own_one(team, tom, lena, mark, now):
    ask = make_ask(team, Reading.SPREAD, by=tom, slug="checklist.during", closed_at=now)
    own, of_mark = (write(ask, WORD, item="d1", person=one, handed_in_at=now) for one in (lena, mark))
    written = write(ask, WORD, item="d1")

    known = {
        name: said_by(lena, ask, "checklist.during.d1", token(ask, sheet, "checklist.during.d1"))
        for name, sheet in {"own": own, "mark": of_mark, "group": written}.items()
    }

    assert {name: one and (one.carried, one.is_known) for name, one in known.items()} == {
        "own": (WORD, False),
        "mark": None,
        "group": (WORD, True),
    }


def test_what_a_learner_said_goes_along_and_the_name_does_not(partnership, school, sam, samira, karima, now):
    ask = make_ask(partnership, Reading.OPEN_TOGETHER, slug="praatplaat", opened_at=now, closed_at=now)
    before = now - dt.timedelta(hours=1)
    handed_in = write(ask, WORD, item="p1", person=sam, handed_in_at=before)
    late = write(ask, "Te laat", item="p1", organisation=school)

    def said(person, sheet):
        return said_by(person, ask, "praatplaat.p1", token(ask, sheet, "praatplaat.p1"))

    assert (said(samira, handed_in).carried, said(samira, late)) == (WORD, None)
    assert said(karima, late).carried == ""  # the own side had it not ready, so the others never read it


def test_who_lost_sight_of_the_answer_makes_nothing_of_it(two, tom, lena, now):
    ask, sheet = two
    Ask.objects.filter(pk=ask.pk).update(offered_at=now)
    said = said_by(tom, ask, "team.follow_up.f3", token(ask, sheet, "team.follow_up.f3"))
    sheet.answers.all().delete()
    facts = {"place": ask.team, "text": WORD, "owner": tom, "due_on": SOON}

    with pytest.raises(Refused, match="niet meer lezen"):
        become(said, OUTCOMES["action_point"], by=tom, **facts)


# --- The way back ---------------------------------------------------------------------------------------------------


def test_the_way_back_is_for_who_may_open_it(signed_in, two, lena, tom, mark):
    ask, sheet = two
    signed_in(lena).post(
        url(ask, sheet, "team.follow_up.f3", "action_point"),
        {"text": "Oefenen", "owner": lena.public_id, "due_on": SOON.isoformat()},
    )
    here = ActionPoint.objects.get().get_absolute_url()

    for person, seen in ((lena, True), (tom, True), (mark, False)):
        page = text(signed_in(person).get(here))
        assert (person, "Komt uit" in page, "Oefenen" in page) == (person, seen, True)


def test_two_kinds_with_one_code_are_a_mistake():
    with pytest.raises(ValueError, match="exists already"):
        register(OUTCOMES["action_point"])
