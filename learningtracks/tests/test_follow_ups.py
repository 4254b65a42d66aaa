"""Questions to a colleague who is back from a training: ask, keep, send, withdraw, decline, and who reads what
(domain.md §3.4)."""

import datetime as dt
import itertools
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from learningtracks.actions import follow_ups, retention
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.follow_ups import FollowUp, FollowUpAnswer
from learningtracks.policy.follow_ups import readable_answers
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.actions import erasure
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_follow_ups import answer_follow_up


@pytest.fixture
def lena(team):
    person = make_person("Lena Bos")
    join(person, Role.TEAM_MEMBER, team.organisation, team=team)
    return person


@pytest.fixture
def mark(team):
    person = make_person("Mark Smit")
    join(person, Role.TEAM_MEMBER, team.organisation, team=team)
    return person


@pytest.fixture
def asked(team, tom, lena):
    return follow_ups.ask(team, asked=lena, title=" Tillen ", by=tom)


def text(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("event__kind", flat=True))


# --- Actions ------------------------------------------------------------------------------------------------


def test_the_colleague_is_told_and_gets_both_lists(asked, lena, tom):
    assert (asked.title, str(asked), told(lena), told(tom)) == ("Tillen", "Tillen", ["follow_up_asked"], [])
    assert [len(one.tree) for one in asked.sources] == [5, 3]


def test_only_within_the_team_and_not_oneself(team, tom, lena, samira, otto):
    for by, whom in ((tom, tom), (tom, samira), (otto, lena)):
        with pytest.raises(Refused):
            follow_ups.ask(team, asked=whom, title="Tillen", by=by)
    assert not FollowUp.objects.exists()


def test_what_is_kept_stays_with_its_writer_until_it_is_sent(asked, tom, lena):
    answer_follow_up(asked, lena, " Leerzaam ")
    asked.refresh_from_db()

    assert [one.text for one in readable_answers(lena, asked)] == ["Leerzaam"] * 8
    assert readable_answers(tom, asked) == []
    assert told(tom) == []
    assert Event.objects.on_trail(asked.trail).count() == 1

    follow_ups.send(asked, by=lena)
    asked.refresh_from_db()
    assert len(readable_answers(tom, asked)) == 8
    assert told(tom) == ["follow_up_answered"]


def test_an_older_tab_is_refused_and_nothing_is_lost(asked, lena):
    answer_follow_up(asked, lena, "Eerst dit")

    with pytest.raises(Stale):
        answer_follow_up(asked, lena, "Toen dat")
    assert {one.text for one in FollowUpAnswer.objects.all()} == {"Eerst dit"}


def test_nothing_is_sent_without_an_answer(asked, lena):
    with pytest.raises(Refused, match="minstens één vraag"):
        follow_ups.send(asked, by=lena)


def test_sent_once_and_then_it_stands(asked, tom, lena):
    answer_follow_up(asked, lena, "Leerzaam")
    follow_ups.send(asked, by=lena)
    follow_ups.send(asked, by=lena)
    asked.refresh_from_db()

    assert told(tom) == ["follow_up_answered"]
    with pytest.raises(Refused, match="al beantwoord"):
        answer_follow_up(asked, lena, "Toch anders")


def test_nobody_else_writes_or_sends(asked, tom, mark):
    for person in (tom, mark):
        with pytest.raises(Refused, match="aan iemand anders"):
            answer_follow_up(asked, person, "Ik")
        with pytest.raises(Refused, match="aan iemand anders"):
            follow_ups.send(asked, by=person)


def test_who_asked_withdraws_and_nobody_is_disturbed(asked, tom, lena):
    answer_follow_up(asked, lena, "Nog niet klaar")

    follow_ups.withdraw(asked, by=tom)
    follow_ups.withdraw(asked, by=tom)

    asked.refresh_from_db()
    assert [one.kind for one in Event.objects.on_trail(asked.trail)].count("follow_up_withdrawn") == 1
    assert (told(lena), told(tom), asked.is_open) == (["follow_up_asked"], [], False)
    assert events.known(Event.objects.on_trail(asked.trail).filter(kind="follow_up_asked"), lena) == []
    assert [len(readable_answers(person, asked)) for person in (lena, tom)] == [8, 0]


def test_who_is_asked_declines_and_who_asked_is_told_once(asked, tom, lena):
    answer_follow_up(asked, lena, "Toch maar niet")

    follow_ups.decline(asked, by=lena)
    follow_ups.decline(asked, by=lena)

    asked.refresh_from_db()
    assert (told(tom), asked.is_open) == (["follow_up_declined"], False)
    assert not Notice.objects.unseen_by(lena).exists()
    assert [len(readable_answers(person, asked)) for person in (lena, tom)] == [8, 0]


def test_nobody_else_withdraws_or_declines(asked, tom, lena, mark, otto):
    for person in (lena, mark, otto):
        with pytest.raises(Refused, match="wie de vragen stelde"):
            follow_ups.withdraw(asked, by=person)
    for person in (tom, mark, otto):
        with pytest.raises(Refused, match="aan iemand anders"):
            follow_ups.decline(asked, by=person)
    tom.memberships.update(ended_at=timezone.now())
    with pytest.raises(Refused):
        follow_ups.withdraw(asked, by=tom)


ENDS = {
    "send": ("lena", "al beantwoord"),
    "withdraw": ("tom", "ingetrokken"),
    "decline": ("lena", "komt geen antwoord"),
}


@pytest.mark.parametrize(("first", "then"), list(itertools.permutations(ENDS, 2)))
def test_questions_end_in_one_way(asked, tom, lena, first, then):
    people = {"tom": tom, "lena": lena}
    answer_follow_up(asked, lena, "Leerzaam")
    who, why = ENDS[first]
    getattr(follow_ups, first)(asked, by=people[who])

    with pytest.raises(Refused, match=why):
        getattr(follow_ups, then)(asked, by=people[ENDS[then][0]])
    with pytest.raises(Refused, match=why):
        answer_follow_up(asked, lena, "Nog iets")


def test_ended_questions_may_be_put_anew(team, asked, tom, lena):
    follow_ups.decline(asked, by=lena)

    again = follow_ups.ask(team, asked=lena, title="Tillen", by=tom)

    assert (again.is_open, told(lena)) == (True, ["follow_up_asked"] * 2)


def test_who_left_the_team_reads_no_more(asked, tom, lena):
    answer_follow_up(asked, lena, "Leerzaam")
    follow_ups.send(asked, by=lena)
    assert FollowUp.objects.visible_to(tom).exists()

    tom.memberships.update(ended_at=timezone.now())

    assert not FollowUp.objects.visible_to(tom).exists()
    assert FollowUp.objects.visible_to(lena).exists()


def test_the_notice_is_settled_by_the_answer(asked, lena):
    answer_follow_up(asked, lena, "Leerzaam")
    follow_ups.send(asked, by=lena)

    assert not Notice.objects.unseen_by(lena).exists()


def test_it_goes_after_two_years_with_its_history(asked, lena):
    answer_follow_up(asked, lena, "Leerzaam")
    retention.follow_ups(timezone.now() + dt.timedelta(days=700))
    assert FollowUp.objects.exists()

    retention.follow_ups(timezone.now() + dt.timedelta(days=740))
    assert (FollowUp.objects.exists(), FollowUpAnswer.objects.exists()) == (False, False)
    assert not Event.objects.on_trail(asked.trail).exists()


@pytest.mark.parametrize("who", ["tom", "lena"])
def test_it_goes_with_who_asked_and_with_who_was_asked(request, asked, lena, who):
    answer_follow_up(asked, lena, "Leerzaam")
    erasure.erase(request.getfixturevalue(who))

    assert (FollowUp.objects.exists(), FollowUpAnswer.objects.exists()) == (False, False)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_the_rules(asked, tom, lena):
    item = asked.five.tree[0]
    now = timezone.now()
    broken = [
        ("follow_up_ends_once", lambda: FollowUp.objects.update(answered_at=now, withdrawn_at=now)),
        ("follow_up_ends_once", lambda: FollowUp.objects.update(answered_at=now, declined_at=now)),
        ("follow_up_ends_once", lambda: FollowUp.objects.update(withdrawn_at=now, declined_at=now)),
        ("follow_up_is_to_somebody_else", lambda: FollowUp.objects.update(asked=tom)),
        ("follow_up_has_title", lambda: FollowUp.objects.update(title="")),
        ("follow_up_answer_has_text", lambda: FollowUpAnswer.objects.create(follow_up=asked, item=item, text="")),
    ]
    for name, breaking in broken:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            breaking()
    FollowUpAnswer.objects.create(follow_up=asked, item=item, text="Ja")
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUpAnswer.objects.create(follow_up=asked, item=item, text="Nee")
    assert str(FollowUpAnswer.objects.get()) == str(asked.pk)


# --- Pages ------------------------------------------------------------------------------------------------


def test_asking_from_the_page_of_the_team(team, tom, lena, signed_in):
    url = f"/teams/{team.public_id}/follow-ups/"
    assert f'href="{url}"' in signed_in(tom).get(team.get_absolute_url()).content.decode()
    wrong = signed_in(tom).post(url, {"asked": tom.public_id, "title": ""})
    assert (wrong.status_code, "Geef de training een naam." in wrong.content.decode()) == (200, True)

    page = signed_in(tom).post(url, {"asked": lena.public_id, "title": "Tillen"})

    made = FollowUp.objects.get()
    assert (page.status_code, page["Location"]) == (302, made.get_absolute_url())
    assert "Tom" in text(signed_in(lena), url)
    assert "Nog geen antwoord" in text(signed_in(tom), made.get_absolute_url())


def test_answering_keeping_and_sending(asked, tom, lena, signed_in):
    url = f"{asked.get_absolute_url()}answer/"
    signed_in(lena).post(url, {"version": 0, "team-follow_up-f1": "Goed!"})
    assert 'value="1"' in signed_in(lena).get(url).content.decode()
    assert "Goed!" in text(signed_in(lena), asked.get_absolute_url())
    assert "Goed!" not in text(signed_in(tom), asked.get_absolute_url())

    signed_in(lena).post(
        url, {"version": 1, "team-follow_up-f1": "Goed!", "team-action-a1": "Elke week", "then": "send"}
    )

    page = text(signed_in(tom), asked.get_absolute_url())
    assert ("Goed!" in page, "Elke week" in page, "Naar: Handreiking" in page) == (True, True, True)
    assert signed_in(lena).get(url).status_code == 403


def test_withdrawing_from_the_page(asked, tom, lena, signed_in):
    here, url = asked.get_absolute_url(), f"{asked.get_absolute_url()}withdraw/"
    assert url in signed_in(tom).get(here).content.decode()
    assert url not in signed_in(lena).get(here).content.decode()
    assert "Deze vragen intrekken?" in text(signed_in(tom), url)
    assert FollowUp.objects.get().is_open

    assert "is benieuwd naar je training" in text(signed_in(lena), "/notices/")

    page = signed_in(tom).post(url)

    assert (page["Location"], FollowUp.objects.get().is_open) == (here, False)
    assert "is benieuwd naar je training" not in text(signed_in(lena), "/notices/")
    for person in (tom, lena):
        assert "Ingetrokken" in text(signed_in(person), here)
        assert "Deze vragen zijn ingetrokken." in text(signed_in(person), here)
        assert "Geen antwoord" not in text(signed_in(person), here)
        assert "Ingetrokken" in text(signed_in(person), f"/teams/{asked.team.public_id}/follow-ups/")
    assert signed_in(tom).get(url).status_code == 403


def test_declining_from_the_page_keeps_what_was_typed_with_its_writer(asked, tom, lena, signed_in):
    here, url = asked.get_absolute_url(), f"{asked.get_absolute_url()}decline/"
    assert "Wat je al schreef" not in text(signed_in(lena), url)
    answer_follow_up(asked, lena, "Te vroeg om te zeggen")
    assert "Wat je al schreef" in text(signed_in(lena), url)
    assert url in signed_in(lena).get(here).content.decode()
    assert url not in signed_in(tom).get(here).content.decode()

    page = signed_in(lena).post(url)

    assert page["Location"] == here
    assert "Lena Bos geeft geen antwoord" in text(signed_in(tom), "/notices/")
    own, other = text(signed_in(lena), here), text(signed_in(tom), here)
    assert ("Te vroeg" in own, "Ze zijn niet verstuurd" in own, "Te vroeg" in other) == (True, True, False)
    assert ("Hoe vond je het?" in own, "Op deze vragen komt geen antwoord." in other) == (True, True)
    assert "/answer/" not in signed_in(lena).get(here).content.decode()


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


def test_an_answer_leads_to_an_action_point_of_the_team(asked, team, tom, lena, mark, signed_in):
    answer_follow_up(asked, lena, "Elke week")
    follow_ups.send(asked, by=lena)
    url = f"{reverse('learningtracks:team_action_point_new', args=[team.public_id])}?from={asked.public_id}"
    assert url in signed_in(tom).get(asked.get_absolute_url()).content.decode()

    what = {"text": "Oefenen", "owner": lena.public_id, "due_on": today().isoformat()}
    page = signed_in(tom).post(url, what)
    signed_in(mark).post(url, what)

    assert page["Location"] == asked.get_absolute_url()
    assert sorted(ActionPoint.objects.values_list("origin", flat=True)) == ["", asked.trail]
    assert "Oefenen" in text(signed_in(lena), asked.get_absolute_url())
