//! Virtual MFA devices, from the seed to a role that asks for them.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use hmac::{Hmac, Mac};
use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, allow, assume, sandbox, trust, user};

/// An authenticator: Base32 seed and RFC 6238, as an app does it.
struct Authenticator {
    serial: String,
    seed: Vec<u8>,
}

impl Authenticator {
    fn new(created: &Answer) -> Self {
        let text = base64::engine::general_purpose::STANDARD
            .decode(created.text("Base32StringSeed"))
            .unwrap();
        assert_eq!(text.len(), 64);
        let bits: String = text
            .iter()
            .map(|letter| {
                let at = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                    .iter()
                    .position(|l| l == letter);
                format!("{:05b}", at.unwrap())
            })
            .collect();
        let seed = bits.as_bytes().chunks(8);
        let seed =
            seed.map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap());
        Self {
            serial: created.text("SerialNumber"),
            seed: seed.collect(),
        }
    }

    /// The code so many steps from now.
    fn code(&self, steps: i64) -> String {
        self.code_at(step() + steps)
    }

    /// The codes before and of this moment, read from one clock reading.
    fn pair(&self) -> [String; 2] {
        let here = step();
        [self.code_at(here - 1), self.code_at(here)]
    }

    fn code_at(&self, step: i64) -> String {
        let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&self.seed).unwrap();
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = usize::from(hash[19] & 15);
        let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}

fn step() -> i64 {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    i64::try_from(now.as_secs() / 30).unwrap()
}

fn iam(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params).send(sandbox, &Signer::admin(sandbox))
}

/// A user with a device that it has proved, and the code that this used up.
fn with_device(sandbox: &Sandbox) -> (Signer, Authenticator, String) {
    let alice = user(sandbox, "alice");
    let created = iam(
        sandbox,
        "CreateVirtualMFADevice",
        &[("VirtualMFADeviceName", "phone")],
    )
    .ok();
    let app = Authenticator::new(&created);
    let [first, second] = app.pair();
    enable(sandbox, &app, &first, &second).ok();
    (alice, app, second)
}

fn enable(sandbox: &Sandbox, app: &Authenticator, first: &str, second: &str) -> Answer {
    let params = [
        ("UserName", "alice"),
        ("SerialNumber", &app.serial),
        ("AuthenticationCode1", first),
        ("AuthenticationCode2", second),
    ];
    iam(sandbox, "EnableMFADevice", &params)
}

#[test]
fn a_device_is_enabled_by_two_codes_and_ends_in_order() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    let create = || {
        iam(
            &sandbox,
            "CreateVirtualMFADevice",
            &[("VirtualMFADeviceName", "phone")],
        )
    };
    let app = Authenticator::new(&create().ok());
    assert_eq!(app.serial, "arn:aws:iam::123456789012:mfa/phone");
    assert_eq!(create().refusal(), (409, "EntityAlreadyExists".to_owned()));
    let wrong = (403, "InvalidAuthenticationCode".to_owned());
    assert_eq!(
        enable(&sandbox, &app, &app.code(0), &app.code(0)).refusal(),
        wrong
    );
    assert_eq!(enable(&sandbox, &app, "000000", "000000").refusal(), wrong);
    assert_eq!(
        enable(&sandbox, &app, &app.code(-20), &app.code(-19)).refusal(),
        wrong
    );
    let [first, second] = app.pair();
    enable(&sandbox, &app, &first, &second).ok();
    assert_eq!(
        enable(&sandbox, &app, &app.code(0), &app.code(1)).refusal(),
        (409, "EntityAlreadyExists".to_owned())
    );
    let user = ("UserName", "alice");
    let listed = iam(&sandbox, "ListMFADevices", &[user]).ok();
    assert_eq!(listed.text("SerialNumber"), app.serial);
    let serial = ("SerialNumber", app.serial.as_str());
    let conflict = (409, "DeleteConflict".to_owned());
    assert_eq!(
        iam(&sandbox, "DeleteVirtualMFADevice", &[serial]).refusal(),
        conflict
    );
    iam(&sandbox, "DeactivateMFADevice", &[user, serial]).ok();
    assert_eq!(
        iam(&sandbox, "DeactivateMFADevice", &[user, serial]).refusal(),
        (404, "NoSuchEntity".to_owned())
    );
    iam(&sandbox, "DeleteVirtualMFADevice", &[serial]).ok();
    assert!(
        iam(&sandbox, "ListVirtualMFADevices", &[])
            .ok()
            .find("SerialNumber")
            .is_none()
    );
}

#[test]
fn a_code_opens_a_session_once() {
    let sandbox = sandbox();
    let (alice, app, spent) = with_device(&sandbox);
    allow(&sandbox, "User", "alice", "\"iam:ListUsers\"", "*");
    let token = |code: &str| {
        let params = [("SerialNumber", app.serial.as_str()), ("TokenCode", code)];
        Call::sts("GetSessionToken", &params).send(&sandbox, &alice)
    };
    let denied = (403, "AccessDenied".to_owned());
    assert_eq!(token(&spent).refusal(), denied, "enabling used it up");
    assert_eq!(token(&app.code(20)).refusal(), denied);
    assert_eq!(
        token("12345").refusal(),
        (400, "ValidationError".to_owned())
    );
    let next = app.code(1);
    let session = Signer::from_answer(&token(&next).ok());
    assert_eq!(token(&next).refusal(), denied, "used");
    Call::iam("ListUsers", &[]).send(&sandbox, &session).ok();
    let plain = Signer::from_answer(
        &Call::sts("GetSessionToken", &[])
            .send(&sandbox, &alice)
            .ok(),
    );
    let without = Call::iam("ListUsers", &[]).send(&sandbox, &plain);
    assert_eq!(without.refusal(), (403, "InvalidClientTokenId".to_owned()));
    let alone = Call::sts("GetSessionToken", &[("SerialNumber", app.serial.as_str())]);
    assert_eq!(alone.send(&sandbox, &alice).refusal(), denied);
    let bob = user(&sandbox, "bob");
    let params = [
        ("SerialNumber", app.serial.as_str()),
        ("TokenCode", "123456"),
    ];
    let foreign = Call::sts("GetSessionToken", &params).send(&sandbox, &bob);
    assert!(
        foreign
            .text("Message")
            .contains("associated with this user")
    );
}

#[test]
fn a_role_that_asks_for_mfa_gets_it() {
    let sandbox = sandbox();
    let (alice, app, _) = with_device(&sandbox);
    allow(&sandbox, "User", "alice", "\"sts:AssumeRole\"", "*");
    let role = |name: &str, condition: &str| {
        let policy = trust("123456789012", condition);
        let params = [
            ("RoleName", name),
            ("AssumeRolePolicyDocument", policy.as_str()),
        ];
        iam(&sandbox, "CreateRole", &params).ok().text("Arn")
    };
    let strict = role(
        "strict",
        "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}",
    );
    let recent = role(
        "recent",
        "{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"600\"}}",
    );
    let denied = (403, "AccessDenied".to_owned());
    assert_eq!(assume(&sandbox, &alice, &strict, &[]).refusal(), denied);
    let code = app.code(1);
    let mfa = [
        ("SerialNumber", app.serial.as_str()),
        ("TokenCode", code.as_str()),
    ];
    assume(&sandbox, &alice, &strict, &mfa).ok();
    assert_eq!(
        assume(&sandbox, &alice, &strict, &mfa).refusal(),
        denied,
        "used"
    );

    // A session of GetSessionToken carries the proof, and its age.
    let (bob, app) = {
        let bob = user(&sandbox, "bob");
        allow(&sandbox, "User", "bob", "\"sts:AssumeRole\"", "*");
        let created = iam(
            &sandbox,
            "CreateVirtualMFADevice",
            &[("VirtualMFADeviceName", "bobs")],
        )
        .ok();
        let app = Authenticator::new(&created);
        let [first, second] = app.pair();
        let params = [
            ("UserName", "bob"),
            ("SerialNumber", &app.serial),
            ("AuthenticationCode1", &first),
            ("AuthenticationCode2", &second),
        ];
        iam(&sandbox, "EnableMFADevice", &params).ok();
        (bob, app)
    };
    let code = app.code(1);
    let params = [
        ("SerialNumber", app.serial.as_str()),
        ("TokenCode", code.as_str()),
    ];
    let session = Signer::from_answer(
        &Call::sts("GetSessionToken", &params)
            .send(&sandbox, &bob)
            .ok(),
    );
    assume(&sandbox, &session, &strict, &[]).ok();
    assume(&sandbox, &session, &recent, &[]).ok();
    sandbox.control().advance_clock(Duration::from_secs(601));
    assume(&sandbox, &session, &strict, &[]).ok();
    assert_eq!(assume(&sandbox, &session, &recent, &[]).refusal(), denied);
}

/// The two policies that everybody writes, and the trap between them: a long-lived key has no
/// `aws:MultiFactorAuthPresent` at all.
#[test]
fn a_policy_that_asks_for_mfa_gets_it() {
    let sandbox = sandbox();
    let (alice, app, _) = with_device(&sandbox);
    let code = app.code(1);
    let params = [
        ("SerialNumber", app.serial.as_str()),
        ("TokenCode", code.as_str()),
    ];
    let session = |params: &[(&str, &str)]| {
        let answer = Call::sts("GetSessionToken", params).send(&sandbox, &alice);
        Signer::from_answer(&answer.ok())
    };
    let (proved, plain) = (session(&params), session(&[]));
    let put = |policy: &str| {
        let params = [
            ("UserName", "alice"),
            ("PolicyName", "p"),
            ("PolicyDocument", policy),
        ];
        iam(&sandbox, "PutUserPolicy", &params).ok();
    };
    let statuses = || {
        [&alice, &plain, &proved]
            .map(|signer| Call::s3("GET", "/", b"").send(&sandbox, signer).status)
    };
    put(
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}"#,
    );
    assert_eq!(statuses(), [403, 403, 200], "Allow where it is true");
    let deny = |operator: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"s3:*","Resource":"*"}},{{"Effect":"Deny","Action":"*","Resource":"*","Condition":{{"{operator}":{{"aws:MultiFactorAuthPresent":"false"}}}}}}]}}"#
        )
    };
    put(&deny("BoolIfExists"));
    assert_eq!(statuses(), [403, 403, 200], "Deny where it is not true");
    put(&deny("Bool"));
    assert_eq!(
        statuses(),
        [200, 403, 200],
        "a key without it is not denied"
    );
}
