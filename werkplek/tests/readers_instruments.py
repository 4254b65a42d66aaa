"""Who may read what people write in rounds, for the crawl for canaries (access.md rows 22 and 23, R16)."""

from learningtracks.models import Filling, HelpAsk, Round, RoundAnswer, Training
from werkplek.tests.readers_actions import of_team


def of_filling(filling: Filling) -> set[int]:
    """Alone in a team: the writer. As a team: the team. On a track: also who handed in too, or all once closed."""
    round = filling.round
    if filling.person_id is None:
        return of_team(round.team)
    readers = {filling.person_id}
    if round.period and filling.handed_in_at:
        track = round.period.track
        named = track.people.filter(ended_at=None, membership__ended_at=None)
        on_track = {track.learner_id, *named.values_list("person", flat=True)}
        done = set(round.fillings.handed_in().values_list("person", flat=True))
        readers |= on_track if round.closed_at else on_track & done
    return readers


def of_answer(answer: RoundAnswer) -> set[int]:
    """Answers on the scale have no text: one that stood there all the same is on no page, and in the own data only."""
    if answer.item.instrument_id == answer.filling.round.hill_id:
        return {answer.filling.person_id}
    return of_filling(answer.filling)


def asker_and_asked(ask: HelpAsk) -> set[int]:
    return {ask.by_id, ask.asked_id}


def of_round(round: Round) -> set[int]:
    """Only rounds of teams have a title: one of another round is on no page, and in the own data of who took part."""
    if round.team:
        return of_team(round.team)
    return {round.started_by_id, *round.fillings.values_list("person", flat=True)}


def of_training(training: Training) -> set[int]:
    return {training.person_id}


CONTENT_OF_ROUNDS = {
    "learningtracks.RoundAnswer.text": of_answer,
    "learningtracks.HelpAsk.text": asker_and_asked,
    "learningtracks.Round.title": of_round,
    "learningtracks.Training.title": of_training,
    "learningtracks.Training.text": of_training,
}
# What is published by Werkplek or an organisation for all of its people.
MADE_OF_INSTRUMENTS = [
    *(
        f"learningtracks.Instrument.{name}"
        for name in ("slug", "fingerprint", "title_nl", "title_en", "intro_nl", "intro_en")
    ),
    "learningtracks.ListWithdrawal.slug",
    "learningtracks.Instrument.attribution_nl",
    "learningtracks.Instrument.attribution_en",
    *(
        f"learningtracks.Item.{name}"
        for name in ("slug", "serves", "name_nl", "name_en", "text_nl", "text_en", "note_nl", "note_en")
    ),
    "learningtracks.RoundEvidence.principle",
]
