"""What people have to do about experiences and value checks. One file a noun (partnerships/todos.py)."""
