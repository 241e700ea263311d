from random import Random

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from network.demo.generator import asking, engaging, money, people
from network.people.models import User
from network.people.roles import Role


class Command(BaseCommand):
    help = "Fill an empty database with an invented network of any size, to measure with. Everyone is marked as demo."

    def add_arguments(self, parser):
        parser.add_argument("--experts", type=int, default=1000)
        parser.add_argument("--offices", type=int, default=20)
        parser.add_argument("--requests", type=int, default=200)
        parser.add_argument("--engagements", type=int, default=2000)
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same shape")

    @transaction.atomic
    def handle(self, *, experts, offices, requests, engagements, seed, **options):
        if User.objects.filter(is_demo=False).exists():
            raise CommandError("There are real people in this database. Use an empty one.")
        if engagements and experts < 20:
            raise CommandError("--experts: at least 20, so that a draw has somebody to choose from.")
        chance, books = Random(seed), money.Books()  # noqa: S311
        for role in (Role.MANAGER, Role.FINANCE, Role.AUDITOR):
            people.make_users(role, 2, chance)
        profiles = people.make_experts(experts, chance)
        officials = people.make_offices(offices, chance)
        seats = max(1, round(engagements / max(1, requests * 3 // 4)))
        asked = asking.make_requests(officials, requests, seats, chance)
        funds = money.make_funds(asked, seats * 2, books)
        engaged = engaging.make_engagements(asked, profiles, engagements, chance)
        engaging.make_outcomes(engaged, chance)
        money.make_payments(engaged, funds, books)
        books.write()
        self.stdout.write(self.style.SUCCESS("Done."))
