//! `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` (AWS CLI User Guide, "Using an HTTP proxy"): botocore and
//! curl read them so; SDK for JavaScript v3 reads none.

use hyper::Uri;
use keyward_core::{Error, ErrorCode, Result, Secret, World};

/// Proxies by the scheme of what is asked.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Proxies {
    https: Option<Secret>,
    http: Option<Secret>,
    /// Hosts that are asked without one.
    pub(super) except: Option<String>,
}

impl Proxies {
    pub(super) fn read(world: &World) -> Result<Self> {
        // Below a web server, a client's header `Proxy:` becomes HTTP_PROXY ("httpoxy").
        let http: &[_] = match world.var("REQUEST_METHOD") {
            Some(_) => &["http_proxy"],
            None => &["http_proxy", "HTTP_PROXY"],
        };
        Ok(Self {
            https: proxy(world, &["https_proxy", "HTTPS_PROXY"])?,
            http: proxy(world, http)?,
            except: world.var("no_proxy").or_else(|| world.var("NO_PROXY")),
        })
    }

    pub(super) fn to(&self, tls: bool) -> Option<&Secret> {
        if tls { &self.https } else { &self.http }.as_ref()
    }
}

fn proxy(world: &World, names: &[&str]) -> Result<Option<Secret>> {
    let found = names.iter().find_map(|name| Some((name, world.var(name)?)));
    let Some((name, text)) = found else {
        return Ok(None);
    };
    let url = if text.contains("://") {
        text
    } else {
        format!("http://{text}")
    };
    if !is_proxy(&url) {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{name} is not the address of an http or https proxy"),
        )
        .with_hint("write it as http://host:port, or unset it"));
    }
    Ok(Some(Secret::new(url)))
}

fn is_proxy(url: &str) -> bool {
    url.parse::<Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.host().is_some_and(|host| !host.is_empty())
    })
}
