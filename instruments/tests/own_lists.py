"""What somebody types to make an own list of questions, for the tests."""


def typed(**more):
    return {"title": "Kijken", "questions": "Wat zag je?\n\n En toen? ", "answer": "done", "attribution": "Wij"} | more
