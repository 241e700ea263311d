"""Rules that the code itself must keep. Each is a function from a file to what is wrong in it, and is shown to fail."""

import ast
import re
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.guards.code import ROOT, Source, product, sources, templates

# Who alone may import what: the promise is only as narrow as this list.
ONLY_IMPORTED_BY = {
    "django.core.mail": ("network/notifications/", "network/demo/mailbox.py"),
    "smtplib": ("network/notifications/mailing.py",),
    "stripe": ("payments/rails/stripe.py", "payments/webhooks.py"),
}
# Who may open what is sealed. Each opens what is its reader's own, or asks the consent ledger first.
MAY_UNSEAL = (
    "network/vault/",
    "network/experts/disclosure.py",  # what others may see
    "network/experts/published.py",  # what everybody may read
    "network/notifications/compiler.py",  # where a message may go
    "network/experts/own.py",  # the expert's own pages
    "network/people/safe_contact.py",  # the person's own contact
    "network/people/drafts.py",  # what the person typed herself
    "network/engagements/letters.py",  # the wish about a note, sealed to the office that it is for
    "network/outcomes/words.py",  # what a contributor says is missing, sealed to the office that it is for
    "network/engagements/joining.py",  # how to join, for the two sides that meet
    "network/safeguarding/words.py",  # what the person herself raised, and those who answer her
)
CLOCKS = (
    "network/common/clock.py",
    "payments/conf.py",
    "network/people/idle.py",  # idleness is counted in the browser's time, which no test and no demo moves
)
TIME = re.compile(
    r"\b(timezone\.now|timezone\.localdate|datetime\.now|datetime\.utcnow|date\.today|time\.time)$"
)
# The one place that shows markup made elsewhere: allauth's own drawing of a QR code.
MAY_SHOW_RAW = ("templates/mfa/totp/activate_form.html",)
LONGEST_FILE = 400
SHELVES = re.compile(r"/(services|queries)(/|\.py$)|/policies\.py$")


def wrong_imports(source: Source) -> list[str]:
    return [
        f"{source.path} imports {name}"
        for name in source.imports()
        for kept, places in ONLY_IMPORTED_BY.items()
        if (name == kept or name.startswith(f"{kept}.")) and not source.is_in(places)
    ]


def wrong_openings(source: Source) -> list[str]:
    if source.is_in(MAY_UNSEAL):
        return []
    named = {name.rsplit(".", 1)[-1] for name in [*source.calls(), *source.imports()]}
    return [
        f"{source.path} opens sealed data by {name}"
        for name in sorted(named & {"unseal", "unseal_each", "unseal_many"})
    ]


def wrong_clocks(source: Source) -> list[str]:
    return (
        []
        if source.is_in(CLOCKS)
        else [f"{source.path}: {name}" for name in source.calls() if TIME.search(name)]
    )


def undocumented(source: Source) -> list[str]:
    if not SHELVES.search(source.path):
        return []
    public = (node for node in source.tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))
    return [
        f"{source.path}: {node.name}"
        for node in public
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def raw_markup(source: Source) -> list[str]:
    if source.is_in(MAY_SHOW_RAW):
        return []
    pattern = (
        r"mark_safe|SafeString|\|\s*safe\b|autoescape off|\|\s*safeseq"
        if source.path.endswith(".html")
        else r"mark_safe|SafeString"
    )
    return [f"{source.path}: {found}" for found in re.findall(pattern, source.text)]


def inline_parts(source: Source) -> list[str]:
    """What the content policy would refuse: inline style, script and handlers."""
    pattern = r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\ssrc=)|javascript:"
    return [f"{source.path}: {found.strip()}" for found in re.findall(pattern, source.text, re.IGNORECASE)]


def links_out(source: Source) -> list[str]:
    """An address of another site: whoever follows it tells that site where they came from."""
    found = re.findall(
        r"""(?:href|src|action|srcset|poster)\s*=\s*["']((?:https?:)?//[^"'{]+)""", source.text
    )
    return [f"{source.path}: {address}" for address in found]


def too_long(source: Source) -> list[str]:
    lines = source.text.count("\n")
    return [f"{source.path}: {lines} lines"] if lines > LONGEST_FILE else []


def all_of(rule, files) -> list[str]:
    return [wrong for source in files for wrong in rule(source)]


PRODUCT_RULES = [wrong_imports, wrong_openings, wrong_clocks, undocumented, raw_markup, too_long]
TEMPLATE_RULES = [raw_markup, inline_parts, links_out, too_long]


@pytest.mark.parametrize("rule", PRODUCT_RULES)
def test_the_code_keeps(rule):
    assert all_of(rule, product()) == []


@pytest.mark.parametrize("rule", TEMPLATE_RULES)
def test_the_templates_keep(rule):
    assert all_of(rule, templates()) == []


def test_no_test_is_too_long():
    assert all_of(too_long, sources("tests")) == []


BROKEN = [
    (wrong_imports, "network/people/views.py", "from django.core.mail import send_mail"),
    (wrong_imports, "network/people/views.py", "from django.core import mail"),
    (wrong_imports, "payments/services/release.py", "import stripe"),
    (
        wrong_openings,
        "network/outcomes/queries.py",
        "from network.vault import services as v\nv.unseal('x', 'y')",
    ),
    (wrong_openings, "network/outcomes/queries.py", "from network.vault.services import unseal"),
    (wrong_clocks, "network/people/services.py", "from django.utils import timezone\nat = timezone.now()"),
    (wrong_clocks, "network/people/services.py", "from datetime import date\nday = date.today()"),
    (wrong_clocks, "network/people/models.py", "at = Field(default=timezone.now)"),
    (undocumented, "network/people/services/x.py", "def verb(): ..."),
    (undocumented, "payments/queries.py", "class Line: ..."),
    (raw_markup, "network/common/x.py", "from django.utils.safestring import mark_safe"),
    (raw_markup, "templates/x.html", "{{ words | safe }}"),
    (inline_parts, "templates/x.html", '<p style="color: red">'),
    (inline_parts, "templates/x.html", "<button onclick='go()'>"),
    (inline_parts, "templates/x.html", "<script>go()</script>"),
    (links_out, "templates/x.html", '<img src="https://tracker.example/x.png">'),
    (links_out, "templates/x.html", '<a href="//elsewhere.example/">'),
    (too_long, "network/x.py", "x = 1\n" * 401),
]


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN)
def test_the_rule_catches(rule, path, text):
    assert rule(Source(path, text))


def test_the_lists_name_only_files_that_exist():
    named = [
        *MAY_UNSEAL,
        *CLOCKS,
        *MAY_SHOW_RAW,
        *(p for ps in ONLY_IMPORTED_BY.values() for p in ps),
    ]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_apps_import_only_downwards():
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run([*lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
