"""Stripe's form encoding, read back: `metadata[id]=x` is {"metadata": {"id": "x"}}."""

import re
from urllib.parse import parse_qsl


def decode_form(body: str) -> dict:
    root: dict = {}
    for key, value in parse_qsl(body, keep_blank_values=True):
        parts = re.findall(r"[^\[\]]+", key) + ([""] if key.endswith("[]") else [])
        place = root
        for part in parts[:-1]:
            place = place.setdefault(part, {})
        place[parts[-1]] = value
    return _lists(root)


def _lists(node):
    if not isinstance(node, dict):
        return node
    node = {key: _lists(value) for key, value in node.items()}
    numbered = node and all(key.isdigit() for key in node)
    return [node[str(i)] for i in range(len(node))] if numbered else node
