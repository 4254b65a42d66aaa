"""`python manage.py first_coordinator` lets the first organisation in and invites its coordinator
(docs/operations.md)."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.actions import founding, invitations
from partnerships.actions.founding import Impossible
from partnerships.values import OrganisationKind


class Command(BaseCommand):
    help = "Let an organisation in and invite its first coordinator by mail. Prints the link of the invitation."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, help='Its name, such as "ROC Waterland".')
        parser.add_argument("--kind", required=True, choices=OrganisationKind.values)
        parser.add_argument("--city", default="")
        parser.add_argument("--email", required=True, help="The address of the coordinator.")
        parser.add_argument("--partnership", default="", help="Begin a partnership of this name with it.")
        parser.add_argument("--by", default="", help="The platform administrator who invites, when there are more.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            invitation = founding.begin(
                by=founding.administrator(options["by"]),
                name=options["organisation"],
                kind=options["kind"],
                city=options["city"],
                coordinator=options["email"],
                partnership=options["partnership"],
            )
        except Impossible as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{invitation.email} is invited as coordinator of {invitation.organisation}.")
        self.stdout.write(f"The mail is on its way. The link in it, good until {invitation.last_day:%Y-%m-%d}:")
        self.stdout.write(invitations.address(invitation))
