//! Who may what, where owner, stranger and nobody meet a bucket policy.

use std::sync::Mutex;

use hyper::body::Bytes;
use hyper::{HeaderMap, Method};

use crate::auth::Caller;
use crate::dispatch::{Client, Context};
use crate::request::Request;
use crate::s3;
use crate::server::lock;
use crate::state::account::{Account, User};
use crate::state::{Principal, State};

const OWNER: &str = "123456789012";
const OTHER: &str = "210987654321";
const ADMIN: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

/// Two accounts, each with a user `admin` who may do everything and a user `alice` who may nothing.
struct World(Mutex<State>);

impl World {
    fn new() -> Self {
        let mut state = State::default();
        for id in [OWNER, OTHER] {
            let mut account = Account::default();
            for name in ["admin", "alice"] {
                let mut user = User::new(id, name, "/", state.clock.now());
                if name == "admin" {
                    user.policies.attached.insert(ADMIN.to_owned());
                }
                account.users.insert(name.to_owned(), user);
            }
            state.accounts.insert(id.to_owned(), account);
        }
        let world = Self(Mutex::new(state));
        let admin = world.user(OWNER, "admin");
        assert_eq!(world.call(&admin, "PUT", "/photos", ""), "200");
        assert_eq!(world.call(&admin, "PUT", "/photos/a", "hello"), "200");
        assert_eq!(
            world.call(&admin, "DELETE", "/photos?publicAccessBlock", ""),
            "204"
        );
        world
    }

    fn user(&self, account: &str, name: &str) -> Principal {
        let state = lock(&self.0);
        let user = &state.accounts[account].users[name];
        Principal::User {
            account: account.to_owned(),
            name: name.to_owned(),
            arn: user.arn.clone(),
            id: user.id.clone(),
        }
    }

    /// The status, or the error's code.
    fn call(&self, who: &Principal, method: &str, target: &str, body: &str) -> String {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut headers = HeaderMap::new();
        headers.insert("host", "127.0.0.1".parse().unwrap());
        let request = Request {
            method: Method::from_bytes(method.as_bytes()).unwrap(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body: Bytes::from(body.to_owned()),
        };
        let caller = Caller {
            access_key_id: String::new(),
            principal: who.clone(),
            temporary: false,
        };
        let mut state = lock(&self.0);
        let mut cx = Context {
            state: &mut state,
            caller: &caller,
            region: "us-east-1",
            client: Client::default(),
            decisions: Vec::new(),
        };
        match s3::call(&mut cx, &request, &[]).result {
            Ok(reply) => reply.status.to_string(),
            Err(error) => error.code.to_owned(),
        }
    }

    /// Puts a policy with these statements, as the owner.
    fn policy(&self, statements: &str) {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
        let admin = self.user(OWNER, "admin");
        let put = self.call(&admin, "PUT", "/photos?policy", &text);
        assert_eq!(put, "204", "{text}");
    }

    fn get(&self, who: &Principal) -> String {
        self.call(who, "GET", "/photos/a", "")
    }
}

fn statement(effect: &str, principal: &str, action: &str, condition: &str) -> String {
    let all = r#"["arn:aws:s3:::photos","arn:aws:s3:::photos/*"]"#;
    format!(
        r#"{{"Effect":"{effect}","Principal":{principal},"Action":"{action}","Resource":{all},"Condition":{condition}}}"#
    )
}

#[test]
fn in_the_owners_account_the_policy_alone_lets_a_user_in() {
    let world = World::new();
    let alice = world.user(OWNER, "alice");
    assert_eq!(world.get(&alice), "AccessDenied");
    let arn = alice.arn();
    world.policy(&statement(
        "Allow",
        &format!(r#"{{"AWS":"{arn}"}}"#),
        "s3:GetObject",
        "{}",
    ));
    assert_eq!(world.get(&alice), "200");
    assert_eq!(world.call(&alice, "PUT", "/photos/a", ""), "AccessDenied");
    // Naming the account leaves it to the account's own policies.
    world.policy(&statement(
        "Allow",
        &format!(r#"{{"AWS":"{OWNER}"}}"#),
        "s3:GetObject",
        "{}",
    ));
    assert_eq!(world.get(&alice), "AccessDenied");
}

#[test]
fn across_accounts_both_sides_must_allow() {
    let world = World::new();
    let (stranger, admin) = (world.user(OTHER, "alice"), world.user(OTHER, "admin"));
    assert_eq!(world.get(&admin), "AccessDenied");
    world.policy(&statement(
        "Allow",
        &format!(r#"{{"AWS":"{OTHER}"}}"#),
        "s3:*",
        "{}",
    ));
    assert_eq!(world.get(&admin), "200");
    assert_eq!(world.get(&stranger), "AccessDenied");
    // Whose bucket it is does not change with who may use it.
    assert_eq!(
        world.call(&admin, "GET", "/photos?policy", ""),
        "MethodNotAllowed"
    );
    assert_eq!(
        world.call(&admin, "PUT", "/photos", ""),
        "BucketAlreadyExists"
    );
    assert_eq!(world.call(&admin, "DELETE", "/photos/a", ""), "204");
}

#[test]
fn a_denial_outweighs_everything_but_the_root_users_repair() {
    let world = World::new();
    let admin = world.user(OWNER, "admin");
    world.policy(&statement("Deny", "\"*\"", "s3:*", "{}"));
    assert_eq!(world.get(&admin), "AccessDenied");
    assert_eq!(
        world.call(&admin, "DELETE", "/photos?policy", ""),
        "AccessDenied"
    );
    let root = Principal::Root {
        account: OWNER.to_owned(),
    };
    assert_eq!(world.get(&root), "AccessDenied");
    assert_eq!(world.call(&root, "DELETE", "/photos?policy", ""), "204");
    assert_eq!(world.get(&admin), "200");
}

#[test]
fn nobody_gets_what_everyone_is_allowed() {
    let world = World::new();
    let nobody = Principal::Anonymous;
    assert_eq!(world.get(&nobody), "AccessDenied");
    assert_eq!(world.call(&nobody, "GET", "/", ""), "AccessDenied");
    assert_eq!(world.call(&nobody, "PUT", "/mine", ""), "AccessDenied");
    world.policy(&statement("Allow", "\"*\"", "s3:GetObject", "{}"));
    assert_eq!(world.get(&nobody), "200");
    // Who may not list is not told what is there.
    assert_eq!(world.call(&nobody, "GET", "/photos/z", ""), "AccessDenied");
    assert_eq!(world.call(&nobody, "GET", "/photos", ""), "AccessDenied");
    assert_eq!(world.call(&nobody, "PUT", "/photos/z", ""), "AccessDenied");
    world.policy(&statement("Allow", "\"*\"", "s3:*", "{}"));
    assert_eq!(world.call(&nobody, "GET", "/photos/z", ""), "NoSuchKey");
}

#[test]
fn conditions_are_heeded() {
    let world = World::new();
    let alice = world.user(OWNER, "alice");
    let arn = alice.arn();
    let allowed = |condition: &str, target: &str| {
        world.policy(&statement("Allow", "\"*\"", "s3:*", condition));
        world.call(&alice, "GET", target, "") == "200"
    };
    let prefix = r#"{"StringLike":{"s3:prefix":"home/*"}}"#;
    assert!(allowed(prefix, "/photos?prefix=home/a"));
    assert!(!allowed(prefix, "/photos?prefix=other/"));
    assert!(!allowed(prefix, "/photos"));
    for (condition, expected) in [
        (r#"{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}"#, true),
        (r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, false),
        (r#"{"Bool":{"aws:SecureTransport":"true"}}"#, true),
        (r#"{"Bool":{"aws:SecureTransport":"false"}}"#, false),
        (
            &format!(r#"{{"ArnEquals":{{"aws:PrincipalArn":"{arn}"}}}}"#),
            true,
        ),
        (
            r#"{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::123456789012:user/bob"}}"#,
            false,
        ),
        (
            &format!(r#"{{"StringEquals":{{"aws:PrincipalAccount":"{OWNER}"}}}}"#),
            true,
        ),
        // The sandbox does not know how old a signature is: what asks for it grants nothing.
        (r#"{"NumericLessThan":{"s3:signatureAge":"600000"}}"#, false),
    ] {
        assert_eq!(allowed(condition, "/photos/a"), expected, "{condition}");
    }
}

#[test]
fn a_principal_that_is_made_anew_is_another() {
    let world = World::new();
    let alice = world.user(OWNER, "alice");
    world.policy(&statement(
        "Allow",
        &format!(r#"{{"AWS":"{}"}}"#, alice.arn()),
        "s3:GetObject",
        "{}",
    ));
    assert_eq!(world.get(&alice), "200");
    {
        let mut state = lock(&world.0);
        let now = state.clock.now();
        let again = User::new(OWNER, "alice", "/", now);
        let account = state.accounts.get_mut(OWNER).unwrap();
        account.users.insert("alice".to_owned(), again);
    }
    assert_eq!(world.get(&world.user(OWNER, "alice")), "AccessDenied");
}

#[test]
fn block_public_access_keeps_the_public_out() {
    let world = World::new();
    let (owner, stranger) = (world.user(OWNER, "admin"), world.user(OTHER, "admin"));
    let alice = world.user(OWNER, "alice");
    world.policy(&statement("Allow", "\"*\"", "s3:GetObject", "{}"));
    let block = |name: &str| {
        let body = format!(
            "<PublicAccessBlockConfiguration><{name}>true</{name}></PublicAccessBlockConfiguration>"
        );
        world.call(&owner, "PUT", "/photos?publicAccessBlock", &body)
    };
    assert_eq!(block("RestrictPublicBuckets"), "200");
    assert_eq!(world.get(&Principal::Anonymous), "AccessDenied");
    assert_eq!(world.get(&stranger), "AccessDenied");
    assert_eq!(world.get(&alice), "200");
    assert_eq!(block("BlockPublicPolicy"), "200");
    assert_eq!(
        world.get(&Principal::Anonymous),
        "200",
        "the policy that is there stays"
    );
    let open = statement("Allow", "\"*\"", "s3:GetObject", "{}");
    let text = format!(r#"{{"Statement":[{open}]}}"#);
    assert_eq!(
        world.call(&owner, "PUT", "/photos?policy", &text),
        "AccessDenied"
    );
}
