import re

import pytest


@pytest.fixture
def shown(sign_in):
    """`shown(user, path, status=200) -> str`: the page as that user gets it, without the tokens that differ by request."""

    def get(user, path: str, status: int = 200) -> str:
        response = sign_in(user).get(path)
        assert response.status_code == status, response.status_code
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())

    return get
