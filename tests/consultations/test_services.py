import pytest

from network.common.states import MoveRefused
from network.consultations import services
from network.consultations.states import RequestState
from tests.consultations import make

pytestmark = pytest.mark.django_db


def test_the_whole_way_to_publication():
    assert make.published().state == RequestState.PUBLISHED
