import pytest

from network.common.pagination import page_of


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("2", 2), ("99", 3), ("0", 3), ("-1", 3), ("two", 1)])
def test_the_nearest_page_that_exists(rf, asked, number):
    assert page_of(range(60), rf.get("/", {"page": asked})).number == number


def test_an_empty_list_has_one_page(rf):
    assert list(page_of([], rf.get("/"))) == []
