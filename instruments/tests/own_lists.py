"""What somebody types to make an own list of questions, and what a page says, for the tests."""

import re


def typed(**more):
    return {"title": "Kijken", "questions": "Wat zag je?\n\n En toen? ", "answer": "done", "attribution": "Wij"} | more


def text(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
