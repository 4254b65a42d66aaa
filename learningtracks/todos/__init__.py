"""What people have to do on learning tracks, in teams and in partnerships. One file a noun (partnerships/todos.py)."""
