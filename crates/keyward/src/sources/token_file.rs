//! A token that a refresh token renews: by one process at a time, and written back to where it came
//! from, whole, with every field that keyward does not know.
//!
//! A refresh token may be good for one use, so nothing may come between its use and the writing of
//! the next: the renewal runs to its end even if nobody waits for it any more.

use std::{future::Future, time::Duration};

use keyward_core::{Error, ErrorCode, Result, Timestamp};

use super::{
    Reach,
    token_document::Document,
    token_place::{TokenName, TokenPlace},
};

/// How long before its end a token is renewed; as SDK for JavaScript v3 and the AWS CLI's login do.
const WINDOW: Duration = Duration::from_secs(5 * 60);

/// Longer than the holder of the lock can take.
const LOCK_PATIENCE: Duration = Duration::from_secs(45);
const LOCK: &str = "lock";

/// A token and its place.
pub(crate) struct TokenFile(TokenPlace);

/// What is in a token file and how it is renewed.
pub(crate) trait Renewable: Send + Sync + 'static {
    /// The end of the token.
    fn expires_at(&self, token: &Document) -> Option<Timestamp>;

    /// Whether there is anything to renew it with.
    fn can_renew(&self, token: &Document, now: Timestamp) -> bool;

    /// Exchanges it for the next one.
    fn renew(&self, token: &Document) -> impl Future<Output = Result<Document>> + Send;

    /// What the user does to get a new one: a command.
    fn remedy(&self) -> String;
}

impl TokenFile {
    /// Wherever the token of this name is.
    ///
    /// # Errors
    /// The vault's, where it has to be opened.
    pub(crate) async fn find<T: Renewable>(
        reach: &Reach<'_>,
        name: &TokenName,
        kind: &T,
    ) -> Result<Self> {
        let now = reach.world.now();
        let alive = |token: &Document| {
            kind.expires_at(token).is_some_and(|end| end > now) || kind.can_renew(token, now)
        };
        TokenPlace::find(reach, name, alive).await.map(Self)
    }

    /// The token at a place.
    pub(crate) fn at(place: TokenPlace) -> Self {
        Self(place)
    }

    /// The token, renewed where its end is near. One that is still good serves through a failed
    /// renewal, as in SDK for JavaScript v3.
    pub(crate) async fn current<T: Renewable>(self, kind: T) -> Result<Document> {
        let found = self.read(&kind)?;
        let now = self.0.now();
        let left = self.expiry(&kind, &found)?.remaining(now);
        if left > WINDOW {
            return Ok(found);
        }
        match self.renewed(kind, &found, now).await {
            Err(_) if !left.is_zero() => Ok(found),
            renewed => renewed,
        }
    }

    async fn renewed<T: Renewable>(
        self,
        kind: T,
        found: &Document,
        now: Timestamp,
    ) -> Result<Document> {
        if !kind.can_renew(found, now) {
            return Err(self.sign_in(&kind, "the session has expired"));
        }
        tokio::spawn(async move { self.renew_alone(&kind).await })
            .await
            .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }

    async fn renew_alone<T: Renewable>(&self, kind: &T) -> Result<Document> {
        let _lock = self.0.lock(LOCK, LOCK_PATIENCE).await?;
        let found = self.read(kind)?;
        if self.is_fresh(kind, &found) {
            return Ok(found); // somebody else did it while we waited
        }
        // A disk that would not take the next token says so before this one is spent.
        self.0.write(&found)?;
        match kind.renew(&found).await {
            Ok(next) => self.0.write(&next).map(|()| next),
            Err(error) => self.after_refusal(kind, error),
        }
    }

    /// Other tools take no lock: one of them may have spent the token and written the next.
    fn after_refusal<T: Renewable>(&self, kind: &T, error: Error) -> Result<Document> {
        let place = self.0.path().display();
        match self.read(kind) {
            Ok(theirs) if self.is_fresh(kind, &theirs) => Ok(theirs),
            Ok(_) | Err(_) if error.code() == ErrorCode::LoginRequired => {
                Err(error.in_context(place).with_hint(hint(&kind.remedy())))
            }
            Ok(_) | Err(_) => Err(error.in_context(place)),
        }
    }

    fn is_fresh<T: Renewable>(&self, kind: &T, token: &Document) -> bool {
        let expiry = kind.expires_at(token);
        expiry.is_some_and(|expiry| expiry.remaining(self.0.now()) > WINDOW)
    }

    fn expiry<T: Renewable>(&self, kind: &T, token: &Document) -> Result<Timestamp> {
        kind.expires_at(token)
            .ok_or_else(|| self.sign_in(kind, "there is no expiresAt in RFC 3339 in it"))
    }

    fn read<T: Renewable>(&self, kind: &T) -> Result<Document> {
        match self.0.read() {
            Ok(Some(token)) => Ok(token),
            Ok(None) => Err(self.sign_in(kind, "there is no such file: nobody has signed in")),
            Err(error) if error.code() == ErrorCode::LoginRequired => {
                Err(error.with_hint(hint(&kind.remedy())))
            }
            Err(error) => Err(error),
        }
    }

    /// The error that only a person can mend.
    fn sign_in<T: Renewable>(&self, kind: &T, why: &str) -> Error {
        let place = self.0.path().display();
        Error::new(ErrorCode::LoginRequired, format!("{place}: {why}"))
            .with_hint(hint(&kind.remedy()))
    }
}

/// What the user does about a sign-in that is missing or has ended.
pub(super) fn hint(remedy: &str) -> String {
    format!("sign in with `{remedy}`")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    use super::*;

    /// A token of text `at`, whose renewal waits for `go` and then does as `ending` says.
    struct Fake {
        begun: Arc<Semaphore>,
        go: Arc<Semaphore>,
        ending: fn(&TokenFile, Document) -> Result<Document>,
        file: TokenFile,
    }

    impl Renewable for Fake {
        fn expires_at(&self, token: &Document) -> Option<Timestamp> {
            token.instant("/at")
        }

        fn can_renew(&self, _: &Document, _: Timestamp) -> bool {
            true
        }

        async fn renew(&self, token: &Document) -> Result<Document> {
            self.begun.add_permits(1);
            self.go.acquire().await.unwrap().forget();
            let mut next = token.clone();
            next.set("", "at", "2999-01-01T00:00:00Z");
            (self.ending)(&self.file, next)
        }

        fn remedy(&self) -> String {
            "sign in".to_owned()
        }
    }

    fn file(folder: &std::path::Path) -> TokenFile {
        TokenFile::at(TokenPlace::in_plaintext(folder.join("token.json")))
    }

    fn fake(
        folder: &std::path::Path,
        ending: fn(&TokenFile, Document) -> Result<Document>,
    ) -> Fake {
        std::fs::write(
            folder.join("token.json"),
            r#"{"at":"2000-01-01T00:00:00Z"}"#,
        )
        .unwrap();
        Fake {
            begun: Arc::new(Semaphore::new(0)),
            go: Arc::new(Semaphore::new(0)),
            ending,
            file: file(folder),
        }
    }

    fn refused() -> Error {
        Error::new(ErrorCode::LoginRequired, "spent")
    }

    #[tokio::test]
    async fn a_renewal_that_nobody_waits_for_is_still_written() {
        let folder = tempfile::tempdir().unwrap();
        let kind = fake(folder.path(), |_, next| Ok(next));
        let (begun, go) = (Arc::clone(&kind.begun), Arc::clone(&kind.go));
        let caller = tokio::spawn(file(folder.path()).current(kind));
        begun.acquire().await.unwrap().forget();
        caller.abort();
        assert!(caller.await.err().unwrap().is_cancelled());
        go.add_permits(1);
        // The lock is free when the renewal has ended.
        let _lock = file(folder.path())
            .0
            .lock(LOCK, LOCK_PATIENCE)
            .await
            .unwrap();
        let text = std::fs::read_to_string(folder.path().join("token.json")).unwrap();
        assert!(text.contains("2999"), "{text}");
    }

    #[tokio::test]
    async fn what_another_tool_renewed_meanwhile_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let kind = fake(folder.path(), |file, theirs| {
            file.0.write(&theirs)?;
            Err(refused())
        });
        kind.go.add_permits(1);
        let token = file(folder.path()).current(kind).await.unwrap();
        assert_eq!(token.text("/at"), Some("2999-01-01T00:00:00Z"));
    }

    #[tokio::test]
    async fn a_refusal_names_the_file_and_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let kind = fake(folder.path(), |_, _| Err(refused()));
        kind.go.add_permits(1);
        let error = file(folder.path()).current(kind).await.err().unwrap();
        assert_eq!(error.code(), ErrorCode::LoginRequired);
        assert!(error.message().ends_with("token.json: spent"));
        assert_eq!(error.hint(), Some("sign in with `sign in`"));
    }
}
