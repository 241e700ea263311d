"""The demo's texts, from network/demo/data."""

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "data"


@cache
def text(name: str):
    """The parsed file `name`.yaml."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
