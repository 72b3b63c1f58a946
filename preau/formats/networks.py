"""The network an address stands in: enough to recognise a place, too little to follow a person."""

from ipaddress import IPv6Address, ip_address, ip_network

V4_BITS, V6_BITS = 24, 48


def prefix(address: str) -> str:
    """`203.0.113.0/24`, `2001:db8:7::/48`; what is no address is given back."""
    try:
        given = ip_address(address)
    except ValueError:
        return address
    bits = V4_BITS if given.version == 4 else V6_BITS
    return str(ip_network((given, bits), strict=False))


def counted(address: str) -> str:
    """One place, one name: a machine chooses the last 64 bits of its IPv6 address at will, and so
    would have as many tries as it likes; `::1` and what is no address are given back."""
    try:
        given = ip_address(address)
    except ValueError:
        return address
    if not isinstance(given, IPv6Address) or given.is_loopback:
        return address
    if given.ipv4_mapped is not None:
        return str(given.ipv4_mapped)
    return str(ip_network((given, 64), strict=False).network_address)


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
