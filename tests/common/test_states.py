import pytest

from network.common.states import MoveRefused, Step, allowed_moves, step_for

DOOR = {"open": {"close": Step("closed", ("anyone",)), "lock": Step("locked", ("keeper",))}, "closed": {}}


def test_moves_are_those_of_the_role_in_the_tables_order():
    assert allowed_moves(DOOR, "open", "anyone") == ["close"]
    assert allowed_moves(DOOR, "closed", "anyone") == [] == allowed_moves(DOOR, "gone", "anyone")


def test_a_step_is_given_or_refused_in_words():
    assert step_for(DOOR, "open", "close", "anyone").to == "closed"
    with pytest.raises(MoveRefused, match="not possible while this is “closed”"):
        step_for(DOOR, "closed", "close", "anyone")
    with pytest.raises(MoveRefused, match="not yours"):
        step_for(DOOR, "open", "lock", "anyone")
