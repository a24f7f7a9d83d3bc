//! Variables that choose credentials.

/// Variables by which some AWS client chooses credentials. Region and endpoints are not among them.
const SELECTS_CREDENTIALS: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_ACCESS_KEY",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_DELEGATION_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_CREDENTIAL_SCOPE",
    "AWS_CREDENTIAL_FILE",
    "AWS_ACCOUNT_ID",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AMAZON_ACCESS_KEY_ID",
    "AMAZON_SECRET_ACCESS_KEY",
    "AMAZON_SESSION_TOKEN",
    "AWS_LOGIN_CACHE_DIRECTORY",
];

/// A service's own token (`AWS_BEARER_TOKEN_BEDROCK`, …) is preferred to any credentials.
const BEARER_TOKENS: &str = "AWS_BEARER_TOKEN_";

/// Whether an AWS client that sees this variable may use other credentials than those it was given.
#[must_use]
pub fn selects_credentials(name: &str) -> bool {
    SELECTS_CREDENTIALS.contains(&name) || name.starts_with(BEARER_TOKENS)
}
