from network.agencies.sheets import AgencySheet
from payments.importing import ImportCommand


class Command(ImportCommand):
    help = "Register offices from CSV, each to be verified by a manager; all of them or none."
    sheets = (AgencySheet,)
