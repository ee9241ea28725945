"""The network of a client: what a client claims itself never counts."""

import pytest

from cms_apps.foundation.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("", ""),
        ("kaputt", ""),
    ],
    ids=["four", "six", "mapped", "none", "broken"],
)
def test_network_of_an_address(rf, address, network):
    assert network_of(rf.get("/", REMOTE_ADDR=address)) == network


@pytest.mark.parametrize(
    ("proxies", "network"),
    [(0, "198.51.100.0/24"), (1, "192.0.2.0/24"), (2, "203.0.113.0/24"), (9, "203.0.113.0/24")],
)
@pytest.mark.asvs("4.1.3", "15.3.4")
def test_only_what_trusted_proxies_saw_counts(rf, settings, proxies, network):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="198.51.100.1", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.1"})

    assert network_of(request) == network
