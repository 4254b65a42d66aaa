"""A bare Django project: what the pages of Werkplek are compared with. Django's own settings, middleware and session,
the same database, one template around another. It is copied to a temporary folder and runs there."""
