"""What waits for who asks, read once a request: home, the number in the bar, "Voor jou" and the page of a track say the
same."""

from django.http import HttpRequest

from partnerships import todos
from partnerships.models.todos import ToDo


def waiting_for(request: HttpRequest) -> list[ToDo]:
    """Everything this person has to do now, group by group, the longest waiting first."""
    if not hasattr(request, "todos"):
        request.todos = todos.waiting_for(request.user)  # type: ignore[attr-defined, arg-type]
    found: list[ToDo] = request.todos  # type: ignore[attr-defined]
    return found
