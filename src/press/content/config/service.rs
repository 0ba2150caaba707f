//! Services of others that readers' browsers send something to.

use url::{Host, Url};

/// Tells whether what is sent to an address is safe on its way, and a policy can name its host: `https`, or `http` on this
/// machine, without a user, a password or a fragment.
pub fn is_safe(url: &Url) -> bool {
    let is_local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        // Policies cannot name these.
        Some(Host::Ipv6(_)) | None => return false,
    };
    let is_private = url.scheme() == "https" || (url.scheme() == "http" && is_local);
    is_private && url.username().is_empty() && url.password().is_none() && url.fragment().is_none()
}
