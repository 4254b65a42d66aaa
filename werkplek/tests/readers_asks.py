"""Who may read what is asked and answered, written out once more beside instruments/policy/readings.py."""

from instruments.models.asks import Ask
from instruments.models.sheets import Answer
from learningtracks.values.instruments import Reading
from werkplek.tests.readers_actions import of_team


def of_ask(ask: Ask) -> set[int]:
    """Of two: who asked and who is asked; the team once it is offered to them. Of a team: who leads, works or learns
    there."""
    between_two = ask.asked_id and not ask.offered_at
    return {ask.by_id, ask.asked_id} if between_two else of_team(ask.team)


def of_answer(answer: Answer) -> set[int]:
    """Of two: until it is sent who answers; then who asked too. Of a spread: what somebody noted is theirs for ever,
    also of a lead who lets the team see the ticks (row 22, R16). What a team writes as one, the team."""
    ask = answer.sheet.ask
    if ask.reading == Reading.SPREAD and answer.sheet.person_id:
        return {answer.sheet.person_id}
    return of_ask(ask) if ask.closed_at or answer.sheet.is_of_the_group else {ask.asked_id}
    return of_ask(ask) if ask.closed_at or answer.sheet.is_of_the_group else {ask.asked_id}


CONTENT_OF_ASKS = {
    "instruments.Ask.title": of_ask,
    "instruments.Ask.text": of_ask,
    "instruments.Answer.text": of_answer,
}
MADE_OF_ASKS = [
    *(f"instruments.Ask.{name}" for name in ("kind", "cycle", "totals", "made_of")),
    "learningtracks.Instrument.about",  # where a list is offered
    "learningtracks.Item.becomes",
    # the short code of what something was made of
    "learningtracks.Piece.origin",
    "learningtracks.Conversation.origin",
    "reflections.Experience.origin",
]
