"""The pages of rounds: filling in, side by side, and what a suggestion becomes in one tap."""

import re
from html import unescape

import pytest
from django.utils import timezone

from accounts.values import today, version_of
from instruments.actions import asks, sheets, trainings
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Evidence, Sheet
from instruments.tests.asking import colleagues, text
from instruments.values.asks import Given
from instruments.views.compared import said
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.pieces import Piece
from werkplek.tests.casting import make_person
from werkplek.tests.filling_pieces import propose
from werkplek.tests.filling_rounds import answer, ask_help, scaled, start


@pytest.fixture
def period(track):
    return next(one for one in track.periods.all() if one.is_now)


@pytest.fixture
def round(period, sam):
    return start(period, moment="before", by=sam)


def test_a_round_starts_from_the_track_and_opens_its_page(track, period, sam, signed_in):
    page = signed_in(sam).post(f"/tracks/{track.public_id}/rounds/", {"moment": "during", "whole": "on"})

    made = Ask.objects.get()
    assert (page.status_code, page["Location"]) == (302, made.get_absolute_url())
    assert (made.period, made.moment, made.whole) == (period, "during", True)


def test_a_round_of_a_team_says_what_it_is_about(team, tom, signed_in):
    signed_in(tom).post(f"/teams/{team.public_id}/rounds/", {"moment": "after", "title": "Tillift"})

    assert Ask.objects.get().about == "Tillift"
    assert "Na afloop: Tillift" in text(signed_in(tom), f"/teams/{team.public_id}/rounds/")


def filled(version=0, **more):
    return {"version": version, "hill-urgency-i1": "1", "hill-informal-i1": "unknown", **more}


def test_answers_are_kept_and_come_back(round, sam, signed_in):
    url = f"{round.get_absolute_url()}answer/"
    more = {"checklist-before-b1": "Tillen.", "checklist-before-b1-done": "done", "then": "stop"}

    assert signed_in(sam).post(url, filled(**more)).status_code == 302

    page = signed_in(sam).get(url).content.decode()
    assert "Tillen." in page
    assert page.count("checked") == 3
    assert not Sheet.objects.get().handed_in_at
    assert "Klaar: Tillen." in text(signed_in(sam), round.get_absolute_url())


def test_handing_in_shows_the_voices_side_by_side_with_the_biggest_difference_first(round, sam, samira, wim, signed_in):
    answer(round, samira, 3)
    sheets.hand_in(round, by=samira)
    before = text(signed_in(sam), round.get_absolute_url())
    assert "Zodra je hebt ingeleverd" in before

    given = {f"{item.slug.replace('.', '-')}": "3" for item in scaled(round)} | {"hill-informal-i1": "0"}
    signed_in(sam).post(f"{round.get_absolute_url()}answer/", {"version": "0", **given, "then": "hand_in"})

    page = text(signed_in(sam), round.get_absolute_url())
    first = page.index("Praat hier eerst over")
    assert first < page.index("Leren tijdens het werk") < page.index("Weten waarom")
    assert "Pak samen met iemand anders één klus op." in page
    assert "Samira Haddad" in page
    assert "Naar: Handreiking Leren op de werkplek" in page


def test_who_handed_in_nothing_is_not_told_to_hand_in(round, sam, signed_in):
    sheets.hand_in(round, by=sam)

    page = text(signed_in(sam), round.get_absolute_url())

    assert "Er zijn geen antwoorden om naast elkaar te leggen." in page
    assert "Zodra je hebt ingeleverd" not in page


def test_one_tap_makes_a_piece_or_an_action_point(round, sam, signed_in):
    url = f"{round.get_absolute_url()}tips/"

    signed_in(sam).post(url, {"tip": "hill.urgency.t1", "as": "piece"})
    signed_in(sam).post(url, {"tip": "hill.urgency.t1", "as": "action"})

    assert Piece.objects.with_versions().get().current.title == "Begin bij iets wat je nu nodig hebt op je werk."
    assert ActionPoint.objects.get().text == "Begin bij iets wat je nu nodig hebt op je werk."


def test_the_task_that_was_written_down_becomes_a_piece(round, sam, signed_in):
    task = round.sources()[1].item("checklist.before.b8")
    sheets.write(round, by=sam, answers={task: Given(text="De intake doen")}, version=0)
    assert "Stel voor in de puzzel" not in text(signed_in(sam), round.get_absolute_url())
    sheets.hand_in(round, by=sam)
    page = signed_in(sam).get(round.get_absolute_url()).content.decode()
    [url] = re.findall(rf'href="([^"]+/{task.slug}/piece/[^"]+)"', page)

    form = signed_in(sam).get(unescape(url)).content.decode()

    assert "De intake doen</textarea>" in form


def test_a_team_that_is_too_small_is_told_so_and_no_spread_is_anywhere(team, tom, signed_in):
    made = start(team, moment="during", by=tom)
    for person in [tom, *colleagues(team, 3)]:
        answer(made, person, 2)
        sheets.hand_in(made, by=person)
    asks.close(made, by=tom)

    html = signed_in(tom).get(made.get_absolute_url()).content.decode()
    assert "minder dan vijf antwoorden" in html
    assert "Hoe vaak" not in html
    assert "Hoe vaak" not in signed_in(tom).get("/my-data/werkplek.json").content.decode()


def test_five_of_five_show_a_spread_with_the_own_answer_and_the_one_together(team, tom, signed_in):
    made = start(team, moment="during", by=tom)
    for person in [tom, *colleagues(team, 4)]:
        answer(made, person, 2)
        sheets.hand_in(made, by=person)
    answer(made, tom, 1, together=True)
    asks.close(made, by=tom)

    page = text(signed_in(tom), made.get_absolute_url())
    assert page.count("Hoe vaak") == 7
    assert "Jij Grotendeels Samen Een beetje" in page


def test_a_line_per_principle_stands_on_the_page_of_the_track(track, period, sam, samira, signed_in):
    for score in (1, 2, 3):
        made = start(period, moment="during", by=sam)
        for person in (sam, samira):
            answer(made, person, score)
            sheets.hand_in(made, by=person)
        asks.close(made, by=sam)

    for url in (f"/tracks/{track.public_id}/rounds/", f"/tracks/{track.public_id}/"):
        page = signed_in(sam).get(url).content.decode()
        assert page.count("hill-lines__drawing") == 7
        assert 'points="8.0,60.7 140.0,35.3 272.0,10.0"' in page
        assert page.count("<td>Een beetje</td><td>Grotendeels</td><td>Ja</td>") == 14


def test_who_guides_no_longer_neither_reads_nor_answers_a_question_for_help(track, sam, samira, signed_in):
    """Not even on the page that stayed open (access.md R28, R30)."""
    ask, client = ask_help(track, asked=samira, text="Loop je een dag mee?", by=sam), signed_in(samira)
    urls = [ask.get_absolute_url(), f"{ask.get_absolute_url()}answer/"]
    before = [client.get(url).status_code for url in urls]
    samira.memberships.update(ended_at=timezone.now())

    answers = [client.get(urls[0]).status_code, client.post(urls[1], {"help-h1": "Ja", "then": "send"}).status_code]

    ask.refresh_from_db()
    assert (before, answers, ask.closed_at) == ([200, 200], [404, 404], None)


def test_evidence_is_chosen_and_shown(track, period, sam, samira, experience, question, signed_in):
    made = start(period, moment="during", by=sam)
    answer(made, sam, 2)
    piece = propose(track)
    url = f"{made.get_absolute_url()}evidence/"

    shown = {"informal": [str(piece.public_id)], "urgency": [str(experience.public_id)]}
    signed_in(sam).post(url, shown | {"version": version_of({})})

    assert Evidence.objects.count() == 2
    page = signed_in(sam).get(url).content.decode()
    assert (page.count("checked"), page.count("hill-shows"), page.count('hill-shows" open')) == (2, 7, 2)
    for person in (sam, samira):
        sheets.hand_in(made, by=person)
    for person in (sam, samira):
        page = text(signed_in(person), made.get_absolute_url())
        assert "Intake doen" in page
        assert "Ervaring van" in page


def test_everything_of_mine_is_on_one_page(round, sam, wim, signed_in):
    trainings.make(title="Reanimatie", ends_on=today(), by=sam)
    ask_help(round.on, asked=wim, text="Help je?", by=sam)

    page = text(signed_in(sam), "/rounds/")
    assert all(part in page for part in ("Vooraf: Verzorgende", "Reanimatie", "Nog geen antwoord"))
    assert "Er is nu niets om in te vullen." in text(signed_in(make_person("Nieuw")), "/rounds/")


def test_between_two_words_it_says_so():
    assert [said(value) for value in (None, 0, 1.1, 1.5, 1.9, 3)] == [
        "Weet ik niet",
        "Nee",
        "Een beetje",
        "tussen Een beetje en Grotendeels",
        "Grotendeels",
        "Ja",
    ]


def test_the_answer_of_the_team_is_written_together(team, tom, signed_in):
    made = start(team, moment="after", by=tom)

    signed_in(tom).post(
        f"{made.get_absolute_url()}together/", {"version": "0", "checklist-after-n1": "Leuk.", "then": "hand_in"}
    )

    assert Answer.objects.get().sheet.person is None
    assert "Leuk." in text(signed_in(tom), made.get_absolute_url())


# --- Whose words ----------------------------------------------------------------------------------------------


def test_each_voice_reads_the_questions_in_its_own_words(track, period, team, sam, samira, tom, signed_in):
    made = start(period, moment="during", by=sam)
    of_team = start(team, moment="during", title="Tillift", by=tom)

    own = text(signed_in(sam), f"{made.get_absolute_url()}answer/")
    guide = text(signed_in(samira), f"{made.get_absolute_url()}answer/")
    together = text(signed_in(tom), f"{of_team.get_absolute_url()}together/")

    assert ("Hoe zie jij het?" in own, "Ik kan uitleggen waarom ik dit nu wil leren." in own) == (True, True)
    assert "Hoe zie jij het leren van Sam?" in guide
    assert "Sam kan uitleggen waarom het nodig is om dit nu te leren." in guide
    assert "Ik kan uitleggen" not in guide + together
    assert "Wij kunnen uitleggen waarom we dit nu willen leren." in together


def test_each_reader_gets_the_lists_that_are_for_them(period, team, sam, samira, tom, signed_in):
    """Who learns gets no points for who guides, nor those of the team (E2)."""
    made = {moment: start(period, moment=moment, by=sam) for moment in ("before", "during", "after")}
    asked = {
        (person, moment): text(signed_in(person), f"{one.get_absolute_url()}answer/")
        for moment, one in made.items()
        for person in (sam, samira)
    }
    of_team = start(team, moment="during", by=tom)

    own, guide, agenda = (
        "Negen punten voor wie gaat leren",
        "Vraag wat Sam wil leren.",
        "Vijf punten voor het teamoverleg",
    )
    assert [own in asked[sam, moment] for moment in made] == [True, False, False]
    assert [guide in asked[samira, moment] for moment in made] == [True, True, True]
    assert not any(own in page or agenda in page for (person, _m), page in asked.items() if person == samira)
    assert not any(guide in page or agenda in page for (person, _m), page in asked.items() if person == sam)
    assert [one.slug for one in of_team.sources()] == ["hill", "checklist.during"]


def test_ideas_for_who_reads_come_first(period, sam, samira, signed_in):
    made = start(period, moment="during", by=sam)
    for person in (sam, samira):
        answer(made, person, 2)
        sheets.hand_in(made, by=person)

    own, guide = (text(signed_in(person), made.get_absolute_url()) for person in (sam, samira))

    first, second = "Interview een collega over je onderwerp.", "Spreek af wie welke klus krijgt."
    assert "Voor je begeleiders:" in own[own.index(first) : own.index(second)]
    assert "Voor Sam:" in guide[guide.index(second) : guide.index(first)]


def test_side_by_side_a_guide_reads_about_the_learner(period, sam, samira, signed_in):
    made = start(period, moment="during", by=sam)
    for person in (sam, samira):
        answer(made, person, 2)
        sheets.hand_in(made, by=person)

    assert "Je beslist mee over doel, vorm en volgorde." in text(signed_in(sam), made.get_absolute_url())
    assert "Sam beslist mee over doel, vorm en volgorde." in text(signed_in(samira), made.get_absolute_url())


def test_both_texts_of_an_older_tab_are_about_the_learner(period, sam, samira, signed_in):
    made = start(period, moment="during", by=sam)
    client, url = signed_in(samira), f"{made.get_absolute_url()}answer/"
    client.post(url, filled())

    page = client.post(url, filled(**{"hill-urgency-i1": "3"}))

    assert page.status_code == 409
    assert page.content.decode().count("Sam kan uitleggen") == 2


def test_every_idea_for_a_principle_can_be_taken(period, sam, samira, signed_in):
    made = start(period, moment="during", by=sam)
    for person in (sam, samira):
        answer(made, person, 2)
        sheets.hand_in(made, by=person)
    page = text(signed_in(sam), made.get_absolute_url())
    tips = [tip for principle in made.sources()[0].tree for tip in principle.tips]

    assert [tip.text for tip in tips if tip.text not in page] == []
    signed_in(sam).post(f"{made.get_absolute_url()}tips/", {"tip": tips[-1].slug, "as": "action"})
    assert ActionPoint.objects.get().origin.endswith(tips[-1].slug) or tips[-1].text in ActionPoint.objects.get().what


def test_evidence_comes_before_or_after_handing_in_until_the_round_is_closed(track, period, sam, signed_in):
    made, piece = start(period, moment="during", by=sam), propose(track)
    url = f"{made.get_absolute_url()}evidence/"
    client = signed_in(sam)

    first = client.post(url, {"informal": [str(piece.public_id)], "version": version_of({})})
    sheets.hand_in(made, by=sam)
    assert "evidence/" in client.get(made.get_absolute_url()).content.decode()
    shown = Sheet.objects.get().shown()
    second = client.post(url, {"urgency": [str(piece.public_id)], "version": version_of(shown)})

    assert (first.status_code, second.status_code) == (302, 302)
    assert Evidence.objects.get().item.key == "urgency"
    asks.close(made, by=sam)
    assert client.get(url).status_code == 403
    assert "evidence/" not in client.get(made.get_absolute_url()).content.decode()


def test_a_point_is_answered_in_words_first_with_the_tick_behind_it(round, sam, signed_in):
    page = text(signed_in(sam), f"{round.get_absolute_url()}answer/")

    assert page.index("1. Schrijf op wat je wilt leren.") < page.index("Geregeld? Punt 1") < page.index("2. Vertel dit")
