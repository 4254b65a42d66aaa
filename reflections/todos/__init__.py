"""What people have to do about experiences and value checks. One file a noun (partnerships/todos.py)."""

from reflections.todos import feedback, harvest, value_checks

__all__ = ["feedback", "harvest", "value_checks"]
