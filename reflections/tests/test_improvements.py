"""A team improves a part of its work: situations, what it thinks of them, changes and their effect (domain.md §8.1)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships.calendar_files import Day
from partnerships.models.notices import Notice
from reflections.actions import improvements
from reflections.agenda import entries_of
from reflections.forms.value_checks import PlanForm
from reflections.models.experiences import Experience
from reflections.models.improvements import ImprovementTrack, SituationCard
from reflections.models.value_checks import ValueCheck
from reflections.values import CardState


@pytest.fixture
def improvement(team, tom, tina, track):
    day = today()
    words = {"process": "Bellen met nieuwe families", "reason": "Zodat zij weten waar ze aan toe zijn"}
    return improvements.begin(team, starts_on=day, ends_on=day + dt.timedelta(weeks=17), lead=tom, by=tom, **words)


def write(improvement, by, **more):
    words = {"situation": "Een familie belde drie keer", "happened": "Niemand belde terug", "shows_name": False}
    return improvements.write(improvement, by=by, **(words | more))


def discuss(card, by, whys=("Niemand wist wie", "Er staat geen naam bij"), is_discussed=True):
    words = {"whys": list(whys), "otherwise": "Eén naam op het bord"}
    return improvements.discuss(card, version=card.version, is_discussed=is_discussed, by=by, **words)


def agree(card, by):
    words = {"text": "Eén naam op het bord", "how_noticed": "De familie belt één keer"}
    return improvements.agree(card, owner=by, due_on=today() + dt.timedelta(weeks=4), by=by, **words)


def page_of(client, thing):
    return client.get(thing.get_absolute_url()).content.decode()


def fresh(card):
    return SituationCard.objects.get(pk=card.pk)


def test_the_lead_begins_and_the_team_is_told(improvement, tina):
    assert Notice.objects.filter(person=tina, event__kind="improvement_begun").count() == 1


def test_who_does_not_lead_begins_none(team, tina):
    with pytest.raises(Refused):
        improvements.begin(team, process="x", reason="y", starts_on=today(), ends_on=today(), lead=tina, by=tina)


def test_who_learns_in_the_team_writes_a_situation(improvement, sam, signed_in, tom):
    write(improvement, sam)

    assert "Een familie belde drie keer" in page_of(signed_in(tom), improvement)


def test_only_who_wrote_it_changes_or_takes_it_back(improvement, sam, tom):
    card = write(improvement, sam)

    with pytest.raises(Refused):
        improvements.withdraw(card, by=tom)
    with pytest.raises(Refused):
        improvements.rewrite(card, situation="Anders", happened="", shows_name=True, version=1, by=tom)
    improvements.withdraw(card, by=sam)
    assert not SituationCard.objects.exists()


def test_an_experience_gives_only_the_words_its_author_chose(improvement, sam, signed_in, tom):
    own = Experience.objects.create(
        author=sam,
        situation="De dochter belde boos",
        analysis="Ik schrok",
        happened_on=today(),
        saved_at=timezone.now(),
    )
    url = reverse("reflections:situation_new", args=[improvement.public_id])
    client = signed_in(sam)
    shown = client.get(f"{url}?from={own.public_id}").content.decode()
    client.post(f"{url}?from={own.public_id}", {"situation": "Een dochter belde", "happened": ""})

    assert "De dochter belde boos" in shown
    page = page_of(signed_in(tom), improvement)
    assert "Een dochter belde" in page
    assert "boos" not in page
    own.delete()
    assert not SituationCard.objects.exists()  # access.md R5


def test_nobody_begins_with_the_experience_of_another(improvement, sam, signed_in, tom):
    own = Experience.objects.create(author=sam, situation="Van Sam", happened_on=today(), saved_at=timezone.now())
    url = reverse("reflections:situation_new", args=[improvement.public_id])

    assert "Van Sam" not in signed_in(tom).get(f"{url}?from={own.public_id}").content.decode()


def test_a_situation_goes_from_seen_to_effect(improvement, tom, sam):
    card = write(improvement, sam)
    states = [fresh(card).state]
    discuss(card, tom)
    states.append(fresh(card).state)
    change = agree(card, tom)
    states.append(fresh(card).state)
    action_points.finish(change, version=1, by=tom, result="De familie belt één keer")
    states.append(fresh(card).state)

    assert states == list(CardState)


def test_a_change_that_stopped_is_none(improvement, tom, sam):
    card = discuss(write(improvement, sam), tom)
    action_points.stop(agree(card, tom), version=1, by=tom, reason="Het bord is weg")

    assert fresh(card).state == CardState.DISCUSSED


def test_why_is_asked_up_to_five_times_without_gaps(improvement, sam, tom):
    card = discuss(write(improvement, sam), tom, whys=("Een", "", "Twee", "", "Drie"))

    assert fresh(card).whys == ["Een", "Twee", "Drie"]


def test_a_colleague_was_ahead(improvement, sam, tom):
    card = write(improvement, sam)
    discuss(card, tom)

    with pytest.raises(Stale):
        discuss(card, sam)


def test_the_effect_is_asked_at_its_day_and_again_after_six_weeks(improvement, sam, tom, remind, signed_in):
    change = agree(write(improvement, sam), tom)
    ActionPoint.objects.filter(pk=change.pk).update(due_on=today())
    remind()
    assert Notice.objects.filter(person=tom, event__kind="action_point_due").count() == 1
    action_points.finish(change, version=1, by=tom, result="De familie belt één keer")
    ActionPoint.objects.filter(pk=change.pk).update(finished_at=timezone.now() - dt.timedelta(weeks=6, hours=1))
    remind()

    assert Notice.objects.filter(person=tom, event__kind="action_point_still").count() == 1
    point = action_points.say_whether_it_holds(ActionPoint.objects.get(), version=2, by=tom, holds=True)
    assert "Zes weken later was het nog zo." in page_of(signed_in(tom), improvement)
    assert "De situatie" in page_of(signed_in(tom), point)


def test_what_is_over_is_read_and_not_touched(improvement, sam, tom, signed_in):
    card = write(improvement, sam)
    improvements.end(improvement, by=tom)

    for refused in (lambda: write(improvement, sam), lambda: discuss(card, tom), lambda: agree(card, tom)):
        with pytest.raises(Refused):
            refused()
    page = page_of(signed_in(tom), improvement)
    assert "Een familie belde drie keer" in page
    assert "Situatie opschrijven" not in page
    improvements.withdraw(card, by=sam)  # own words always


def test_it_is_over_after_its_last_day(improvement, sam):
    ImprovementTrack.objects.update(starts_on=today() - dt.timedelta(days=9), ends_on=today() - dt.timedelta(days=1))

    with pytest.raises(Refused):
        write(improvement, sam)


def test_the_last_day_lies_after_the_first(team, tom, signed_in):
    url = reverse("reflections:improvement_new", args=[team.public_id])
    sent = {"process": "x", "reason": "y", "starts_on": "2027-03-02", "ends_on": "2027-03-01", "lead": tom.public_id}

    assert "De laatste dag ligt voor de eerste dag." in signed_in(tom).post(url, sent).content.decode()


def test_a_stranger_knows_of_nothing(improvement, otto, signed_in):
    assert signed_in(otto).get(improvement.get_absolute_url()).status_code == 404


# --- The screen on the wall -----------------------------------------------------------------------------------------


def wall_of(client, improvement, **headers):
    return client.get(reverse("reflections:improvement_wall", args=[improvement.public_id]), headers=headers)


def test_a_name_is_on_the_wall_only_when_its_owner_said_so(improvement, sam, tom, signed_in):
    write(improvement, sam)
    shut = wall_of(signed_in(tom), improvement).content.decode()
    write(improvement, sam, situation="De bel bleef gaan", shows_name=True)
    shown = wall_of(signed_in(tom), improvement).content.decode()

    assert "Een familie belde drie keer" in shut
    assert ("Sam" in shut, "Sam" in shown) == (False, True)


def test_the_wall_has_no_way_to_anywhere(improvement, sam, tom, signed_in):
    write(improvement, sam)
    main = wall_of(signed_in(tom), improvement, x_requested_with="fetch").content.decode()

    assert "href" not in main
    assert "<button" not in main


def test_the_wall_is_sent_again_when_something_changed(improvement, sam, tom, signed_in):
    client = signed_in(tom)
    tag = wall_of(client, improvement, x_requested_with="fetch")["ETag"]
    same = wall_of(client, improvement, x_requested_with="fetch", if_none_match=tag)
    write(improvement, sam)
    changed = wall_of(client, improvement, x_requested_with="fetch", if_none_match=tag)

    assert (same.status_code, changed.status_code) == (304, 200)
    assert "Een familie belde drie keer" in changed.content.decode()


# --- What is linked -------------------------------------------------------------------------------------------------


def test_the_last_day_is_in_the_calendar_without_what_it_is_about(improvement, tom):
    titles = [str(one.title) for one in entries_of(tom) if isinstance(one, Day)]

    assert "Laatste dag van het verbetertraject (Team Beuk)" in titles
    assert not any("families" in title for title in titles)


def test_a_check_near_the_end_looks_back(improvement, team):
    usual = PlanForm(team=team).initial["questions"]
    ImprovementTrack.objects.update(ends_on=today() + dt.timedelta(weeks=3))

    assert "checklist.insight" in usual
    assert "checklist.after" in PlanForm(team=team).initial["questions"]


def test_a_check_held_meanwhile_stands_on_the_page(improvement, team, tom, signed_in):
    now = timezone.now()
    at = {"starts_at": now, "planned_at": now, "closed_at": now}
    held = ValueCheck.objects.create(team=team, cycle="held", due_on=today(), **at)

    assert held.get_absolute_url() in page_of(signed_in(tom), improvement)
