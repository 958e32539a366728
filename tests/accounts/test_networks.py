"""Where a request comes from, whatever a proxy writes of it."""

import pytest

from tests.persons import PASSWORD, Browser, Person
from webapp.accounts.networks import UNKNOWN, Size, network_of

RUBBISH = [
    "",
    "unknown",
    "_hidden",
    "1.2.3",
    "[",
    "]:443",
    "::1:443:x",
    "é",
    "1.2.3.4, 5",
    "9" * 5000,
]


@pytest.mark.parametrize(
    "address, network",
    [
        ("192.0.2.9", "192.0.2.9/32"),
        ("192.0.2.9:4444", "192.0.2.9/32"),
        ("::ffff:192.0.2.9", "192.0.2.9/32"),
        ("[::ffff:192.0.2.9]:443", "192.0.2.9/32"),
        ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::7]", "2001:db8:1:2::/64"),
        (" [2001:db8:1:2::7]:443", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("[fe80::1%eth0]:80", "fe80::/64"),
    ],
)
def test_an_address_is_read_with_or_without_a_port(address, network):
    assert network_of(address) == network


def test_a_network_is_as_large_as_is_asked():
    found = [network_of("2001:db8:1:2ff::7", size) for size in Size]
    assert found == ["2001:db8:1:2ff::/64", "2001:db8:1:200::/56", "2001:db8:1::/48"]
    assert [network_of("192.0.2.250", size).partition("/")[2] for size in Size] == [
        "32",
        "28",
        "24",
    ]


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_what_is_no_address_is_one_network(rubbish):
    assert {network_of(rubbish, size) for size in Size} == {UNKNOWN}


@pytest.mark.one_database
@pytest.mark.parametrize("settings", [{"trusted_proxies": 1}])
@pytest.mark.parametrize("address", ["192.0.2.9:4444", "[2001:db8::1]:443", *RUBBISH])
def test_sign_in_works_behind_a_proxy_that_writes_ports_or_rubbish(app, address):
    owner = Person(app, "olive", password=True)
    for password, status in (("wrong, and long", 422), (PASSWORD, 303)):
        sent = {"email": owner.email, "password": password}
        headers = {"X-Forwarded-For": address.encode().decode("latin-1")}
        assert Browser(app).post("/sign-in", sent, headers=headers).status_code == status
