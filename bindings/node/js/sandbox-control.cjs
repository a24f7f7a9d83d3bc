'use strict';

const { KeywardError } = require('./error.cjs');

/** The control endpoint of a sandbox, call by call. */
class Control {
  #endpoint;
  #token;

  constructor(endpoint, token) {
    this.#endpoint = endpoint;
    this.#token = token;
  }

  expireSession(accessKeyId) {
    return this.#whether('/sessions/expire', { accessKeyId });
  }

  setSessionLifetime(seconds) {
    return this.#tell('/sessions/lifetime', { seconds });
  }

  advanceClock(seconds) {
    return this.#tell('/clock', { advanceSeconds: seconds });
  }

  sms() {
    return this.#ask('GET', '/sms');
  }

  messages() {
    return this.#ask('GET', '/messages');
  }

  requests() {
    return this.#ask('GET', '/requests');
  }

  /** One request; without an id the last refused one. Null where there is none. */
  async request(requestId = 'last-refused') {
    const { status, answer } = await this.#send('GET', `/requests/${encodeURIComponent(requestId)}`, undefined, [404]);
    return status === 404 ? null : answer;
  }

  /** A URL that opens the page of state and requests, once. */
  async webLink() {
    const { path } = await this.#ask('POST', '/web-link');
    return new URL(path, this.#endpoint).href;
  }

  /** The whole state as a seed, secrets included: `startSandbox({ seed })` begins with it. */
  snapshot() {
    return this.#ask('GET', '/snapshot');
  }

  identities() {
    return this.#ask('GET', '/identities');
  }

  addFault(rule) {
    return this.#tell('/faults', rule);
  }

  faults() {
    return this.#ask('GET', '/faults');
  }

  revokeKey(accessKeyId) {
    return this.addFault({ accessKeyId, kind: 'revokedKey' });
  }

  /** `{ seconds }` or `{ milliseconds }`, and whether `lists` lag too. */
  setPropagation(changes) {
    return this.#tell('/propagation', changes);
  }

  async clearFaults() {
    await this.#ask('DELETE', '/faults');
  }

  async webIdentityToken({ issuer, audience, subject, seconds, claims }) {
    const { token } = await this.#ask('POST', '/web-identity/token', { issuer, audience, subject, seconds, claims });
    return token;
  }

  setWebIdentityKeys(issuer, keys) {
    return this.#tell('/web-identity/keys', { issuer, keys });
  }

  async samlMetadata(entityId) {
    const { document } = await this.#ask('POST', '/saml/metadata', { entityId });
    return document;
  }

  async samlAssertion(claims) {
    const { assertion } = await this.#ask('POST', '/saml/assertion', claims);
    return assertion;
  }

  setInstance(changes) {
    return this.#tell('/metadata/instance', changes);
  }

  setContainer(changes) {
    return this.#tell('/metadata/container', changes);
  }

  container() {
    return this.#ask('GET', '/metadata/container');
  }

  rotateContainerToken() {
    return this.#ask('POST', '/metadata/container/rotate');
  }

  setApproval(mode) {
    return this.#tell('/identity/approval', { mode });
  }

  decideDevice(userCode, allow) {
    return this.#whether('/sso/device', { userCode, allow });
  }

  setSsoTokenLifetime(seconds) {
    return this.#tell('/sso/token-lifetime', { seconds });
  }

  assignPermissionSets(accountId, permissionSets) {
    return this.#tell('/sso/assignments', { accountId, permissionSets });
  }

  endSsoSessions() {
    return this.#tell('/sso/end');
  }

  setSigninUser(name) {
    return this.#tell('/signin/user', { name });
  }

  changeSigninPassword() {
    return this.#tell('/signin/change-password');
  }

  async #tell(path, body) {
    await this.#ask('POST', path, body);
  }

  /** Whether there was what the call is about. */
  async #whether(path, body) {
    const { status } = await this.#send('POST', path, body, [404]);
    return status !== 404;
  }

  async #ask(method, path, body) {
    return (await this.#send(method, path, body)).answer;
  }

  async #send(method, path, body, expected = []) {
    const headers = { authorization: `Bearer ${this.#token}` };
    const response = await fetch(this.#endpoint + path, { method, headers, body: JSON.stringify(body) }).catch(gone);
    const text = await response.text();
    const { status } = response;
    const answer = text ? JSON.parse(text) : {};
    if (!response.ok && !expected.includes(status)) throw refused(path, status, answer);
    return { status, answer };
  }
}

function gone(cause) {
  throw new KeywardError({
    code: 'network',
    message: `the sandbox does not answer: ${cause.cause?.message ?? cause.message}`,
    hint: 'has it been stopped?',
    cause,
  });
}

function refused(path, status, { message = `status ${status}` }) {
  return new KeywardError({ code: 'invalid_argument', message: `the sandbox refused ${path}: ${message}` });
}

module.exports = { Control };
