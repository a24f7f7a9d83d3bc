'use strict';

// A service's refusal in SDK v2's form: `code` is the word on the wire.

const { coded, error } = require('../util/error.cjs');

const XML = new Set(['aws.protocols#restXml', 'aws.protocols#awsQuery', 'aws.protocols#ec2Query']);

/** Sets `response.error` from the body that came. */
function extractError(response, done) {
  const { request, httpResponse } = response;
  const { protocol } = request.service._client.config;
  if (!XML.has(protocol.getShapeId())) {
    response.error = fromJson(httpResponse);
    done();
    return;
  }
  documentOf(protocol, httpResponse.body).then((document) => {
    response.error = fromDocument(document, httpResponse);
    process.nextTick(done);
  });
}

function fromJson({ statusCode, statusMessage, headers, body }) {
  const named = headers['x-amzn-errortype']?.split(':')[0] ?? 'UnknownError';
  if (body.length === 0) return coded(named, String(statusCode), { statusCode });
  let said;
  try {
    said = JSON.parse(body.toString());
  } catch {
    return coded(named, statusMessage, { statusCode });
  }
  const word = said.__type || said.code || said.Code;
  const code = word ? String(word).split('#').pop() : named;
  const message = code === 'RequestEntityTooLarge' ? 'Request body must be less than 1 MB' : said.message || said.Message || null;
  return withFields(coded(code, message), said);
}

/** Other fields can be read, and are not shown. */
function withFields(err, said) {
  for (const [name, value] of Object.entries(said)) {
    if (name === 'code' || name === 'message' || Object.hasOwn(err, name)) continue;
    err[`[${name}]`] = `See error.${name} for details.`;
    Object.defineProperty(err, name, { value, enumerable: false, writable: true, configurable: true });
  }
  return err;
}

/** By the client's own reader of XML; undefined where there is none to read. */
async function documentOf({ deserializer }, body) {
  const ANYTHING = 15;
  const [first] = body.toString('utf8', 0, 64).trim();
  if (first !== '<') return undefined;
  try {
    return await deserializer.read(ANYTHING, new Uint8Array(body));
  } catch {
    return undefined;
  }
}

function fromDocument(document, { statusCode, statusMessage, body }) {
  if (!document) return coded(statusCode, body.length > 0 ? statusMessage : null);
  const errors = document.Errors?.Error ?? document.Errors?.[0]?.Error ?? document.Error ?? document;
  const said = Array.isArray(errors) ? errors[0] : errors;
  const requestId = text(document.RequestId ?? document.RequestID ?? document.requestId);
  if (!said?.Code) return coded(statusCode, null, { requestId });
  return coded(text(said.Code), text(said.Message), { requestId });
}

// An element without a text is an empty object, or nothing.
function text(value) {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** What the official client threw before or after the exchange. */
function clientError(err) {
  return error(err, { code: err.code ?? err.name });
}

module.exports = { clientError, documentOf, extractError, text };
