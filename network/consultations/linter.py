"""Reads a question before an expert has to. A pure function over the rules in rules.yaml."""

import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import yaml

RULES = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True)
class Rule:
    """One kind of harm: any of `patterns` is a finding unless one of `unless` fits the same sentence."""

    category: str
    refused: bool
    reason: str
    better: str
    patterns: tuple[re.Pattern, ...]
    unless: tuple[re.Pattern, ...]


@dataclass(frozen=True)
class Finding:
    """The words found, why they harm, and a better wording. `refused`: not to be asked at all."""

    category: str
    refused: bool
    words: str
    reason: str
    better: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, read once."""
    return tuple(
        Rule(
            category=row["category"],
            refused=row["refused"],
            reason=row["reason"],
            better=row["better"],
            patterns=_compiled(row["patterns"]),
            unless=_compiled(row.get("unless", ())),
        )
        for row in yaml.safe_load(RULES.read_text())
    )


def _compiled(patterns) -> tuple[re.Pattern, ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def lint(text: str) -> list[Finding]:
    """The findings in `text`, at most one a rule and sentence, those to be refused first."""
    found = {
        Finding(rule.category, rule.refused, words, rule.reason, rule.better): None
        for sentence in _sentences(text)
        for rule in rules()
        if (words := _words(rule, sentence))
    }
    return sorted(found, key=lambda finding: not finding.refused)


def as_rows(findings: list[Finding]) -> list[dict]:
    """The findings as they are kept with a question."""
    return [asdict(finding) for finding in findings]


def _sentences(text: str) -> list[str]:
    straight = text.replace("’", "'").replace("‘", "'")
    return [part for part in re.split(r"(?<=[.?!])\s+|\n+", straight) if part.strip()]


def _words(rule: Rule, sentence: str) -> str:
    if any(pattern.search(sentence) for pattern in rule.unless):
        return ""
    hits = (pattern.search(sentence) for pattern in rule.patterns)
    return next((hit.group(0).strip() for hit in hits if hit), "")
