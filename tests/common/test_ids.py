from network.common.ids import new_public_id


def test_ids_are_random_short_and_safe_in_urls():
    made = {new_public_id() for _ in range(2000)}
    assert len(made) == 2000 and {len(each) for each in made} == {16}
    assert not set("".join(made)) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
