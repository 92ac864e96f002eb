//! Which machines may be asked: none of the user's own network, unless allowed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// A name or an address that leads into a private network.
#[derive(Debug, thiserror::Error)]
#[error("leads to a private address")]
pub(crate) struct Private;

/// Looks names up and refuses those that lead to a private address. What it returns is what is connected to: a name
/// that answers otherwise the second time is not asked a second time.
#[derive(Debug)]
pub(crate) struct Checked {
    inner: DefaultResolver,
    allows_private: bool,
}

impl Checked {
    pub(crate) fn new(allows_private: bool) -> Checked {
        Checked { inner: DefaultResolver::default(), allows_private }
    }
}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        // One bad address among good ones is enough: which one is connected to is not ours to choose.
        if !self.allows_private && found.iter().any(|address| !is_public(address.ip())) {
            return Err(ureq::Error::Other(Box::new(Private)));
        }
        Ok(found)
    }
}

/// Whether the address says already, before any name is looked up, that it leads into a private network.
pub(crate) fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => !is_public(ip.into()),
        Some(Host::Ipv6(ip)) => !is_public(ip.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let last = name.rsplit('.').next().unwrap_or_default();
            ["localhost", "local", "internal", "localdomain"].contains(&last)
        }
        None => true,
    }
}

/// Whether an address is one of the public network.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// By the registry of special addresses (RFC 6890).
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast();
    // This network, shared (RFC 6598), protocols, measuring, examples, reserved.
    let is_odd = a == 0
        || (a == 100 && b & 0xc0 == 64)
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && b & 0xfe == 18)
        || a >= 240
        || ip.is_documentation();
    !is_special && !is_odd
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match [a, b, c, d, e, f] {
        // Addresses of version 4 in those of version 6: mapped, compatible, translated, 6to4.
        [0, 0, 0, 0, 0, 0xffff | 0] | [0x64, 0xff9b, 0, 0, 0, 0] => is_public_v4(v4(g, h)),
        [0x2002, high, low, ..] => is_public_v4(v4(high, low)),
        // Teredo and examples.
        [0x2001, 0 | 0xdb8, ..] => false,
        // Only these were ever given out.
        _ => a & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses() {
        let check = |ip: &str, expect: bool| assert_eq!(is_public(ip.parse().unwrap()), expect, "{ip}");
        for ip in ["1.1.1.1", "193.0.6.139", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1", "2002:101:101::"]
        {
            check(ip, true);
        }
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001:0:1::",
        ] {
            check(ip, false);
        }
    }

    #[test]
    fn private_names() {
        let check = |url: &str, expect: bool| assert_eq!(is_private(&Url::parse(url).unwrap()), expect, "{url}");
        check("https://echo.example/", false);
        check("http://localhost:8080/", true);
        check("http://printer.local./", true);
        // As browsers read them.
        for host in ["127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "017700000001"] {
            check(&format!("http://{host}/"), true);
        }
    }
}
