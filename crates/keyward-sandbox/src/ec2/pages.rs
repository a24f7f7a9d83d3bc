//! `MaxResults` and `NextToken`; the token is the id of the last item shown.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::protocol::{AwsError, Params};

/// A page as a request asks for it.
pub(super) struct Page {
    size: usize,
    after: Option<String>,
}

impl Page {
    /// Reads it; ids by name and pages exclude each other.
    pub(super) fn read(params: &Params, asked: &[&str]) -> Result<Self, AwsError> {
        let after = params.get("NextToken").map(read_token).transpose()?;
        let Some(text) = params.get("MaxResults") else {
            return Ok(Self {
                size: usize::MAX,
                after,
            });
        };
        if !asked.is_empty() {
            let why = "The parameter instancesSet cannot be used with the parameter maxResults";
            return Err(AwsError::new(400, "InvalidParameterCombination", why));
        }
        let size = text.parse().ok().filter(|size| (5..=1000).contains(size)).ok_or_else(|| {
            let why = format!("Value ( {text} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
            AwsError::new(400, "InvalidParameterValue", why)
        })?;
        Ok(Self { size, after })
    }

    /// The items of the page, each given with its id, and the token of the next.
    pub(super) fn cut<T>(&self, found: Vec<(String, T)>) -> (Vec<T>, Option<String>) {
        let start = self.after.as_ref().map_or(0, |after| {
            let at = found.iter().position(|(id, _)| id == after);
            at.map_or(found.len(), |at| at + 1)
        });
        let more = found.len() - start > self.size;
        let mut last = None;
        let shown = found.into_iter().skip(start).take(self.size);
        let shown = shown.map(|(id, item)| {
            last = Some(id);
            item
        });
        let shown: Vec<T> = shown.collect();
        let next = last.filter(|_| more).map(|id| URL_SAFE_NO_PAD.encode(id));
        (shown, next)
    }
}

fn read_token(token: &str) -> Result<String, AwsError> {
    let text = URL_SAFE_NO_PAD
        .decode(token)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| AwsError::new(400, "InvalidNextToken", "The specified token is not valid."))
}
