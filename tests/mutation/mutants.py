"""What can be broken in a file: cosmic-ray's operators, and three that a Django service needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator
from parso.python.tree import PythonNode

ROOT = Path(__file__).resolve().parents[2]
# Of cosmic-ray's replacements the nearest ones: those a tired person could have typed.
CHOSEN = (
    "ReplaceBinaryOperator_Add_Sub", "ReplaceBinaryOperator_Sub_Add", "ReplaceBinaryOperator_Mul_FloorDiv",
    "ReplaceBinaryOperator_FloorDiv_Mul", "ReplaceBinaryOperator_Div_Mul", "ReplaceBinaryOperator_Mod_Mul",
    "ReplaceBinaryOperator_BitOr_BitAnd", "ReplaceBinaryOperator_BitAnd_BitOr", "ReplaceBinaryOperator_Pow_Mul",
    "ReplaceComparisonOperator_Eq_NotEq", "ReplaceComparisonOperator_NotEq_Eq", "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_Lt_GtE", "ReplaceComparisonOperator_LtE_Lt", "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_Gt_GtE", "ReplaceComparisonOperator_Gt_LtE", "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt", "ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceUnaryOperator_USub_UAdd", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_Invert", "AddNot",
    "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer",
    "RemoveDecorator", "ZeroIterationForLoop",
)  # fmt: skip


class DropKeyword(Operator):
    """Leaves out one `name=value` of a call: a filter that no longer filters."""

    def mutation_positions(self, node):
        if node.type in {"arglist", "trailer"} and (found := _keywords(node)):
            yield from ((each.start_pos, each.end_pos) for each in found)

    def mutate(self, node, index):
        gone = node.children.index(_keywords(node)[index])
        comma = gone + 1 < len(node.children) and node.children[gone + 1].type == "operator"
        del node.children[gone : gone + 1 + (comma and node.children[gone + 1].value == ",")]
        return node

    @classmethod
    def examples(cls):
        return ()


class DropStatement(Operator):
    """Leaves out one statement that is a call, or an assignment to an attribute or an item."""

    def mutation_positions(self, node):
        if _has_effect(node):
            yield (node.start_pos, node.end_pos)

    def mutate(self, node, index):
        first = node.get_first_leaf()
        return parso.python.tree.Name("pass", node.start_pos, prefix=first.prefix)

    @classmethod
    def examples(cls):
        return ()


class ReturnNothing(Operator):
    """Returns None in place of what was worked out."""

    def mutation_positions(self, node):
        if node.type == "return_stmt" and node.children[1].get_code().strip() != "None":
            yield (node.start_pos, node.end_pos)

    def mutate(self, node, index):
        node.children[1:] = [parso.python.tree.Keyword("None", node.start_pos, prefix=" ")]
        return node

    @classmethod
    def examples(cls):
        return ()


OPERATORS: dict[str, Operator] = {
    **{name: get_operator(f"core/{name}")() for name in CHOSEN},
    **{each.__name__: each() for each in (DropKeyword, DropStatement, ReturnNothing)},
}


class Mutant(NamedTuple):
    """One fault put into one file: by which operator, within which function ("" for none), and the whole text with it.

    `lines`: from the beginning of the statement to the end of what is changed.
    """

    path: Path
    operator: str
    lines: range
    function: str
    source: str

    @property
    def changed(self) -> tuple[str, str]:
        """The first line that differs, before and after; blank ones aside."""
        old, new = (_told(text) for text in (self.path.read_text(), self.source))
        at = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        # What was left out has nothing in its place: the next line only moved up.
        return old[at], "" if old[at + 1 : at + 2] == new[at : at + 1] else new[at]


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file that still compiles and is not only a type or a docstring."""
    text = path.read_text()
    for name, operator in OPERATORS.items():
        places = ((n, at) for n in ast_nodes(get_ast(text)) for at in operator.mutation_positions(n))
        for occurrence, (node, (_, end)) in enumerate(places):
            if _is_type(node) or node.get_first_leaf().get_previous_leaf() is None:
                continue
            source = mutate_code(text, operator, occurrence)
            if source and source != text and _compiles(source):
                yield Mutant(path, name, range(_statement(node), end[0] + 1), _function_of(node), source)


def _told(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _statement(node) -> int:
    """The line on which the innermost statement around the node begins."""
    while node.parent is not None and node.parent.type not in {"suite", "file_input"}:
        node = node.parent
    return node.start_pos[0]


def _keywords(node: PythonNode) -> list:
    return [each for each in node.children if each.type == "argument" and each.children[1] == "="]


def _has_effect(node) -> bool:
    """A call on its own, or `a.b = …` and `a[b] = …`."""
    if node.parent is None or node.parent.type not in {"simple_stmt"}:
        return False
    if node.type in {"atom_expr", "power"}:
        return node.children[-1].type == "trailer"
    return node.type == "expr_stmt" and node.children[0].type in {"atom_expr", "power"}


def _is_type(node) -> bool:
    """Whether the node stands in an annotation: of a name, of an argument, or of what is returned."""
    while node.parent is not None:
        if node is _annotation_of(node.parent):
            return True
        node = node.parent
    return False


def _annotation_of(parent):
    if parent.type == "annassign":
        return parent.children[1]
    if parent.type == "tfpdef":
        return parent.children[-1]
    if parent.type == "funcdef":
        return parent.annotation
    return None


def _function_of(node) -> str:
    """The dotted name of the outermost function or method around the node; decorators and defaults are outside it."""
    names: list[str] = []
    inside = False
    while node.parent is not None:
        parent = node.parent
        if parent.type == "funcdef":
            inside = node is parent.children[-1]
            names = [parent.name.value] if inside else []
        elif parent.type == "classdef" and inside:
            names = [parent.name.value, *names]
        node = parent
    return ".".join(names)


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True
