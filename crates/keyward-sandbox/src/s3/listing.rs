//! What both lists of objects share: prefix, delimiter, pages.

use std::collections::BTreeMap;
use std::ops::Bound;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::bucket::{Bucket, Object};
use super::call::Call;
use super::owner;
use crate::protocol::{AwsError, Xml, times};
use crate::state::Clock;

/// Keys and prefixes on a page.
const MOST: usize = 1000;
/// Characters that `encoding-type=url` leaves alone.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'*');

/// What is asked for.
#[derive(Debug)]
pub(super) struct Query<'a> {
    pub(super) prefix: &'a str,
    pub(super) delimiter: &'a str,
    pub(super) size: usize,
    pub(super) after: Place,
    pub(super) url: bool,
    /// Whether each object names its owner.
    pub(super) owner: bool,
}

/// Where a page begins: after a key, or after everything below a common prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Key(String),
    Prefix(String),
}

/// One line of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry<'a> {
    Object(&'a str),
    Prefix(String),
}

impl Entry<'_> {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Object(key) => key,
            Self::Prefix(prefix) => prefix,
        }
    }
}

impl<'a> Query<'a> {
    /// Reads what all lists have; where the page begins is each one's own. `limit` names its size.
    pub(super) fn read(
        call: &'a Call<'_>,
        after: Place,
        limit: &'static str,
    ) -> Result<Self, AwsError> {
        let url = match call.query("encoding-type") {
            None => false,
            Some("url") => true,
            Some(other) => {
                return Err(invalid(
                    "Invalid Encoding Method specified in Request",
                    "encoding-type",
                    other,
                ));
            }
        };
        Ok(Self {
            prefix: call.query("prefix").unwrap_or_default(),
            delimiter: call.query("delimiter").unwrap_or_default(),
            size: size(call, limit)?,
            after,
            url,
            owner: true,
        })
    }

    pub(super) fn encoded(&self, text: &str) -> String {
        if self.url {
            utf8_percent_encode(text, PLAIN).to_string()
        } else {
            text.to_owned()
        }
    }
}

/// The entries as `Contents` and `CommonPrefixes`.
pub(super) fn xml(
    mut body: Xml,
    entries: &[Entry<'_>],
    query: &Query<'_>,
    bucket: &Bucket,
    clock: Clock,
) -> Xml {
    for entry in entries {
        body = match entry {
            Entry::Object(key) => match bucket.objects.get(*key) {
                Some(object) => body.node(
                    "Contents",
                    &contents(query, key, object, &bucket.owner, clock),
                ),
                None => body,
            },
            Entry::Prefix(prefix) => body.node(
                "CommonPrefixes",
                &Xml::new().text("Prefix", query.encoded(prefix)),
            ),
        };
    }
    body
}

fn contents(query: &Query<'_>, key: &str, object: &Object, owner: &str, clock: Clock) -> Xml {
    let xml = Xml::new()
        .text("Key", query.encoded(key))
        .text("LastModified", times::millis(clock.told(object.modified)))
        .text("ETag", &object.etag)
        .text(
            "ChecksumAlgorithm",
            object.checksum.algorithm.name().to_uppercase(),
        )
        .text("ChecksumType", object.checksum.kind.name())
        .text("Size", object.body.len().to_string())
        .text("StorageClass", &object.storage_class);
    if query.owner {
        xml.node("Owner", &owner::id(owner))
    } else {
        xml
    }
}

/// The entries of a page, and whether there are more.
pub(super) fn page<'a, T>(
    objects: &'a BTreeMap<String, T>,
    query: &Query<'_>,
) -> (Vec<Entry<'a>>, bool) {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    if query.size == 0 {
        return (entries, false);
    }
    let (Place::Key(after) | Place::Prefix(after)) = &query.after;
    let start = if after.as_str() < query.prefix {
        Bound::Included(query.prefix)
    } else {
        Bound::Excluded(after.as_str())
    };
    for key in objects
        .range::<str, _>((start, Bound::Unbounded))
        .map(|(key, _)| key.as_str())
    {
        let Some(rest) = key.strip_prefix(query.prefix) else {
            break;
        };
        if matches!(&query.after, Place::Prefix(done) if key.starts_with(done)) {
            continue;
        }
        let cut = if query.delimiter.is_empty() {
            None
        } else {
            rest.find(query.delimiter)
        };
        let entry = match cut {
            None => Entry::Object(key),
            Some(at) => {
                Entry::Prefix(key[..query.prefix.len() + at + query.delimiter.len()].to_owned())
            }
        };
        if entries.last() == Some(&entry) {
            continue;
        }
        if entries.len() == query.size {
            return (entries, true);
        }
        entries.push(entry);
    }
    (entries, false)
}

/// A page's size as a parameter gives it.
pub(super) fn size(call: &Call<'_>, name: &'static str) -> Result<usize, AwsError> {
    let Some(text) = call.query(name) else {
        return Ok(MOST);
    };
    let number: i32 = text.parse().map_err(|_| {
        invalid(
            &format!("Provided {name} not an integer or within integer range"),
            name,
            text,
        )
    })?;
    let number = usize::try_from(number).map_err(|_| {
        invalid(
            &format!("Argument {name} must be an integer between 0 and 2147483647"),
            name,
            text,
        )
    })?;
    Ok(number.min(MOST))
}

impl Place {
    pub(super) fn of(entry: &Entry<'_>) -> Self {
        match entry {
            Entry::Object(key) => Self::Key((*key).to_owned()),
            Entry::Prefix(prefix) => Self::Prefix(prefix.clone()),
        }
    }

    pub(super) fn into_name(self) -> String {
        let (Self::Key(name) | Self::Prefix(name)) = self;
        name
    }

    pub(super) fn token(&self) -> String {
        let text = match self {
            Self::Key(key) => format!("k{key}"),
            Self::Prefix(prefix) => format!("p{prefix}"),
        };
        URL_SAFE_NO_PAD.encode(text)
    }

    pub(super) fn from_token(token: &str) -> Result<Self, AwsError> {
        let text = URL_SAFE_NO_PAD
            .decode(token)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let place = text.as_deref().and_then(|text| {
            let key = text.strip_prefix('k').map(|key| Self::Key(key.to_owned()));
            key.or_else(|| {
                text.strip_prefix('p')
                    .map(|prefix| Self::Prefix(prefix.to_owned()))
            })
        });
        place.ok_or_else(|| {
            invalid(
                "The continuation token provided is incorrect",
                "continuation-token",
                token,
            )
        })
    }
}

pub(super) fn invalid(why: &str, name: &str, value: &str) -> AwsError {
    AwsError::new(400, "InvalidArgument", why)
        .with("ArgumentName", name)
        .with("ArgumentValue", value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(prefix: &'static str, delimiter: &'static str, size: usize) -> Query<'static> {
        Query {
            prefix,
            delimiter,
            size,
            after: Place::Key(String::new()),
            url: false,
            owner: false,
        }
    }

    fn names(entries: &[Entry<'_>]) -> Vec<String> {
        let name = |entry: &Entry<'_>| match entry {
            Entry::Object(key) => (*key).to_owned(),
            Entry::Prefix(prefix) => format!("[{prefix}]"),
        };
        entries.iter().map(name).collect()
    }

    fn bucket(keys: &[&str]) -> BTreeMap<String, ()> {
        keys.iter().map(|key| ((*key).to_owned(), ())).collect()
    }

    #[test]
    fn delimiters_fold_what_is_below() {
        let objects = bucket(&["a", "d/1", "d/2", "d/e/3", "f"]);
        assert_eq!(
            names(&page(&objects, &query("", "/", 10)).0),
            ["a", "[d/]", "f"]
        );
        assert_eq!(
            names(&page(&objects, &query("d/", "/", 10)).0),
            ["d/1", "d/2", "[d/e/]"]
        );
        assert_eq!(
            names(&page(&objects, &query("d", "", 10)).0),
            ["d/1", "d/2", "d/e/3"]
        );
        assert_eq!(
            names(&page(&objects, &query("x", "", 10)).0),
            Vec::<String>::new()
        );
    }

    #[test]
    fn pages_of_every_size_give_the_same_whole() {
        let objects = bucket(&["a", "d/1", "d/2", "d/e/3", "d0", "f/1", "z"]);
        let whole = names(&page(&objects, &query("", "/", 100)).0);
        for size in 1..=whole.len() {
            let mut seen = Vec::new();
            let mut asked = query("", "/", size);
            loop {
                let (entries, more) = page(&objects, &asked);
                seen.extend(names(&entries));
                let Some(last) = entries.last().filter(|_| more) else {
                    break;
                };
                asked.after = Place::from_token(&Place::of(last).token()).unwrap();
            }
            assert_eq!(seen, whole, "pages of {size}");
        }
    }

    #[test]
    fn tokens_of_others_are_refused() {
        for token in ["", "%%", "eA"] {
            assert_eq!(
                Place::from_token(token).unwrap_err().code,
                "InvalidArgument",
                "{token}"
            );
        }
    }
}
