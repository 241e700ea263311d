from payments.importing import ImportCommand
from payments.sheets import RateCardSheet, RateSheet


class Command(ImportCommand):
    help = "Import published rates or this network's rate cards from CSV; the header tells which."
    sheets = (RateSheet, RateCardSheet)
