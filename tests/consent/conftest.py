import pytest

from tests import factories


@pytest.fixture
def expert():
    """Somebody who has agreed to nothing yet."""
    return factories.expert(consents=())


@pytest.fixture
def client(sign_in, expert):
    """Her browser."""
    return sign_in(expert.user)
