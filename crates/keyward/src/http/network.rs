//! The way to AWS from here: through which proxy, trusting whom.

mod proxies;
mod roots;

use hyper::Uri;
use keyward_core::{Result, Secret, World};
use keyward_profile::Settings;

use self::{proxies::Proxies, roots::Roots};

/// Proxies of the environment and certificates of the settings.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Network {
    proxies: Proxies,
    roots: Option<Roots>,
}

/// What one connection needs to know of it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) tls: bool,
    /// May hold a password.
    pub(super) proxy: Option<Secret>,
    /// `NO_PROXY`.
    pub(super) except: Option<String>,
    pub(super) roots: Option<Roots>,
}

impl Network {
    /// No proxy, and the machine's certificates: for metadata endpoints, which are never far.
    pub(crate) fn direct() -> Self {
        Self::default()
    }

    /// For AWS's services.
    ///
    /// # Errors
    /// A proxy or a certificate bundle that cannot be right.
    pub(crate) fn to_aws(world: &World, settings: &Settings) -> Result<Self> {
        let bundle = settings.ca_bundle.as_ref();
        Ok(Self {
            proxies: Proxies::read(world)?,
            roots: bundle.map(|file| Roots::read(world, file)).transpose()?,
        })
    }

    /// The way to one address. Nothing on this machine is reached by a proxy.
    pub(super) fn way(&self, to: &Uri) -> Way {
        let tls = to.scheme_str() == Some("https");
        let proxy = self.proxies.to(tls).filter(|_| !is_here(to));
        Way {
            tls,
            except: proxy.and(self.proxies.except.clone()),
            proxy: proxy.cloned(),
            roots: self.roots.clone(),
        }
    }
}

fn is_here(to: &Uri) -> bool {
    let host = to.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let ip = host.parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use keyward_core::{ErrorCode, Timestamp};

    use super::*;

    fn way(vars: &[(&str, &str)], to: &str) -> Result<Way> {
        let world = World::fake(Timestamp::from_unix(0)).with_env(vars.iter().copied());
        let network = Network::to_aws(&world, &Settings::default())?;
        Ok(network.way(&to.parse().unwrap()))
    }

    fn is_proxied(vars: &[(&str, &str)], to: &str) -> bool {
        way(vars, to).unwrap().proxy.is_some()
    }

    const STS: &str = "https://sts.us-east-1.amazonaws.com/";

    #[test]
    fn each_scheme_has_its_variable_and_small_letters_win() {
        let both = [
            ("https_proxy", "http://small:1"),
            ("HTTPS_PROXY", "http://big:1"),
        ];
        let proxy = |vars: &[(&str, &str)]| way(vars, STS).unwrap().proxy;
        assert_eq!(proxy(&both), Some(Secret::new("http://small:1")));
        assert_eq!(proxy(&both[1..]), Some(Secret::new("http://big:1")));
        assert_eq!(proxy(&[("HTTP_PROXY", "http://plain:1")]), None);
        assert!(is_proxied(&[("HTTP_PROXY", "p:1")], "http://example.com/"));
    }

    /// Below a web server, a client's header `Proxy:` becomes this variable ("httpoxy").
    #[test]
    fn a_proxy_that_a_request_may_have_set_is_not_used() {
        let vars = [("HTTP_PROXY", "http://evil"), ("REQUEST_METHOD", "GET")];
        assert!(!is_proxied(&vars, "http://example.com/"));
    }

    #[test]
    fn nothing_on_this_machine_and_nothing_direct_is_proxied() {
        let vars = [("HTTP_PROXY", "http://p:1"), ("HTTPS_PROXY", "http://p:1")];
        for here in [
            "http://127.0.0.1:4566/",
            "https://localhost/",
            "http://[::1]:1/",
        ] {
            assert!(!is_proxied(&vars, here), "{here}");
        }
        let imds = "http://169.254.169.254/".parse().unwrap();
        assert!(Network::direct().way(&imds).proxy.is_none());
    }

    #[test]
    fn a_proxy_that_is_none_is_named_without_its_password() {
        for wrong in ["socks5://user:hunter2@p:1", "http://", "http://a b"] {
            let error = way(&[("HTTPS_PROXY", wrong)], STS).err().unwrap();
            assert_eq!(error.code(), ErrorCode::InvalidArgument);
            assert!(error.message().starts_with("HTTPS_PROXY "), "{error}");
            assert!(!error.message().contains("hunter2"));
        }
    }
}
