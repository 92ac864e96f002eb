//! Containers of all formats: what is found in them, and what becomes of broken ones.
#![allow(clippy::unwrap_used, reason = "a test that unwraps says where it failed")]

#[path = "containers/make.rs"]
mod make;
#[path = "containers/good.rs"]
mod good;
#[path = "containers/bad.rs"]
mod bad;
#[path = "properties/containers.rs"]
mod properties;

use proptest::prelude::*;

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600), prefix in 0..9usize) {
        let prefix = [
            &b""[..], b"\x1f\x8b\x08\0", b"PK\x03\x04", b"WARC/1.0\r\n", b"{\"text\":", b"<rss version=\"2.0\"><channel>",
            b"MIME-Version: 1.0\n", b"text,url\n", b"\x28\xb5\x2f\xfd",
        ][prefix];
        properties::check(&[prefix, &bytes].concat());
    }

    /// Bytes of sound containers with some of them changed.
    #[test]
    fn damaged_bytes(which in 0..8usize, at in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..4), cut in any::<usize>()) {
        let mut bytes = good::examples().swap_remove(which);
        for (place, byte) in at {
            let length = bytes.len();
            bytes[place % length] = byte;
        }
        if cut % 3 == 0 {
            bytes.truncate(cut % bytes.len());
        }
        properties::check(&bytes);
    }
}
