"""The address guard: which IP addresses the inspector may connect to, judged when the socket is opened."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_NAT64 = tuple(IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48"))
_COMPATIBLE = IPv6Network("::/96")
# The address under which clouds hand out credentials, beside the link-local networks: Alibaba's and Oracle's.
_METADATA = tuple(IPv4Network(net) for net in ("100.100.100.200/32", "192.0.0.192/32"))


class AddressGuard:
    """Refuses private, loopback, link-local, metadata and other special addresses, unless they are allowed.

    An IPv4 address inside an IPv6 address (mapped, compatible, 6to4, Teredo, NAT64) is judged as the IPv4 address.
    """

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._allow = tuple(ip_network(net, strict=False) for net in allow)
        self._known: dict[str, str] = {}
        self._special: dict[str, bool] = {}

    def refusal(self, address: str) -> str:
        """Say why `address` (an IP address as text) must not be visited; empty when it may."""
        known = self._known.get(address)
        if known is None:
            if len(self._known) > 10_000:
                self._known.clear()
            known = self._known[address] = self._judge(address)
        return known

    def is_allowed_specially(self, address: str) -> bool:
        """Whether an address may be visited only because the options name its network."""
        known = self._special.get(address)
        if known is None:
            try:
                known = any(address_in(ip_address(address), net) for net in self._allow)
            except ValueError:
                known = False
            self._special[address] = known
        return known

    def _judge(self, text: str) -> str:
        try:
            address = ip_address(text.partition("%")[0])
        except ValueError:
            return f"{text} 不是 IP 地址"
        inner = embedded(address)
        if any(address_in(one, net) for net in self._allow for one in (address, inner) if one is not None):
            return ""
        return _special(inner if inner is not None else address)


def address_in(address: IPv4Address | IPv6Address, net: IPv4Network | IPv6Network) -> bool:
    """Whether an address lies in a network; different IP versions never do."""
    return address.version == net.version and address in net


def embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address carries inside, if any."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in net for net in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _COMPATIBLE and int(address) > 1:
        return IPv4Address(int(address))
    return None


_KINDS = (
    ("is_loopback", "本机地址"),
    ("is_link_local", "链路本地地址"),
    ("is_multicast", "组播地址"),
    ("is_unspecified", "未指定地址"),
    ("is_private", "内网地址"),
    ("is_reserved", "保留地址"),
)


def _special(address: IPv4Address | IPv6Address) -> str:
    if any(address_in(address, net) for net in _METADATA):
        return f"{address} 是云平台元数据地址"
    for name, label in _KINDS:
        if getattr(address, name):
            return f"{address} 是{label}"
    return "" if address.is_global else f"{address} 不是公网地址"
