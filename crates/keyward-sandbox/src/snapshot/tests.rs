//! A state, its snapshot, the state again: nothing may differ. The same through a data folder.

use std::collections::BTreeMap;

use hyper::body::Bytes;
use proptest::prelude::*;
use time::{Duration, OffsetDateTime};

use super::{Document, Seed};
use crate::DEFAULT_ACCOUNT;
use crate::authorization::{Document as Policy, aws_managed};
use crate::ec2::Instance;
use crate::ec2::instance::{Phase, Settings, Token};
use crate::s3::bucket::{Checksum, Kind, Object, Part, Upload};
use crate::s3::{Bucket, parse_bucket_policy};
use crate::saml;
use crate::secretsmanager::secret::{self, Content, Secret};
use crate::sigv4::checksum::Algorithm;
use crate::sns::topic::{Subscription, Topic};
use crate::ssm::parameter;
use crate::state::account::{
    Group, InstanceProfile, ManagedPolicy, OidcProvider, Role, SamlProvider, User,
};
use crate::state::keys::LastUsed;
use crate::state::sessions::Details;
use crate::state::{MfaDevice, Owner, Principal, Published, Sms, State, Tracked};
use crate::store::Store;

/// One thing to put into a state.
#[derive(Debug, Clone)]
struct Step {
    kind: u8,
    account: usize,
    name: String,
    text: String,
    bytes: Vec<u8>,
    seconds: i64,
    flag: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let bytes = proptest::collection::vec(any::<u8>(), 0..40);
    let parts = (0_u8..15, 0_usize..2, "[a-c]{1,2}", any::<String>(), bytes);
    (parts, 0_i64..100_000_000_000, any::<bool>()).prop_map(
        |((kind, account, name, text, bytes), nanoseconds, flag)| Step {
            kind,
            account,
            name,
            text,
            bytes,
            seconds: nanoseconds,
            flag,
        },
    )
}

const OPEN: &str =
    "{ \"Statement\": {\"Effect\": \"Allow\",\n \"Action\":\"s3:*\", \"Resource\":\"*\"}}";
const BUCKET_POLICY: &str = r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::NAME/*"}}"#;
const PADDED: &str = " {\"Statement\":[]}\n";

fn policy(flag: bool) -> Policy {
    let text = if flag { OPEN } else { PADDED };
    Policy::identity(text).unwrap_or_else(|_| Policy::identity(OPEN).unwrap())
}

impl Step {
    fn account(&self) -> String {
        [DEFAULT_ACCOUNT, "210987654321"][self.account].to_owned()
    }

    fn at(&self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH
            + Duration::seconds(1_700_000_000)
            + Duration::nanoseconds(self.seconds)
    }

    fn tags(&self) -> Vec<(String, String)> {
        vec![
            (self.text.clone(), self.name.clone()),
            ("a".into(), String::new()),
        ]
    }

    fn put(&self, state: &mut State) {
        match self.kind {
            0..=6 => self.put_entity(state),
            7..=10 => self.put_service(state),
            11 => self.put_bucket(state),
            12 => self.put_upload(state),
            13 => self.put_session(state),
            _ => self.put_rest(state),
        }
    }

    fn put_entity(&self, state: &mut State) {
        let (id, name, at) = (self.account(), self.name.as_str(), self.at());
        let account = state.accounts.get_or_default(id.clone());
        match self.kind {
            0 => {
                let mut user = User::new(&id, name, "/p/", at);
                user.tags = self.tags();
                user.policies.inline.insert("i".into(), policy(self.flag));
                user.boundary = self.flag.then(|| aws_managed::ADMINISTRATOR.to_owned());
                account.users.insert(name.to_owned(), user);
                let key = state.create_key(&id, Owner::User(name.to_owned()));
                let key = state.keys.get_mut(&key.id).unwrap();
                key.active = self.flag;
                key.last_used = self.flag.then(|| LastUsed {
                    at,
                    service: "s3",
                    region: "us-east-1".into(),
                });
            }
            1 => {
                let mut group = Group::new(&id, name, "/", at);
                group.members = account.users.keys().cloned().collect();
                group
                    .policies
                    .attached
                    .insert(aws_managed::ADMINISTRATOR.to_owned());
                account.groups.insert(name.to_owned(), group);
            }
            2 => {
                let users = account.users.values();
                let mut arns: Vec<String> = users.map(|user| format!("\"{}\"", user.arn)).collect();
                arns.push("\"*\"".into());
                let trust = format!(
                    r#"{{"Statement":{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"AWS":[{}]}}}}}}"#,
                    arns.join(",")
                );
                let trust = Policy::trust(&trust, |arn| account.id_of(arn)).unwrap();
                let mut role = Role::new(&id, name, "/", trust, at);
                role.description = Some(self.text.clone());
                role.tags = self.tags();
                role.max_session_seconds = 3_600 + i64::from(self.flag);
                account.roles.insert(name.to_owned(), role);
                // The bound user is another one from now on.
                if self.flag {
                    account.users.remove("a");
                    account
                        .groups
                        .values_mut()
                        .for_each(|g| g.members.retain(|user| user != "a"));
                    account.mfa_devices.clear();
                }
            }
            3 => {
                let mut made = ManagedPolicy::new(&id, name, "/x/", policy(true), at);
                made.add_version(policy(false), at);
                made.default = 1 + u32::from(self.flag);
                made.newest += 2;
                made.description = Some(self.text.clone());
                account.managed_policies.insert(made.arn.clone(), made);
            }
            4 => {
                let serial = format!("arn:aws:iam::{id}:mfa/{name}");
                let mut device = MfaDevice::new(serial.clone());
                let owner = account.users.keys().next().cloned();
                device.tags = self.tags();
                device.owner = owner.map(|user| (user, at));
                account.mfa_devices.insert(serial, device);
            }
            5 => {
                let role = account.roles.keys().next().cloned().filter(|_| self.flag);
                let mut profile = InstanceProfile::new(&id, name, "/", at);
                profile.role = role;
                profile.tags = self.tags();
                account.alias = self.flag.then(|| name.to_owned());
                account.instance_profiles.insert(name.to_owned(), profile);
            }
            _ => {
                let provider = OidcProvider {
                    issuer: format!("{name}.example/x"),
                    client_ids: vec![self.text.clone()],
                    thumbprints: vec![name.to_owned()],
                    created: at,
                    tags: self.tags(),
                };
                let arn = format!("arn:aws:iam::{id}:oidc-provider/{}", provider.issuer);
                account.oidc_providers.insert(arn, provider);
                let document = saml::metadata("https://idp.example");
                let provider = SamlProvider {
                    uuid: self.text.clone(),
                    entity_id: "https://idp.example".into(),
                    document,
                    valid_until: at,
                    created: at,
                    tags: self.tags(),
                };
                let arn = format!("arn:aws:iam::{id}:saml-provider/{name}");
                account.saml_providers.insert(arn, provider);
            }
        }
    }

    fn put_service(&self, state: &mut State) {
        let (id, name, at) = (self.account(), self.name.as_str(), self.at());
        let account = state.accounts.get_or_default(id.clone());
        let place = ("eu-west-1".to_owned(), name.to_owned());
        match self.kind {
            7 => {
                account.instances.all.push(Instance {
                    id: name.into(),
                    reservation: "r".into(),
                    region: "us-east-1".into(),
                    zone: "us-east-1b".into(),
                    image: "ami-1".into(),
                    kind: "t3.micro".into(),
                    launch_index: self.bytes.len(),
                    launched: at,
                    phase: Phase::Stopping,
                    terminated: self.flag.then_some(at),
                    tags: self.tags(),
                    settings: Settings {
                        termination_protection: self.flag,
                        stop_protection: !self.flag,
                        shutdown_behavior: "terminate".into(),
                        user_data: Some(self.text.clone()),
                        source_dest_check: self.flag,
                    },
                });
                account.instances.tokens.push(Token {
                    region: "us-east-1".into(),
                    token: self.text.clone(),
                    fingerprint: self.tags(),
                    reservation: "r".into(),
                });
            }
            8 => {
                let arn = format!("arn:aws:sns:eu-west-1:{id}:{name}");
                let topic = Topic {
                    arn: arn.clone(),
                    display_name: self.text.clone(),
                    tags: self.tags(),
                    subscriptions: vec![Subscription {
                        arn: format!("{arn}:1"),
                        protocol: "sms".into(),
                        endpoint: "+1".into(),
                        pending: self.flag,
                        raw: !self.flag,
                    }],
                };
                account.messaging.topics.insert(arn, topic);
                let sms = account.messaging.sms.entry("us-east-1".into()).or_default();
                sms.insert("DefaultSMSType".into(), self.text.clone());
            }
            9 => {
                let mut made = Secret::new(&id, "eu-west-1", name, at);
                made.description = self.flag.then(|| self.text.clone());
                made.deletion = self.flag.then_some(at);
                made.accessed = Some(at);
                made.tags = self.tags();
                let value = zeroize::Zeroizing::new(self.text.clone());
                made.versions.push(secret::Version {
                    id: "v".into(),
                    content: if self.flag {
                        Content::Text(value)
                    } else {
                        Content::Binary(value)
                    },
                    stages: vec![secret::CURRENT.into()],
                    created: at,
                });
                account.secrets.insert(place, made);
            }
            _ => {
                let version = parameter::Version {
                    number: 7,
                    kind: parameter::Kind::SecureString,
                    value: zeroize::Zeroizing::new(self.text.clone()),
                    sealed: parameter::seal(),
                    description: Some(self.text.clone()),
                    allowed_pattern: None,
                    data_type: "text".into(),
                    modified: at,
                    modified_by: "me".into(),
                    labels: vec![self.text.clone()],
                };
                let made = parameter::Parameter {
                    name: name.to_owned(),
                    arn: format!("arn:aws:ssm:eu-west-1:{id}:parameter/{name}"),
                    tags: self.tags(),
                    versions: vec![version],
                };
                account.parameters.insert(place, made);
            }
        }
    }

    fn bucket<'s>(&self, state: &'s mut State) -> &'s mut Bucket {
        let (id, name) = (self.account(), format!("bucket-{}", self.name));
        state.accounts.get_or_default(id.clone());
        if !state.buckets.contains_key(&name) {
            let mut bucket = Bucket::new(id, "eu-west-1".into(), self.at());
            bucket.tags = self.tags();
            bucket.public_access.block_public_policy = self.flag;
            let policy = BUCKET_POLICY.replace("NAME", &name);
            bucket.policy = self
                .flag
                .then(|| parse_bucket_policy(&name, &policy, |_| None).unwrap());
            state.buckets.insert(name.clone(), bucket);
        }
        state.buckets.get_mut(&name).unwrap()
    }

    fn headers(&self) -> Vec<(String, String)> {
        let mut headers = vec![("x-amz-meta-b".to_owned(), self.text.clone())];
        headers.insert(usize::from(self.flag), ("content-type".into(), "x".into()));
        headers
    }

    fn put_bucket(&self, state: &mut State) {
        let body = Bytes::from(self.bytes.clone());
        let object = Object {
            etag: format!("\"{}\"", self.name),
            modified: self.at(),
            checksum: Checksum {
                kind: Kind::Composite,
                ..Checksum::of(Algorithm::Sha256, &body)
            },
            headers: self.headers(),
            storage_class: "GLACIER".into(),
            tags: self.tags(),
            parts: vec![self.bytes.len()],
            body,
        };
        let bucket = self.bucket(state);
        bucket.objects.insert(self.text.clone(), object);
        if self.flag {
            bucket.objects.remove("");
        }
    }

    fn put_upload(&self, state: &mut State) {
        let part = Part {
            body: Bytes::from(self.bytes.clone()),
            etag: "e".into(),
            checksum: Checksum::of(Algorithm::Crc32, &self.bytes),
            modified: self.at(),
        };
        let upload = Upload {
            key: self.text.clone(),
            initiated: self.at(),
            initiator: "me".into(),
            algorithm: Algorithm::Crc32c,
            kind: Kind::FullObject,
            named: self.flag,
            headers: self.headers(),
            storage_class: "STANDARD".into(),
            tags: self.tags(),
            parts: Tracked::from(BTreeMap::from([(7, part)])),
        };
        self.bucket(state).uploads.insert(self.name.clone(), upload);
    }

    fn put_session(&self, state: &mut State) {
        let (account, text) = (self.account(), self.text.clone());
        state.accounts.get_or_default(account.clone());
        let principal = if self.flag {
            Principal::FederatedUser {
                account: account.clone(),
                name: self.name.clone(),
                issuer: Box::new(Principal::Root { account }),
            }
        } else {
            Principal::AssumedRole {
                account,
                role_name: text.clone(),
                role_arn: text.clone(),
                role_id: text.clone(),
                session_name: self.name.clone(),
            }
        };
        let details = Details {
            tags: self.tags(),
            transitive_tag_keys: vec![text.clone()],
            source_identity: Some(text.clone()),
            policy: self.flag.then(|| policy(true)),
            policy_arns: vec![text],
            mfa: Some(self.at()),
            provider: Some(self.name.clone()),
        };
        state.create_session(principal, 3_600, details);
    }

    fn put_rest(&self, state: &mut State) {
        state.clock.shift(Duration::nanoseconds(self.seconds));
        state.outbox.push(Sms {
            message_id: self.name.clone(),
            phone_number: "+1".into(),
            message: self.text.clone(),
            sent_by: String::new(),
            attributes: BTreeMap::from([(self.text.clone(), String::new())]),
            at: self.at(),
        });
        state.published.push(Published {
            message_id: self.name.clone(),
            topic_arn: self.text.clone(),
            subject: self.flag.then(|| self.text.clone()),
            message: self.text.clone(),
            sent_by: String::new(),
            attributes: BTreeMap::new(),
            at: self.at(),
        });
        state.imds.role = Some(self.text.clone());
        state.imds.v1 = self.flag;
        state.container.rotate();
        state.identity.signin.user.clone_from(&self.name);
    }
}

fn text(state: &State) -> String {
    Document::of(state).text()
}

fn again(state: &State) -> State {
    Seed::text(text(state)).state().unwrap()
}

/// A folder of this test's own.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_snapshot_restored_is_the_same_state(steps in proptest::collection::vec(step(), 0..30)) {
        let (mut state, _) = State::seeded(DEFAULT_ACCOUNT);
        steps.iter().for_each(|step| step.put(&mut state));
        prop_assert_eq!(text(&again(&state)), text(&state));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_data_folder_follows_every_step(steps in proptest::collection::vec(step(), 1..12)) {
        let home = folder();
        let (mut state, _) = State::seeded(DEFAULT_ACCOUNT);
        let (store, kept) = Store::open(home.path()).unwrap();
        prop_assert!(kept.is_none());
        state.keep_in(store).unwrap();
        for step in &steps {
            step.put(&mut state);
            state.keep();
            prop_assert_eq!(state.unkept(), None);
        }
        let expected = text(&state);
        // Without a word of farewell, as a process that is killed.
        state.store = None;
        let (_, kept) = Store::open(home.path()).unwrap();
        prop_assert_eq!(text(&kept.unwrap()), expected);
    }
}

#[test]
fn what_is_deleted_is_deleted_in_the_folder() {
    let home = folder();
    let (mut state, key) = State::seeded(DEFAULT_ACCOUNT);
    state.keep_in(Store::open(home.path()).unwrap().0).unwrap();
    let make = |kind| Step {
        kind,
        account: 0,
        name: "a".into(),
        text: "k".into(),
        bytes: vec![1],
        seconds: 1,
        flag: false,
    };
    (0..15).for_each(|kind| make(kind).put(&mut state));
    state.keep();
    let before = text(&state);
    state.keys.remove(&key.id);
    state.sessions.retain(|_, _| false);
    state.buckets.remove("bucket-a");
    state
        .accounts
        .get_mut(DEFAULT_ACCOUNT)
        .unwrap()
        .secrets
        .clear();
    state.outbox.clear();
    state.keep();
    let expected = text(&state);
    assert_ne!(before, expected);
    state.store = None;
    let (_, kept) = Store::open(home.path()).unwrap();
    assert_eq!(text(&kept.unwrap()), expected);
    // The bucket again: nothing of the old one is in it.
    let mut state = again(&state);
    state.keep_in(Store::open(home.path()).unwrap().0).unwrap();
    make(11).bucket(&mut state);
    state.give_up_folder();
    let (_, kept) = Store::open(home.path()).unwrap();
    let bucket = &kept.unwrap().buckets["bucket-a"];
    assert!(bucket.objects.is_empty() && bucket.uploads.is_empty());
}
