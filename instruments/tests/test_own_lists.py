"""Own lists of questions: publish, renew, ask in a round, and who may (docs/decisions/0038-own-lists.md)."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from accounts.values import Refused, Stale
from instruments.actions import asks, own_lists, sheets, trainings
from instruments.models.asks import Ask, edition
from instruments.models.instruments import Instrument, ListWithdrawal
from instruments.models.sheets import Answer
from instruments.policy.own_lists import own_lists_around, own_lists_of
from instruments.policy.readings import figures_for
from instruments.tests.asking import colleagues, text
from instruments.tests.own_lists import typed
from instruments.values.asks import Given
from learningtracks.values.instruments import AnswerKind
from partnerships.models.events import Event
from partnerships.models.unchanging import Untouchable
from werkplek.tests.filling_own_lists import words
from werkplek.tests.filling_rounds import start

# --- Versions ---------------------------------------------------------------------------------------------


def test_a_list_is_published_as_version_one_with_its_history(kijken, lars, team):
    assert ([one.text for one in kijken.tree], kijken.version) == (["Wat zag je?", "En toen?"], 1)
    assert [one.slug for one in kijken.tree] == [f"{kijken.slug}.q1", f"{kijken.slug}.q2"]
    assert Event.objects.get(kind="own_list_published").trail == team.organisation.trail


def test_what_is_published_refuses_change(kijken):
    kijken.title_nl = "Anders"
    for action in (kijken.save, kijken.delete, kijken.tree[0].save, Instrument.objects.editions_of(kijken.slug).delete):
        with pytest.raises(Untouchable):
            action()


def test_other_words_are_a_new_version_and_the_old_one_stays(kijken, lars):
    newer = own_lists.renew(kijken, words=words("Beter kijken"), by=lars)

    assert (newer.slug, newer.version) == (kijken.slug, 2)
    assert Instrument.objects.get(pk=kijken.pk).title_nl == "Kijken naar ons werk"
    with pytest.raises(Stale):
        own_lists.renew(kijken, words=words("Nog beter"), by=lars)
    with pytest.raises(Refused, match="niets aangepast"):
        own_lists.renew(newer, words=words("Beter kijken"), by=lars)


def test_only_who_advises_the_organisation_makes_one(kijken, team, tom, nora, sam, elsewhere):
    adviser = elsewhere.organisation.memberships.get().person
    for person in (tom, nora, sam, adviser):
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            own_lists.publish(team.organisation, words=words(), by=person)
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            own_lists.renew(kijken, words=words(), by=person)
        assert not own_lists_of(person).filter(pk=kijken.pk).exists()


def test_the_lists_of_werkplek_are_not_mixed_with_own_ones(kijken):
    assert kijken not in Instrument.objects.ours()


def test_a_withdrawn_list_is_offered_no_more_and_old_rounds_keep_it(kijken, lars, team, tom):
    begun = start(team, moment="during", by=tom, checklist=kijken)
    with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
        own_lists.withdraw(kijken, by=tom)

    own_lists.withdraw(kijken, by=lars)
    own_lists.withdraw(kijken, by=lars)

    assert Event.objects.filter(kind="own_list_withdrawn").count() == 1
    assert str(ListWithdrawal.objects.get()) == kijken.slug
    assert begun.sources()[1] == kijken
    assert list(own_lists_around(team)) == []
    with pytest.raises(Refused, match="hoort niet bij"):
        start(team, moment="during", by=tom, checklist=kijken)
    with pytest.raises(Refused, match="ingetrokken"):
        own_lists.renew(kijken, words=words("Toch weer"), by=lars)
    name = kijken.tree[0]
    sheets.write(begun, by=tom, answers={name: Given(text="Veel")}, version=0)
    assert Answer.objects.get().text == "Veel"


@pytest.mark.both("the database keeps the rule")
def test_the_database_withdraws_a_list_once(kijken, lars):
    own_lists.withdraw(kijken, by=lars)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListWithdrawal.objects.create(organisation=kijken.organisation, slug=kijken.slug)


def test_beside_the_dutch_there_may_be_english(team, lars, signed_in):
    url = reverse("instruments:own_list_new", args=[team.organisation.public_id])
    english = {"title_en": "Looking", "questions_en": "What did you see?\nAnd then?", "attribution_en": "Ours"}
    few = signed_in(lars).post(url, typed(**(english | {"questions_en": "What did you see?"})))
    assert "evenveel vragen in het Engels" in few.content.decode()

    signed_in(lars).post(url, typed(**english))

    made = Instrument.objects.get(organisation=team.organisation)
    with override("en"):
        assert (made.title, made.attribution) == ("Looking", "Ours")
        assert [one.text for one in made.tree] == ["What did you see?", "And then?"]
    assert "What did you see?\nAnd then?" in signed_in(lars).get(f"{made.get_absolute_url()}renew/").content.decode()


# --- In a round -------------------------------------------------------------------------------------------


def test_teams_and_tracks_of_the_organisation_may_ask_it(kijken, elsewhere, team, track, sam):
    period = track.periods.first()
    training = trainings.make(title="Tillen", ends_on=track.ends_on, by=sam)

    assert list(own_lists_around(team)) == [kijken]
    assert list(own_lists_around(period)) == [kijken]
    assert list(own_lists_around(training)) == []


def test_only_the_newest_version_is_asked_and_a_round_keeps_its_own(kijken, lars, team, tom):
    begun = start(team, moment="during", by=tom, checklist=kijken)
    newer = own_lists.renew(kijken, words=words("Beter kijken"), by=lars)

    assert list(own_lists_around(team)) == [newer]
    assert begun.sources()[1] == kijken
    with pytest.raises(Refused, match="hoort niet bij"):
        start(team, moment="during", by=tom, checklist=kijken)


def test_a_published_list_is_read_once_and_never_in_place_of_another(kijken, team, tom, django_assert_num_queries):
    asked = start(team, moment="during", by=tom, checklist=kijken)
    first = asked.sources()

    with django_assert_num_queries(1):  # which lists are asked; their questions are known
        again = asked.sources()

    assert ([one.pk for one in again], again[1] is first[1]) == ([one.pk for one in first], True)
    with pytest.raises(Instrument.DoesNotExist):
        edition(kijken.pk, uuid.uuid4())  # the key of a row came again


def test_a_list_of_another_organisation_is_refused(elsewhere, team, tom, signed_in):
    with pytest.raises(Refused, match="hoort niet bij"):
        start(team, moment="during", by=tom, checklist=elsewhere)
    url = reverse("instruments:team_rounds", args=[team.public_id])
    assert "Van ver" not in signed_in(tom).get(url).content.decode()


def test_a_team_starts_a_round_with_it_and_answers(kijken, team, tom, signed_in):
    url = reverse("instruments:team_rounds", args=[team.public_id])
    assert "Kijken naar ons werk" in signed_in(tom).get(url).content.decode()
    signed_in(tom).post(url, {"moment": "during", "checklist": kijken.public_id})
    made = Ask.objects.get()
    assert made.sources()[1] == kijken

    asked = text(signed_in(tom), f"{made.get_absolute_url()}together/")
    assert ("1. Wat zag je?" in asked, "Van onszelf" in asked) == (True, True)
    name = f"{kijken.slug}.q1".replace(".", "-")
    signed_in(tom).post(f"{made.get_absolute_url()}together/", {"version": 0, name: "Veel geduld"})

    assert Answer.objects.get().text == "Veel geduld"
    page = text(signed_in(tom), made.get_absolute_url())
    assert ("Veel geduld" in page, "Wat zag je?" in page) == (True, True)


def test_what_is_there_at_work_is_ticked_with_words_beside_it(team, lars, tom, signed_in):
    there = own_lists.publish(
        team.organisation, words=words(answer=AnswerKind.PRESENCE, questions=("Een vaste vraagbaak",)), by=lars
    )
    made = start(team, moment="during", by=tom, checklist=there)
    name, url = f"{there.slug}.q1".replace(".", "-"), f"{made.get_absolute_url()}together/"
    wrong = signed_in(tom).post(url, {"version": 0, f"{name}-done": "done"})
    assert (wrong.status_code, Answer.objects.exists()) == (200, False)

    signed_in(tom).post(url, {"version": 0, f"{name}-done": "wanted", name: "Op elke locatie"})

    answer = Answer.objects.get()
    assert (answer.choice, answer.text) == ("wanted", "Op elke locatie")
    assert "Gewenst: Op elke locatie" in text(signed_in(tom), made.get_absolute_url())


def test_a_track_starts_a_round_with_it(kijken, track, sam, signed_in):
    url = reverse("instruments:track_rounds", args=[track.public_id])
    signed_in(sam).post(url, {"moment": "during", "checklist": kijken.public_id})

    assert Ask.objects.get().sources()[1] == kijken


def test_without_own_lists_nothing_is_asked(team, tom, signed_in):
    url = reverse("instruments:team_rounds", args=[team.public_id])
    assert "Welke vragen?" not in signed_in(tom).get(url).content.decode()


@pytest.mark.parametrize(("people", "shown"), [(5, True), (4, False)])
def test_on_the_scale_a_spread_leaves_from_five_answers_on(team, tom, lars, signed_in, people, shown):
    scaled = own_lists.publish(team.organisation, words=words(questions=("Is er tijd?",)), by=lars)
    made = start(team, moment="during", by=tom, checklist=scaled)
    question = scaled.tree[0]
    for score, person in enumerate([tom, *colleagues(team, people - 1)]):
        sheets.write(made, by=person, answers={question: Given(choice=str(score % 4))}, version=0)
        sheets.hand_in(made, by=person)
    asks.close(made, by=tom)
    made = Ask.objects.get()

    assert (question.slug in figures_for(tom, made)) is shown
    page = text(signed_in(tom), made.get_absolute_url())
    assert "Is er tijd?" in page  # the own answer
    assert ("Hoe vaak" in page) is shown


# --- Pages ------------------------------------------------------------------------------------------------


def test_making_a_list_from_the_form(team, lars, signed_in):
    url = reverse("instruments:own_lists", args=[team.organisation.public_id])
    assert "Hier komen vragenlijsten van jullie zelf." in text(signed_in(lars), url)

    page = signed_in(lars).post(f"{url}new/", typed())

    made = Instrument.objects.get(organisation=team.organisation)
    assert (page["Location"], made.answer, len(made.tree)) == (made.get_absolute_url(), AnswerKind.DONE, 2)
    shown = text(signed_in(lars), made.get_absolute_url())
    assert all(one in shown for one in ("Wat zag je?", "En toen?", "Wij", "Nog niet, Klaar, Niet nodig"))
    assert "Kijken" in text(signed_in(lars), url)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Geef de lijst een naam."),
        ({"questions": " \n "}, "Schrijf minstens één vraag."),
        ({"questions": "Vraag\n" * 31}, "Meer dan dertig vragen is te veel."),
        ({"questions": "v" * 301}, "Een vraag is hoogstens 300 tekens lang."),
        ({"answer": "read"}, "Kies iets uit de lijst."),
        ({"attribution": ""}, "Schrijf op van wie de vragen zijn."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(team, lars, signed_in, wrong, said):
    url = reverse("instruments:own_list_new", args=[team.organisation.public_id])
    page = signed_in(lars).post(url, typed(intro="Om te kijken", **wrong)).content.decode()

    assert (said in page, "Om te kijken" in page) == (True, True)
    assert not Instrument.objects.filter(organisation=team.organisation).exists()


def test_a_new_version_from_the_form(kijken, lars, signed_in):
    url = f"{kijken.get_absolute_url()}renew/"
    assert "Wat zag je?\nEn toen?" in signed_in(lars).get(url).content.decode()
    same = {"title": kijken.title_nl, "answer": "text", "attribution": "Van onszelf", "version": 1}
    again = signed_in(lars).post(url, {**same, "questions": "Wat zag je?\nEn toen?"})
    assert "Er is niets aangepast." in again.content.decode()

    signed_in(lars).post(url, typed(version=1))
    late = signed_in(lars).post(url, typed(version=1, title="Te laat"))

    newer = Instrument.objects.editions_of(kijken.slug)[0]
    assert newer.version == 2
    assert (late.status_code, "Te laat" in late.content.decode()) == (409, True)
    assert "Er is een nieuwere versie." in text(signed_in(lars), kijken.get_absolute_url())
    assert "Versie 1" in text(signed_in(lars), newer.get_absolute_url())
    assert signed_in(lars).post(url, typed(version=2, title="Nu wel")).status_code == 302


def test_withdrawing_asks_first_and_is_shown(kijken, lars, signed_in):
    page, url = kijken.get_absolute_url(), f"{kijken.get_absolute_url()}withdraw/"
    assert f'href="{url}"' in signed_in(lars).get(page).content.decode()
    assert "Deze lijst intrekken?" in text(signed_in(lars), url)
    assert not ListWithdrawal.objects.exists()

    answer = signed_in(lars).post(url)

    assert answer["Location"] == page
    assert "Ingetrokken" in text(signed_in(lars), page)
    lists = reverse("instruments:own_lists", args=[kijken.organisation.public_id])
    assert "Ingetrokken" in text(signed_in(lars), lists)
    assert "Nieuwe versie maken" not in text(signed_in(lars), page)
    assert signed_in(lars).get(f"{page}renew/").status_code == 403
