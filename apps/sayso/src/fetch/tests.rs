//! Safe connections, to a server of the test itself, and pauses between two requests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use ureq::tls::Certificate;

use super::*;

/// The address at which these tests serve.
const HERE: &str = "127.0.0.1";

/// Answers every request on this machine with its path, and robots.txt with `rules`.
fn answer(mut stream: impl Read + Write, rules: &str) {
    let mut head = String::new();
    let mut reader = BufReader::new(&mut stream);
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    let path = head.split(' ').nth(1).unwrap_or_default();
    let body = if path == "/robots.txt" { rules } else { path };
    let length = body.len();
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}").ok();
    stream.flush().ok();
}

/// Serves with this certificate; its address.
fn serve_tls(certificate: CertificateDer<'static>, key: &KeyPair) -> String {
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind((HERE, 0)).unwrap();
    let address = format!("https://{}/a", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            answer(StreamOwned::new(connection, stream.unwrap()), "");
        }
    });
    address
}

/// An authority of this test alone.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: Certificate<'static>,
}

impl Authority {
    fn new(name: &str) -> Authority {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = Certificate::from_der(params.self_signed(&key).unwrap().der()).to_owned();
        Authority { issuer: Issuer::new(params, key), root }
    }

    /// The address of a server for which it vouches.
    fn serve(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> String {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        serve_tls(params.signed_by(&key, &self.issuer).unwrap().der().clone(), &key)
    }
}

fn options() -> Fetching {
    let (hosts, max_fetch) = (NonZeroUsize::new(8).unwrap(), ByteSize(1 << 20));
    Fetching { contact: None, delay: 0.0, hosts, timeout: 30, max_fetch, allow_private: true }
}

/// The body, or why there is none.
fn fetch(fetcher: &Fetcher, url: &str) -> Result<String, String> {
    let fetched = fetcher.fetch(url, &Validators::default(), &|| false).map_err(|error| error.to_string())?;
    let mut body = String::new();
    fetched.unwrap().body.read_to_string(&mut body).unwrap();
    Ok(body)
}

#[test]
fn certificates_are_checked() {
    let authority = Authority::new("Harbour");
    let fetcher = Fetcher::trusting(&options(), RootCerts::new_with_certs(std::slice::from_ref(&authority.root)));
    let check = |url: String, expect: &str| {
        let error = fetch(&fetcher, &url).unwrap_err();
        assert!(error.starts_with("the connection is not safe: ") && error.contains(expect), "{error}");
    };
    assert_eq!(fetch(&fetcher, &authority.serve(HERE, |_| ())), Ok("/a".to_owned()));
    check(authority.serve(HERE, |one| one.not_after = date_time_ymd(2001, 1, 1)), "its certificate has expired; if");
    check(authority.serve(HERE, |one| one.not_before = date_time_ymd(3000, 1, 1)), "is not valid yet; is this");
    check(authority.serve("echo.example", |_| ()), "is that of another name; check the address");
    // One that nobody knows, and one that calls itself like ours.
    for name in ["Bridge", "Harbour"] {
        check(Authority::new(name).serve(HERE, |_| ()), "nobody who is trusted vouches for its certificate");
    }
    let key = KeyPair::generate().unwrap();
    let signed_itself = CertificateParams::new(vec![HERE.to_owned()]).unwrap().self_signed(&key).unwrap();
    check(serve_tls(signed_itself.der().clone(), &key), "save the page from a browser and add the file");
    // Those that everybody trusts do not vouch for an authority of a test.
    let fetcher = Fetcher::new(&options());
    let error = fetch(&fetcher, &authority.serve(HERE, |_| ())).unwrap_err();
    assert!(error.contains("nobody who is trusted vouches for its certificate"), "{error}");
}

#[test]
fn a_host_is_left_alone_as_long_as_it_asks() {
    let listener = TcpListener::bind((HERE, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            answer(stream.unwrap(), "User-agent: *\nCrawl-delay: 50\n");
        }
    });
    let fetcher = Fetcher::new(&options());
    let url = format!("http://{address}/a");
    assert_eq!(fetch(&fetcher, &url), Ok("/a".to_owned()));
    let left = fetcher.next(&address.to_string()).unwrap().saturating_duration_since(Instant::now());
    assert!(left > Duration::from_secs(20), "{left:?}");
    // Whoever is to stop waits no longer.
    let stopped = fetcher.fetch(&url, &Validators::default(), &|| true);
    assert!(matches!(stopped, Err(FetchError::Stopped)));
}

#[test]
fn turns_are_taken_by_host() {
    let check = |url: &str, expect: &str| assert_eq!(host(&Url::parse(url).unwrap()), expect, "{url}");
    check("https://echo.example/a", "echo.example");
    check("http://Echo.example:80/b", "echo.example");
    check("http://echo.example:8080/", "echo.example:8080");
    let turns = Turns::default();
    let first = turns.take("a".to_owned(), &|| false).unwrap();
    assert!(turns.take("a".to_owned(), &|| true).is_none() && turns.take("b".to_owned(), &|| true).is_some());
    assert!(first.wait(Duration::from_secs(600), &|| false) && !first.wait(Duration::ZERO, &|| true));
    drop(first);
    assert!(turns.take("a".to_owned(), &|| true).is_some());
}
