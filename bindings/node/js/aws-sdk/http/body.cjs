'use strict';

// Writes a request's body, and says how far it is.

const { Stream, Transform } = require('node:stream');

/** `stream` is the open request; it emits `sendProgress` with `{ loaded, total }`. */
function writeBody(stream, { body, headers }) {
  const total = Number.parseInt(headers['Content-Length'] ?? headers['content-length'], 10);
  if (body instanceof Stream) pipe(body, stream, total);
  else if (body) whole(body, stream, total);
  else stream.end();
}

function whole(body, stream, total) {
  stream.once('finish', () => stream.emit('sendProgress', { loaded: total, total }));
  stream.end(body);
}

function pipe(body, stream, total) {
  let loaded = 0;
  const counter = new Transform({
    transform(chunk, _encoding, done) {
      loaded += chunk.length;
      stream.emit('sendProgress', { loaded, total });
      done(null, chunk);
    },
  });
  // A source that fails would leave the request open until its time is out.
  body.once('error', (cause) => stream.destroy(cause));
  body.pipe(counter).pipe(stream);
}

module.exports = { writeBody };
