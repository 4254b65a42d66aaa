"""What people have yet to answer (partnerships/todos.py)."""
