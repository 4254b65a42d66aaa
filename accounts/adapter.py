"""What allauth asks of us: who may sign up, and how a signed-in person is told things."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: people come in by an invitation (domain.md §2.5)."""
        return False
