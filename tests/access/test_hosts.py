"""Each host name answers its own side: public addresses for everybody on a site's host, staff addresses on the staff host alone."""

import pytest

from tests.access.table import PUBLIC, TABLE
from tests.access.visiting import PUBLIC as PUBLIC_ADDRESSES
from tests.access.visiting import STAFF_HOST, addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(visitor):
    return lambda name: visitor.path(name, PUBLIC[name], PUBLIC_ADDRESSES)


def test_every_address_of_a_public_host_is_in_the_table():
    assert sorted(name for name, _path in addresses(PUBLIC_ADDRESSES)) == sorted(PUBLIC)


@pytest.mark.clause("14.2", "15.1")
@pytest.mark.parametrize("name", sorted(PUBLIC))
@pytest.mark.parametrize("who", ["nobody", "chen", "wang"])
def test_the_public_side_is_the_same_for_everybody(visitor, path, name, who):
    host = visitor.world.own_host

    assert visitor.visit(who, path(name), host=host).code == PUBLIC[name].look
    assert visitor.visit(who, path(name), "post", {}, host=host).code == PUBLIC[name].send


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_host_without_a_site_has_nothing(visitor, path, name):
    assert visitor.visit("nobody", path(name), host="nothing.baoji.localhost").code == "404"


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_the_staff_host_has_no_public_address(visitor, path, name):
    assert visitor.visit("chen", path(name), host=STAFF_HOST).code == "404"


@pytest.mark.clause("26.1")
def test_a_public_host_has_no_staff_address(visitor):
    paths = {name: visitor.path(name, row) for name, row in TABLE.items()}
    shared = {"/messages/"}
    seen = [
        name
        for name, path in paths.items()
        if path not in shared and visitor.visit("chen", path, host=visitor.world.own_host).code != "404"
    ]

    assert seen == []


@pytest.mark.clause("26.1", "18.3")
def test_a_message_that_is_not_public_is_on_no_site(visitor, path):
    for host in (visitor.world.own_host, visitor.world.other_host):
        assert visitor.visit("nobody", path("public-messages:answer"), host=host).code == "404"
