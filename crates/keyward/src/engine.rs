//! Read, parse, plan, and run the plan: cached or fetched.

use std::{fmt, sync::Arc};

use keyward_core::{
    Credentials, Error, ErrorCode, ProfileName, Result, Timestamp, World, disk::Disk,
};
use keyward_profile::{Base, Considered, Plan, PlanRequest, ProfileSet, Rules, Step};

use crate::{
    aws::{self, Aws},
    aws_files,
    cache::{Cache, Fetch, Now},
    http::HttpClient,
    mfa::{self, Answers, Proof},
    request::Request,
    sources, steps,
    unlock::{Ask, Nobody},
    vault_access::VaultAccess,
};

/// Resolves credentials. Cheap to clone; clones share one cache and one open vault.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    world: World,
    rules: Rules,
    vault: Arc<VaultAccess>,
    cache: Arc<Cache>,
    http: Arc<HttpClient>,
    last_known: Arc<sources::LastKnown>,
    disk: Disk,
    ask: Arc<dyn Ask>,
    mfa: Arc<Answers>,
}

/// Sets an [`Engine`] up.
pub struct EngineBuilder {
    world: World,
    rules: Rules,
    ask: Arc<dyn Ask>,
    disk: Disk,
}

impl EngineBuilder {
    /// Whom to ask for a passphrase; nobody by default.
    #[must_use]
    pub fn ask(mut self, ask: Arc<dyn Ask>) -> Self {
        self.ask = ask;
        self
    }

    /// Which SDK's rules decide where they differ; SDK for JavaScript v3 by default.
    #[must_use]
    pub fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// How files are written; tests put failures here.
    #[must_use]
    pub fn disk(mut self, disk: Disk) -> Self {
        self.disk = disk;
        self
    }

    /// The engine.
    #[must_use]
    pub fn build(self) -> Engine {
        Engine(Arc::new(Inner {
            vault: Arc::new(VaultAccess::new(
                self.world.clone(),
                self.disk.clone(),
                Arc::clone(&self.ask),
            )),
            ask: self.ask,
            mfa: Arc::default(),
            disk: self.disk,
            world: self.world,
            rules: self.rules,
            cache: Arc::default(),
            http: Arc::default(),
            last_known: Arc::default(),
        }))
    }
}

impl Engine {
    /// An engine in the process's own environment, with nobody to ask.
    #[must_use]
    pub fn real() -> Self {
        Self::builder(World::real()).build()
    }

    /// Starts from a world.
    #[must_use]
    pub fn builder(world: World) -> EngineBuilder {
        EngineBuilder {
            world,
            rules: Rules::JS_V3,
            ask: Arc::new(Nobody),
            disk: Disk::real(),
        }
    }

    /// The same engine, with its cache and its open vault, for a call in another environment, which a
    /// `credential_process` inherits. What keyward itself reads (`AWS_*`, `KEYWARD_*`, the home folder)
    /// must be the same there: the cache's keys do not hold it, and the vault is opened only once.
    #[must_use]
    pub fn with_world(&self, world: World) -> Self {
        self.with(world, Arc::clone(&self.0.mfa))
    }

    /// The same engine for one request, which may bring codes along.
    pub(crate) fn answered_by(&self, request: &Request) -> Self {
        self.with(self.0.world.clone(), Arc::new(Answers::of(&request.mfa)))
    }

    fn with(&self, world: World, mfa: Arc<Answers>) -> Self {
        Self(Arc::new(Inner {
            world,
            rules: self.0.rules,
            vault: Arc::clone(&self.0.vault),
            cache: Arc::clone(&self.0.cache),
            http: Arc::clone(&self.0.http),
            last_known: Arc::clone(&self.0.last_known),
            disk: self.0.disk.clone(),
            ask: Arc::clone(&self.0.ask),
            mfa,
        }))
    }

    /// The environment, files and clock that it sees.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.0.world
    }

    pub(crate) fn rules(&self) -> Rules {
        self.0.rules
    }

    pub(crate) fn vault(&self) -> &VaultAccess {
        &self.0.vault
    }

    pub(crate) fn shared_vault(&self) -> &Arc<VaultAccess> {
        &self.0.vault
    }

    pub(crate) fn disk(&self) -> &Disk {
        &self.0.disk
    }

    /// Codes that the request brought along.
    pub(crate) fn mfa(&self) -> &Answers {
        &self.0.mfa
    }

    /// Whom to ask.
    pub(crate) fn person(&self) -> &Arc<dyn Ask> {
        &self.0.ask
    }

    /// Credentials that AWS accepts now, as far as their expiry tells.
    ///
    /// # Errors
    /// As [`Engine::resolve`].
    pub async fn credentials(&self, request: &Request) -> Result<Credentials> {
        Ok(self.resolve(request).await?.1)
    }

    /// The same, with the plan that they came by.
    ///
    /// # Errors
    /// The source's own error: it was responsible and broken, or nobody had anything
    /// (`no_credentials`), or AWS refused a step.
    pub async fn resolve(&self, request: &Request) -> Result<(Plan, Credentials)> {
        let (considered, plan) = self.explained(request).await?;
        let plan = plan?;
        let credentials = self
            .answered_by(request)
            .run(&plan, request.force_refresh)
            .await
            .map_err(|error| at_the_end(error, &plan, considered))?;
        if let Some(wanted) = &request.account_id {
            self.check_account(wanted, &plan, &credentials).await?;
        }
        Ok((plan, credentials))
    }

    /// The plan for a request, without running it. It may have to open the vault.
    ///
    /// # Errors
    /// A file that cannot be read or parsed, an unknown profile, a loop, a locked vault, or nobody
    /// who has anything.
    pub async fn plan_for(&self, request: &Request) -> Result<Plan> {
        self.explained(request).await?.1
    }

    /// What the planner looked at, and what came of it.
    pub(crate) async fn explained(
        &self,
        request: &Request,
    ) -> Result<(Vec<Considered>, Result<Plan>)> {
        if !self.0.vault.must_unlock() {
            return self.explain_now(request);
        }
        // Opening the vault may take a second of key derivation, or a person.
        let (engine, request) = (self.clone(), request.clone());
        tokio::task::spawn_blocking(move || engine.explain_now(&request))
            .await
            .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }

    fn explain_now(&self, request: &Request) -> Result<(Vec<Considered>, Result<Plan>)> {
        self.explain_by(self.0.rules, request)
    }

    /// The plan by other rules than the engine's own.
    pub(crate) fn plan_by(&self, rules: Rules, request: &Request) -> Result<Plan> {
        self.explain_by(rules, request)?.1
    }

    pub(crate) fn explain_by(
        &self,
        rules: Rules,
        request: &Request,
    ) -> Result<(Vec<Considered>, Result<Plan>)> {
        let profiles = self.profiles_by(rules, request)?;
        if request.web_identity.is_some() || request.master.is_some() {
            let settings = self.planning(rules, request.profile.as_ref(), |request| {
                keyward_profile::settings(request, &profiles)
            })?;
            aws::check_endpoints(&settings)?;
            return Ok((Vec::new(), request.without_profile(settings)));
        }
        let explained = self.planning(rules, request.profile.as_ref(), |request| {
            keyward_profile::explain(request, &profiles)
        });
        let plan = match explained.plan {
            Ok(plan) => aws::check_endpoints(&plan.settings).map(|()| {
                let named = plan.profile.as_ref();
                let own = named.map(|name| keyward_profile::session_of(&profiles, name));
                request.lay_on(plan, own)
            }),
            Err(error) => Err(self.with_home_hint(error)),
        };
        Ok((explained.considered, plan))
    }

    fn planning<T>(
        &self,
        rules: Rules,
        profile: Option<&ProfileName>,
        work: impl FnOnce(&PlanRequest<'_>) -> T,
    ) -> T {
        work(&PlanRequest {
            profile,
            env: &|name| self.0.world.var(name),
            rules,
            vault: &|name| self.0.vault.contains(name),
            own_program: &sources::is_own_program,
        })
    }

    /// A pointer to keyward without any vault: the vault may only be elsewhere.
    fn with_home_hint(&self, error: Error) -> Error {
        if error.code() == ErrorCode::RecursiveProcess && !self.0.vault.exists() {
            return error.with_hint(format!(
                "there is no vault at {}; set KEYWARD_HOME to where it is, or run `keyward init` and `keyward add`",
                self.0.vault.home().display()
            ));
        }
        error
    }

    /// Runs a plan: cached where its prefixes are, fetched where they are not.
    async fn run(&self, plan: &Plan, force: bool) -> Result<Credentials> {
        self.credentials_after(Arc::new(plan.clone()), plan.steps.len(), force)
            .await
    }

    /// The credentials after the first `count` steps.
    pub(crate) async fn credentials_after(
        &self,
        plan: Arc<Plan>,
        count: usize,
        force: bool,
    ) -> Result<Credentials> {
        if count == 0 && !sources::is_worth_keeping(&plan.base) {
            return self.base(&plan).await;
        }
        let key = self.cache_key(&plan, count)?;
        let fetch = self.fetch(plan, count);
        self.0.cache.get(&key, force, &self.now(), fetch).await
    }

    fn fetch(&self, plan: Arc<Plan>, count: usize) -> Fetch {
        let engine = self.clone();
        Arc::new(move || {
            let (engine, plan) = (engine.clone(), Arc::clone(&plan));
            Box::pin(async move {
                match count.checked_sub(1) {
                    None => engine.base(&plan).await,
                    Some(below) => engine.step(plan, below).await,
                }
            })
        })
    }

    /// Step number `index`, on the credentials below it.
    async fn step(&self, plan: Arc<Plan>, index: usize) -> Result<Credentials> {
        if plan.steps[index].mfa_serial().is_none() {
            return self.plain_step(plan, index).await;
        }
        if plan.is_proved_below(index) {
            return self.role_over_session(plan, index).await;
        }
        let below = self
            .credentials_after(Arc::clone(&plan), index, false)
            .await?;
        mfa::session(self, &plan, index, &below).await
    }

    /// A role above the session of its own MFA device. One that wants a newer proof than the session
    /// has, or a key that may have no session, takes the code itself.
    async fn role_over_session(&self, plan: Arc<Plan>, index: usize) -> Result<Credentials> {
        let session = self
            .credentials_after(Arc::clone(&plan), index, false)
            .await;
        let refused = match session {
            Ok(session) => {
                let is_old =
                    mfa::may_be_too_old(&plan.steps[index - 1], &session, self.0.world.now());
                match self.plain_step(Arc::clone(&plan), index).await {
                    Err(error) if is_old && mfa::is_denied(&error) => error,
                    answer => return answer,
                }
            }
            Err(error) if mfa::is_denied(&error) && !mfa::is_about_mfa(&error) => error,
            Err(error) => return Err(error),
        };
        let below = self
            .credentials_after(Arc::clone(&plan), index - 1, false)
            .await?;
        match mfa::session(self, &plan, index, &below).await {
            Err(error) if mfa::is_of_a_person(&error) => Err(refused),
            answer => answer,
        }
    }

    /// A step that needs no code. When AWS no longer accepts the credentials below, they are
    /// renewed once: a session may have been revoked before its expiry.
    async fn plain_step(&self, plan: Arc<Plan>, index: usize) -> Result<Credentials> {
        let below = self
            .credentials_after(Arc::clone(&plan), index, false)
            .await?;
        let keeps_below = index > 0 || sources::is_worth_keeping(&plan.base);
        let first = self.call(&plan, index, &below, None).await;
        match first {
            Err(error) if keeps_below && steps::says_credentials_are_stale(&error) => {
                self.0.cache.drop_key(&self.cache_key(&plan, index)?);
                if index > 0 && plan.steps[index - 1].mfa_serial().is_some() {
                    mfa::forget(self, &plan, index - 1, &below.access_key_id).await?;
                }
                let renewed = self
                    .credentials_after(Arc::clone(&plan), index, false)
                    .await?;
                self.call(&plan, index, &renewed, None).await
            }
            answer => answer,
        }
    }

    /// Step number `index` as one call to STS, with a code where there is one.
    pub(crate) async fn call(
        &self,
        plan: &Plan,
        index: usize,
        with: &Credentials,
        proof: Option<&Proof>,
    ) -> Result<Credentials> {
        let aws = self.aws(plan);
        let answer = match &plan.steps[index] {
            Step::AssumeRole(step) => {
                steps::assume_role::call(&aws, step, with, proof, &self.0.world).await
            }
            Step::GetSessionToken(step) => {
                steps::get_session_token::call(&aws, step, with, proof, &self.0.world).await
            }
        };
        unexpired(answer?, self.0.world.now())
    }

    async fn base(&self, plan: &Plan) -> Result<Credentials> {
        let answer = sources::fetch(&self.reach(&self.aws(plan)), &plan.base).await?;
        unexpired(answer, self.0.world.now())
    }

    pub(crate) fn reach<'a>(&'a self, aws: &'a Aws) -> sources::Reach<'a> {
        sources::Reach {
            world: &self.0.world,
            vault: &self.0.vault,
            aws,
            disk: &self.0.disk,
            last_known: &self.0.last_known,
        }
    }

    /// A vault entry is replaced by a rotation: what stands on the old key must not be served.
    fn cache_key(&self, plan: &Plan, count: usize) -> Result<String> {
        let mut key = plan.cache_key(count);
        if let Base::Vault { name } = &plan.base {
            key.push('\n');
            key.push_str(&self.0.vault.key_version(name)?);
        }
        Ok(key)
    }

    /// Forgets what is kept in memory after the first `count` steps.
    pub(crate) fn drop_cached(&self, plan: &Plan, count: usize) -> Result<()> {
        self.0.cache.drop_key(&self.cache_key(plan, count)?);
        Ok(())
    }

    fn now(&self) -> Now {
        let world = self.0.world.clone();
        Arc::new(move || world.now())
    }

    /// What AWS's two files say.
    ///
    /// # Errors
    /// A file that cannot be read, or has a line that is not AWS's syntax.
    pub fn profiles(&self) -> Result<ProfileSet> {
        aws_files::profiles(&self.0.world)
    }

    /// AWS as this plan sees it.
    pub(crate) fn aws(&self, plan: &Plan) -> Aws {
        Aws::new(&self.0.world, &self.0.http, &plan.settings)
    }

    /// AWS as a profile's settings see it, whatever its credentials; one that no file defines too.
    ///
    /// # Errors
    /// A setting that cannot be right.
    pub(crate) fn aws_of(&self, profile: Option<&ProfileName>) -> Result<Aws> {
        let set = self.profiles()?;
        let settings = self.planning(self.0.rules, profile, |request| {
            keyward_profile::settings(request, &set)
        })?;
        aws::check_endpoints(&settings)?;
        Ok(Aws::new(&self.0.world, &self.0.http, &settings))
    }

    /// Whether the vault exists in this world.
    #[must_use]
    pub fn has_vault(&self) -> bool {
        self.0.vault.exists()
    }

    /// Runs `work` on the open vault, opening it if need be.
    ///
    /// # Errors
    /// The vault's own: absent, locked, damaged.
    pub fn with_vault<T>(
        &self,
        work: impl FnOnce(&mut keyward_vault::Vault) -> Result<T>,
    ) -> Result<T> {
        self.0.vault.with(work)
    }
}

/// Nobody is handed what AWS will refuse.
pub(crate) fn unexpired(credentials: Credentials, now: Timestamp) -> Result<Credentials> {
    match credentials.expiration {
        Some(expiry) if expiry <= now => Err(Error::new(
            ErrorCode::ExpiredCredentials,
            format!(
                "{}: the credentials that it answered with expired at {expiry}, and here it is {now}",
                credentials.source
            ),
        )
        .with_hint("check this machine's clock; if it is right, whoever answers there gives old credentials")),
        _ => Ok(credentials),
    }
}

/// The metadata service, last of the default chain, was not there: then nobody had credentials, and
/// every source is named.
pub(crate) fn at_the_end(error: Error, plan: &Plan, mut considered: Vec<Considered>) -> Error {
    let is_last = matches!(plan.base, Base::Imds { location: None });
    if !is_last || error.code() != ErrorCode::NoCredentials {
        return error;
    }
    if let Some(last) = considered.last_mut() {
        error.message().clone_into(&mut last.reason);
    }
    keyward_profile::no_credentials(&considered)
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("world", &self.0.world)
            .field("home", &self.0.vault.home())
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// The profile that a command without an argument is about.
    ///
    /// # Errors
    /// `AWS_PROFILE` holds something that is no profile name.
    pub fn selected_profile(&self, named: Option<&ProfileName>) -> Result<ProfileName> {
        if let Some(name) = named {
            return Ok(name.clone());
        }
        match self.0.world.var("AWS_PROFILE") {
            Some(name) => name
                .parse()
                .map_err(|error: Error| error.in_context("AWS_PROFILE")),
            None => Ok(ProfileName::default_profile()),
        }
    }
}
