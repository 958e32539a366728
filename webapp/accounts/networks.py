"""Where a request comes from, as a network: whoever has one of its addresses mostly has the others
too."""

from enum import IntEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

UNKNOWN = "somewhere"  # what sends no address that can be read is counted together


class Size(IntEnum):
    """In bits of IPv6; RFC 6177: a household gets a /64 or a /56, and a site, or whoever rents a
    machine, up to a /48."""

    HOUSEHOLD = 64
    LARGE_HOUSEHOLD = 56
    SITE = 48


OF_IPV4 = {Size.HOUSEHOLD: 32, Size.LARGE_HOUSEHOLD: 28, Size.SITE: 24}  # bits


def network_of(address: str, size: Size = Size.HOUSEHOLD) -> str:
    """The network of this size around an address, as servers and proxies write it: `192.0.2.9`,
    `192.0.2.9:4444`, `2001:db8::1`, `[2001:db8::1]:443`."""
    found = address_in(address)
    if found is None:
        return UNKNOWN
    # The number leaves out the interface that an address may name: fe80::1%eth0.
    if isinstance(found, IPv6Address):
        return str(IPv6Network((int(found), size), strict=False))
    return str(IPv4Network((int(found), OF_IPV4[size]), strict=False))


def address_in(text: str) -> IPv4Address | IPv6Address | None:
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found
