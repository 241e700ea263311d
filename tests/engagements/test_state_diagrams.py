"""The diagrams in docs are those of the tables."""

import pytest
from django.core.management import CommandError, call_command

from network.engagements import state_diagrams, states


def test_the_diagrams_are_current():
    call_command("draw_states", "--check")


def test_a_changed_table_is_noticed(monkeypatch):
    moves = {
        **states.INVITATION,
        states.InvitationState.DECLINED: {"reopen": states.Step("sent", ("official",))},
    }
    monkeypatch.setattr(states, "INVITATION", moves)
    with pytest.raises(CommandError, match=r"engagements\.md"):
        call_command("draw_states", "--check")


def test_drawing_writes_what_checking_wants(monkeypatch, tmp_path):
    for module in (
        "network.engagements.state_diagrams",
        "network.engagements.management.commands.draw_states",
    ):
        monkeypatch.setattr(f"{module}.FOLDER", tmp_path)
    (tmp_path / "gone.md").write_text("an app that is no more")
    call_command("draw_states")
    call_command("draw_states", "--check")
    assert {path.name for path in tmp_path.iterdir()} == set(state_diagrams.diagrams())
