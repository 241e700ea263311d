"""Nothing rests on a consent that nobody can end: each question to the ledger in the code belongs to a registered use."""

import ast

from network.consent.purposes import Purpose
from network.consent.uses import all_uses
from network.experts.disclosure import OPENS
from tests.guards.code import Source, product

ASKING = {"allows", "in_force", "agreed_among", "_holding"}
GATE = {"disclose", "_may_see"}
# These pass on the purpose that they are given; who calls them is looked at instead.
PASSES_ON = {"network.experts.disclosure._may_see", "network.experts.disclosure.disclose"}


def questions(source: Source) -> list[tuple[str, str]]:
    """Each (function, purpose) that asks whether a consent holds; purpose "?" where the code does not say which."""
    module = source.path.removesuffix(".py").replace("/", ".")
    return [
        (f"{module}.{function.name}", purpose)
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and _name(call.func) in ASKING | GATE
        for purpose in [_purpose(call)]
    ]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _purpose(call: ast.Call) -> str:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    named = [arg.attr for arg in given if isinstance(arg, ast.Attribute) and _name(arg.value) == "Purpose"]
    return named[0].lower() if named else "?"


def unregistered(files, registered: set[tuple[str, str]]) -> list[tuple[str, str]]:
    asked = [
        found
        for source in files
        if not source.path.startswith("network/consent/")
        for found in questions(source)
        if found[0] not in PASSES_ON
    ]
    return [found for found in asked if found not in registered]


def registered() -> set[tuple[str, str]]:
    return {(function, use.purpose) for use in all_uses() for function in use.asked_by}


def test_every_question_to_the_ledger_belongs_to_a_registered_use():
    assert unregistered(product(), registered()) == []


def test_what_the_gate_opens_belongs_to_a_registered_use():
    opened = {("network.experts.disclosure.disclose", purpose) for purpose, _ in OPENS}
    assert opened <= registered()


def test_no_registered_use_names_a_function_that_does_not_ask():
    asked = {found for source in product() for found in questions(source)}
    through_gate = {("network.experts.disclosure.disclose", purpose) for purpose in Purpose}
    assert registered() - asked - through_gate == set()


NEW_USE = """
from network.consent import ledger
from network.consent.purposes import PUBLIC, Purpose
def shown(person):
    return ledger.allows(person, Purpose.IMAGE, PUBLIC)
def counted():
    return ledger.in_force(purpose=Purpose.STATISTICS, audience=None)
def hidden(person, what):
    return ledger.allows(person, what, PUBLIC)
"""


def test_a_new_use_without_a_cascade_is_found():
    new = Source("network/outcomes/pictures.py", NEW_USE)
    assert unregistered([new], registered()) == [
        ("network.outcomes.pictures.shown", "image"),
        ("network.outcomes.pictures.counted", "statistics"),
        ("network.outcomes.pictures.hidden", "?"),
    ]
