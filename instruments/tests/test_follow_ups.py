"""Questions to a colleague who is back from a training: ask, keep, send, withdraw, decline (domain.md §3.4). They are
the first noun on asks and sheets, so what is true of all that is asked of one person is tested here."""

import datetime as dt
import itertools
import re

import pytest
from django.utils import timezone

from accounts.values import Refused, Stale
from instruments.actions import asks, retention
from instruments.actions.instruments import load
from instruments.kinds.follow_ups import FOLLOW_UP
from instruments.kinds.help_questions import HELP_QUESTION
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.policy.asks import offered_for
from instruments.policy.readings import sheets_for
from instruments.tests.asking import text, told
from learningtracks.editions import read_all
from learningtracks.models.action_points import ActionPoint
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from werkplek.actions import erasure
from werkplek.tests.filling_asks import answer_ask, ask_colleague
from werkplek.tests.queue import queue_of


@pytest.fixture
def asked(team, tom, lena):
    return ask_colleague(team, asked=lena, title=" Tillen ", by=tom)


def reads(person, ask):
    ask.refresh_from_db()
    return [answer.text for sheet in sheets_for(person, ask) for answer in sheet.answers.all()]


# --- Actions ------------------------------------------------------------------------------------------------


def test_the_colleague_is_told_and_gets_both_lists(asked, lena, tom):
    assert (asked.title, str(asked), told(lena), told(tom)) == ("Tillen", "Tillen", ["follow_up_asked"], [])
    assert [len(one.tree) for one in asked.sources()] == [5, 3]


def test_it_waits_until_it_is_sent(asked, tom, lena):
    lines = [(entry.what, entry.who) for entry in queue_of(lena)]
    assert (lines, queue_of(tom)) == ([("Vertel hoe je training was", "Tom Visser, Tillen")], [])
    answer_ask(asked, lena, "Leerzaam")
    assert len(queue_of(lena)) == 1  # what is kept for later still waits

    asks.send(asked, by=lena)

    assert queue_of(lena) == []
    assert not Notice.objects.unseen_by(lena).exists()


def test_only_within_the_team_and_not_oneself(team, tom, lena, samira, otto):
    for by, whom in ((tom, tom), (tom, samira), (otto, lena)):
        with pytest.raises(Refused):
            ask_colleague(team, asked=whom, by=by)
    assert not Ask.objects.exists()


def test_only_lists_that_are_offered_here(team, tom, lena):
    with pytest.raises(Refused, match="niet stellen"):
        asks.ask(FOLLOW_UP, team, asked=lena, title="Tillen", by=tom, lists=["conditions"])
    assert not Ask.objects.exists()


def test_what_is_kept_stays_with_its_writer_until_it_is_sent(asked, tom, lena):
    answer_ask(asked, lena, " Leerzaam ")

    assert (reads(lena, asked), reads(tom, asked), told(tom)) == (["Leerzaam"] * 8, [], [])
    assert Event.objects.on_trail(asked.trail).count() == 1

    asks.send(asked, by=lena)
    assert (reads(tom, asked), told(tom)) == (["Leerzaam"] * 8, ["follow_up_answered"])
    assert Sheet.objects.get().handed_in_at is not None


def test_what_is_emptied_is_no_answer(asked, lena):
    answer_ask(asked, lena, "Leerzaam")
    answer_ask(asked, lena, " ", version=1)

    assert not Answer.objects.exists()
    with pytest.raises(Refused, match="minstens één vraag"):
        asks.send(asked, by=lena)


def test_an_older_tab_is_refused_and_nothing_is_lost(asked, lena):
    answer_ask(asked, lena, "Eerst dit")

    with pytest.raises(Stale):
        answer_ask(asked, lena, "Toen dat")
    assert {one.text for one in Answer.objects.all()} == {"Eerst dit"}


def test_sent_once_and_then_it_stands(asked, tom, lena):
    answer_ask(asked, lena, "Leerzaam")
    asks.send(asked, by=lena)
    asks.send(asked, by=lena)

    assert told(tom) == ["follow_up_answered"]
    with pytest.raises(Refused, match="al beantwoord"):
        answer_ask(asked, lena, "Toch anders", version=1)


def test_nobody_else_writes_sends_withdraws_or_declines(asked, tom, lena, mark, otto):
    for person in (tom, mark, otto):
        for action in (asks.send, asks.decline):
            with pytest.raises(Refused, match="aan iemand anders"):
                action(asked, by=person)
        with pytest.raises(Refused, match="aan iemand anders"):
            answer_ask(asked, person, "Ik")
    for person in (lena, mark, otto):
        with pytest.raises(Refused, match="Alleen de vrager"):
            asks.withdraw(asked, by=person)
    tom.memberships.update(ended_at=timezone.now())
    with pytest.raises(Refused):
        asks.withdraw(asked, by=tom)


def test_who_asked_withdraws_and_nobody_is_disturbed(asked, tom, lena):
    answer_ask(asked, lena, "Nog niet klaar")

    asks.withdraw(asked, by=tom)
    asks.withdraw(asked, by=tom)

    assert [one.kind for one in Event.objects.on_trail(asked.trail)].count("follow_up_withdrawn") == 1
    assert (told(lena), told(tom), queue_of(lena)) == (["follow_up_asked"], [], [])
    assert events.known(Event.objects.on_trail(asked.trail).filter(kind="follow_up_asked"), lena) == []
    assert (reads(lena, asked), reads(tom, asked)) == (["Nog niet klaar"] * 8, [])


def test_who_is_asked_declines_and_who_asked_is_told_once(asked, tom, lena):
    answer_ask(asked, lena, "Toch maar niet")

    asks.decline(asked, by=lena)
    asks.decline(asked, by=lena)

    assert (told(tom), queue_of(lena)) == (["follow_up_declined"], [])
    assert not Notice.objects.unseen_by(lena).exists()
    assert (reads(lena, asked), reads(tom, asked)) == (["Toch maar niet"] * 8, [])


ENDS = {
    "send": ("lena", "al beantwoord"),
    "withdraw": ("tom", "ingetrokken"),
    "decline": ("lena", "komt geen antwoord"),
}


@pytest.mark.parametrize(("first", "then"), list(itertools.permutations(ENDS, 2)))
def test_questions_end_in_one_way(asked, tom, lena, first, then):
    people = {"tom": tom, "lena": lena}
    answer_ask(asked, lena, "Leerzaam")
    who, why = ENDS[first]
    getattr(asks, first)(asked, by=people[who])

    with pytest.raises(Refused, match=why):
        getattr(asks, then)(asked, by=people[ENDS[then][0]])
    with pytest.raises(Refused, match=why):
        answer_ask(asked, lena, "Nog iets", version=1)


def test_ended_questions_may_be_put_anew(team, asked, tom, lena):
    asks.decline(asked, by=lena)

    again = ask_colleague(team, asked=lena, by=tom)

    assert (again.is_open, told(lena)) == (True, ["follow_up_asked"] * 2)


def test_it_goes_after_two_years_with_its_history(asked, lena):
    answer_ask(asked, lena, "Leerzaam")
    retention.asks(timezone.now() + dt.timedelta(days=700))
    assert Ask.objects.exists()

    retention.asks(timezone.now() + dt.timedelta(days=740))
    assert (Ask.objects.exists(), Answer.objects.exists()) == (False, False)
    assert not Event.objects.on_trail(asked.trail).exists()


@pytest.mark.parametrize("who", ["tom", "lena"])
def test_it_goes_with_who_asked_and_with_who_was_asked(request, asked, lena, who):
    answer_ask(asked, lena, "Leerzaam")
    erasure.erase(request.getfixturevalue(who))

    assert (Ask.objects.exists(), Answer.objects.exists()) == (False, False)


def test_who_answered_lets_the_team_read_along_and_stops_that(asked, tom, lena, mark, otto):
    answer_ask(asked, lena, "Leerzaam")
    with pytest.raises(Refused, match="eerst"):
        asks.offer(asked, by=lena)
    asks.send(asked, by=lena)
    for person in (tom, mark, otto):
        with pytest.raises(Refused, match="Alleen degene die heeft geantwoord"):
            asks.offer(asked, by=person)
    assert (reads(mark, asked), asked in Ask.objects.visible_to(mark)) == ([], False)

    asks.offer(asked, by=lena)
    asks.offer(asked, by=lena)

    assert (reads(mark, asked), reads(tom, asked), asked in Ask.objects.visible_to(mark)) == (
        ["Leerzaam"] * 8,
        ["Leerzaam"] * 8,
        True,
    )
    assert (told(mark), told(tom).count("follow_up_offered"), told(lena)) == (
        ["follow_up_offered"],
        1,
        ["follow_up_asked"],
    )

    asks.keep(asked, by=lena)
    asks.keep(asked, by=lena)

    assert (reads(mark, asked), len(reads(tom, asked)), asked in Ask.objects.visible_to(mark)) == ([], 8, False)
    assert events.known(Event.objects.on_trail(asked.trail).filter(kind="follow_up_offered"), mark) == []


def test_a_page_that_asks_to_stop_never_shares(signed_in, asked, lena):
    answer_ask(asked, lena, "Leerzaam")
    asks.send(asked, by=lena)
    asks.offer(asked, by=lena)
    there = f"{asked.get_absolute_url()}offer/"
    assert f"{there}?stop=1" in signed_in(lena).get(asked.get_absolute_url()).content.decode()

    for _tab in range(2):
        signed_in(lena).post(f"{there}?stop=1")

    asked.refresh_from_db()
    assert asked.offered_at is None


def test_a_question_for_help_stays_between_the_two(team, tom, lena):
    made = asks.ask(HELP_QUESTION, team, asked=lena, text="Help je?", by=tom)
    answer_ask(made, lena, "Ja")
    asks.send(made, by=lena)

    with pytest.raises(Refused, match="tussen jullie twee"):
        asks.offer(made, by=lena)


# --- Pages ------------------------------------------------------------------------------------------------


def test_asking_from_the_page_of_the_team(team, tom, lena, signed_in):
    url = f"/teams/{team.public_id}/follow-ups/"
    assert f'href="{url}"' in signed_in(tom).get(team.get_absolute_url()).content.decode()
    wrong = signed_in(tom).post(url, {"asked": tom.public_id, "title": ""})
    assert (wrong.status_code, "Zeg waar het over gaat." in wrong.content.decode()) == (200, True)
    assert "Welke vragen?" not in text(signed_in(tom), url)  # there is nothing to choose

    page = signed_in(tom).post(url, {"asked": lena.public_id, "title": "Tillen"})

    made = Ask.objects.get()
    assert (page.status_code, page["Location"], made.kind) == (302, made.get_absolute_url(), FOLLOW_UP.code)
    assert "Tom" in text(signed_in(lena), url)
    assert "Nog geen antwoord" in text(signed_in(tom), made.get_absolute_url())


def test_answering_keeping_and_sending(asked, tom, lena, signed_in):
    url = f"{asked.get_absolute_url()}answer/"
    assert "Daarna leest Tom Visser het ook." in text(signed_in(lena), url)
    signed_in(lena).post(url, {"version": 0, "team-follow_up-f1": "Goed!"})
    assert 'value="1"' in signed_in(lena).get(url).content.decode()
    assert "Goed!" in text(signed_in(lena), asked.get_absolute_url())
    assert "Goed!" not in text(signed_in(tom), asked.get_absolute_url())

    page = signed_in(lena).post(url, {"version": 1, "team-follow_up-f1": "Goed!", "then": "send"})

    assert page["Location"] == asked.get_absolute_url()
    assert "Goed!" in text(signed_in(tom), asked.get_absolute_url())
    assert signed_in(lena).get(url).status_code == 403


def test_withdrawing_from_the_page(asked, tom, lena, signed_in):
    here, url = asked.get_absolute_url(), f"{asked.get_absolute_url()}withdraw/"
    assert url in signed_in(tom).get(here).content.decode()
    assert url not in signed_in(lena).get(here).content.decode()
    assert "Deze vragen intrekken?" in text(signed_in(tom), url)
    assert "is benieuwd naar je training" in text(signed_in(lena), "/notices/")

    page = signed_in(tom).post(url)

    assert (page["Location"], Ask.objects.get().is_open) == (here, False)
    assert "is benieuwd naar je training" not in text(signed_in(lena), "/notices/")
    for person in (tom, lena):
        assert "Deze vragen zijn ingetrokken." in text(signed_in(person), here)
        assert "Geen antwoord" not in text(signed_in(person), here)
        assert "Ingetrokken" in text(signed_in(person), f"/teams/{asked.team.public_id}/follow-ups/")
    assert signed_in(tom).get(url).status_code == 403


def test_declining_from_the_page_keeps_what_was_typed_with_its_writer(asked, tom, lena, signed_in):
    here, url = asked.get_absolute_url(), f"{asked.get_absolute_url()}decline/"
    assert "Wat je al hebt geschreven" not in text(signed_in(lena), url)
    answer_ask(asked, lena, "Te vroeg om te zeggen")
    assert "Wat je al hebt geschreven" in text(signed_in(lena), url)
    assert url in signed_in(lena).get(here).content.decode()
    assert url not in signed_in(tom).get(here).content.decode()

    page = signed_in(lena).post(url)

    assert page["Location"] == here
    assert "Lena Bos geeft geen antwoord" in text(signed_in(tom), "/notices/")
    own, other = text(signed_in(lena), here), text(signed_in(tom), here)
    assert ("Te vroeg" in own, "Ze zijn niet verstuurd" in own, "Te vroeg" in other) == (True, True, False)
    assert "Op deze vragen komt geen antwoord." in other
    assert "/answer/" not in signed_in(lena).get(here).content.decode()


def test_sharing_with_the_team_from_the_page(asked, team, tom, lena, mark, signed_in):
    answer_ask(asked, lena, "Elke week oefenen")
    asks.send(asked, by=lena)
    here, url = asked.get_absolute_url(), f"{asked.get_absolute_url()}offer/"
    assert [url in signed_in(one).get(here).content.decode() for one in (lena, tom)] == [True, False]
    assert "Delen met het team?" in text(signed_in(lena), url)

    signed_in(lena).post(url)

    assert "Iedereen in Team Beuk leest dit." in text(signed_in(mark), here)
    assert "Tom Visser aan Lena Bos" in text(signed_in(mark), f"/teams/{team.public_id}/follow-ups/")
    become = re.search(r'action="([^"]+team.action.a2/action_point[^"]+)"', signed_in(mark).get(here).content.decode())
    signed_in(mark).post(become[1].replace("&amp;", "&"), {"at_once": "1"})
    point = ActionPoint.objects.get()
    assert (point.text, point.owner, point.team) == ("Elke week oefenen", mark, team)

    assert "Stoppen met delen?" in text(signed_in(lena), f"{url}?stop=1")
    signed_in(lena).post(f"{url}?stop=1")
    assert signed_in(mark).get(here).status_code == 404
    assert "Komt uit" not in text(signed_in(mark), point.get_absolute_url())


def test_sending_nothing_says_so_at_the_field(asked, lena, signed_in):
    page = signed_in(lena).post(f"{asked.get_absolute_url()}answer/", {"version": 0, "then": "send"})

    assert (page.status_code, "Beantwoord minstens één vraag." in page.content.decode()) == (200, True)


def test_saving_while_typing_and_an_older_tab(asked, lena, signed_in):
    client, url = signed_in(lena), f"{asked.get_absolute_url()}answer/"
    first = client.post(url, {"version": 0, "team-follow_up-f1": "Eerst"}, headers={"X-Autosave": "1"}).json()
    late = client.post(url, {"version": 0, "team-follow_up-f1": "Toen"}, headers={"X-Autosave": "1"})
    page = client.post(url, {"version": 0, "team-follow_up-f1": "Toen"})

    assert (first["version"], late.status_code, page.status_code) == (1, 409, 409)
    assert all(part in page.content.decode() for part in ("Eerst", "Toen", 'value="1"'))


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("follow-ups", ""),
        ("help/answer", "answer/"),
        ("follow-ups/withdraw", "withdraw/"),
        ("follow-ups/decline", "decline/"),
        ("meetings/move", "move/"),
        ("meetings/cancel", "withdraw/"),
        ("meetings/items/d3", "items/d3/"),
        ("condition-scans/mine", "answer/"),
        ("condition-scans/close", "close/"),
        ("condition-scans/report", ""),
        ("condition-scans/talk/change", "items/change/"),
        ("organisation-scans/steps/culture", "items/culture/"),
    ],
)
def test_an_address_in_an_old_mail_leads_to_the_new_one(asked, tom, mark, signed_in, old, now):
    former, _slash, rest = old.partition("/")
    address = f"/{former}/{asked.public_id}/{rest + '/' if rest else ''}"
    moved = signed_in(tom).get(address)

    assert (moved.status_code, moved["Location"]) == (301, asked.get_absolute_url() + now)
    assert signed_in(mark).get(address).status_code == 404


def test_only_a_list_that_says_so_is_offered(db, team, tmp_path):
    for slug, about in (("here", "team"), ("there", "partnership")):
        head = f'slug = "{slug}"\nversion = 1\nanswer = "text"\nreading = "two"\nabout = ["{about}"]\n'
        words = 'title = { nl = "Een", en = "One" }\nintro = { nl = "Een", en = "One" }\n'
        whose = 'attribution = { nl = "Van ons", en = "Ours" }\n'
        item = 'item = [{ slug = "a", kind = "question", nl = "Wat?", en = "What?" }]\n'
        (tmp_path / f"{slug}@1.toml").write_text(head + words + whose + item, encoding="utf-8")
    load(read_all(tmp_path))

    assert [one.slug for one in offered_for(FOLLOW_UP, team)] == ["here"]
