//! Why nothing was fetched, and what to do about it.

use std::io;

use rustls::CertificateError;

use super::addresses::Private;

/// Redirects that are followed, one behind the other.
pub(super) const MOST_REDIRECTS: usize = 5;

/// Why nothing was fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("no address that can be fetched: it must begin with http:// or https://")]
    Address,
    #[error("leads to a private address; --allow-private allows it")]
    Private,
    #[error("its robots.txt does not allow it")]
    Forbidden,
    #[error("its robots.txt can't be read, so that nothing is known to be allowed; try again later")]
    NoRobots,
    #[error("more than {MOST_REDIRECTS} redirects")]
    Redirects,
    #[error("the server answers {0}")]
    Status(u16),
    #[error("the server is busy ({0}) and asks to come back in {1} seconds")]
    Busy(u16, u64),
    #[error("took longer than {0} seconds; --timeout allows more")]
    Slow(u64),
    #[error("the connection is not safe: {0}")]
    Tls(String),
    #[error("can't be reached: {0}")]
    Unreachable(String),
    #[error("was not fetched before the end")]
    Stopped,
    #[error("fetching it failed: an error in sayso; please report it")]
    Panicked,
}

impl FetchError {
    /// What the connection says; `timeout` in seconds.
    pub(super) fn of(error: ureq::Error, timeout: u64) -> FetchError {
        match error {
            ureq::Error::Other(error) if error.is::<Private>() => FetchError::Private,
            ureq::Error::Timeout(_) => FetchError::Slow(timeout),
            ureq::Error::Rustls(error) => FetchError::Tls(unsafe_because(&error)),
            ureq::Error::Tls(error) => FetchError::Tls(error.to_owned()),
            ureq::Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
                Some(error) => FetchError::Tls(unsafe_because(error)),
                // What rustls says of what it was sent.
                None if error.kind() == io::ErrorKind::InvalidData => FetchError::Tls(error.to_string()),
                None => FetchError::Unreachable(error.to_string()),
            },
            error => FetchError::Unreachable(error.to_string()),
        }
    }

    /// Whether another try later may do better.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            FetchError::NoRobots | FetchError::Busy(..) | FetchError::Slow(_) => true,
            FetchError::Unreachable(_) | FetchError::Stopped => true,
            FetchError::Status(status) => *status >= 500,
            _ => false,
        }
    }
}

/// What is wrong with a certificate, and what to do: nothing here makes sayso trust it.
fn unsafe_because(error: &rustls::Error) -> String {
    let rustls::Error::InvalidCertificate(certificate) = error else { return error.to_string() };
    let said = match certificate {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired; if this machine's clock is right, only the site can renew it"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet; is this machine's clock right?"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is that of another name; check the address"
        }
        // The second: by its name it should be one whom we trust.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "nobody who is trusted vouches for its certificate: it signed itself, or something stands between; if you \
             trust it, save the page from a browser and add the file"
        }
        _ => return error.to_string(),
    };
    said.to_owned()
}
