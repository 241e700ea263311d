import pytest
from django.core.management import CommandError, call_command

from network.agencies.models import Agency, Official
from network.audit.models import Entry
from network.vault.models import Sealed
from tests import factories

pytestmark = pytest.mark.django_db

HEADER = "name,level,jurisdiction,time_zone,purpose,official_name,job_title,email"
GOOD = (
    "Ministry of Referral,national,CA,,A new guide,First Official,Adviser,first@office.example",
    "City of Housing,local,GB,Europe/London,House rules,Second Official,Clerk,second@office.example",
)


@pytest.fixture
def run(tmp_path, capsys):
    """`run(lines, ...)`: import a file of these lines and return what was printed."""

    def import_file(*lines, header=HEADER, **options):
        file = tmp_path / "offices.csv"
        file.write_text("\n".join([header, *lines]))
        call_command("import_agencies", str(file), **options)
        return capsys.readouterr().out

    return import_file


def test_a_file_registers_its_offices_to_be_verified(run):
    assert "2 added" in run(*GOOD)
    first, second = Agency.objects.order_by("-name")
    assert (first.time_zone, first.state) == ("America/Toronto", "registered")
    assert second.officials.get().name == "Second Official"
    assert first.verify_by and Entry.objects.filter(action="agencies.registered").count() == 2


def test_importing_again_changes_nothing(run):
    run(*GOOD)
    assert "0 added, 0 changed, 2 unchanged" in run(*GOOD)
    assert Official.objects.count() == 2


def test_a_changed_line_corrects_the_office_and_leaves_its_state(run):
    office = factories.agency(name="City of Housing", jurisdiction="GB", level="local")
    assert "1 changed" in run(GOOD[1])
    office.refresh_from_db()
    assert (office.purpose, office.state) == ("House rules", "verified")
    assert not office.officials.exists()


def test_a_dry_run_shows_and_changes_nothing(run):
    assert "+ line 2: Ministry of Referral" in run(*GOOD, dry_run=True)
    assert not Agency.objects.exists()


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("Office,galactic,CA,,Why,Name,Title,a@office.example", "line 3, column level: “galactic”"),
        ("Office,local,XX,,Why,Name,Title,a@office.example", "line 3, column jurisdiction"),
        ("Office,local,CA,Moon/Base,Why,Name,Title,a@office.example", "Write Area/City"),
        ("Office,local,CA,,Why,Name,Title,secret.person", "line 3, column email: is no e-mail address"),
        ("Office,local,CA,,Why,,Title,a@office.example", "line 3, column official_name: is empty"),
        (GOOD[0], "line 3, column name: repeats line 2"),
    ],
)
def test_one_bad_line_is_named_with_its_cure_and_nothing_is_imported(run, capsys, bad, words):
    with pytest.raises(CommandError, match=r"Nothing was changed"):
        run(GOOD[0], bad)
    said = capsys.readouterr().err
    assert words in said and "secret.person" not in said
    assert not Agency.objects.exists() and not Sealed.objects.exists()


def test_other_capitals_are_no_new_office(run, capsys):
    factories.agency(name="MINISTRY OF REFERRAL")
    with pytest.raises(CommandError):
        run(GOOD[0])
    assert "Write it like this: MINISTRY OF REFERRAL" in capsys.readouterr().err


def test_a_wrong_header_shows_the_right_one(run, capsys):
    with pytest.raises(CommandError):
        run(GOOD[0], header=HEADER.replace("purpose", "aim"))
    assert "column purpose: is missing. The header is: name,level" in capsys.readouterr().err
