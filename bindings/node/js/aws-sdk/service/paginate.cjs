'use strict';

// How an operation's pages follow each other. The official clients have a paginator for each such operation: it tells the
// name of its token by being run once. The answer's names follow a rule that AWS's models keep, but for those in `pages.json`.

const exceptions = require('./pages.json');
const { shapeOf } = require('./shapes.cjs');

const TOKEN = 'keyward-token';
const LIMIT = 7;

/** `{ inputToken, outputToken, limitKey, resultKey, tokensOf(data), itemsOf(data) }`, or null where there are no pages. */
function paginatorOf(module, client, operation, output) {
  const paginate = module[`paginate${operation}`];
  const known = exceptions[client.config.serviceId]?.[operation];
  if (!paginate && !known?.inputToken) return null;
  return new Paginator({ ...(paginate && probe(paginate, client)), ...known }, shapeOf(output));
}

/** What the paginator puts into the parameters of its first page. */
function probe(paginate, client) {
  let params = {};
  const fake = Object.create(client, { send: { value: ({ input }) => ((params = { ...input }), {}) } });
  const pages = paginate({ client: fake, startingToken: TOKEN, pageSize: LIMIT }, {});
  // It comes as far as `send` at once.
  pages.next().catch(() => {});
  const named = (value) => Object.keys(params).find((name) => params[name] === value);
  return { inputToken: named(TOKEN), limitKey: named(LIMIT) };
}

class Paginator {
  constructor(names, output) {
    this.inputToken = names.inputToken;
    this.outputToken = names.outputToken ?? outputToken(names.inputToken, output.members);
    this.limitKey = names.limitKey;
    this.moreResults = names.moreResults;
    this.resultKey = names.resultKey ?? resultKey(output);
  }

  /** What asks for the next page, in the order of `inputToken`; null after the last one. */
  tokensOf(data) {
    if (this.moreResults && !valueAt(data, this.moreResults)) return null;
    const tokens = [].concat(this.outputToken).map((path) => valueAt(data, path));
    const found = tokens.filter(Boolean);
    return found.length > 0 ? found : null;
  }

  itemsOf(data) {
    const items = valueAt(data, this.resultKey) ?? [];
    return Array.isArray(items) ? items : [items];
  }
}

function outputToken(input, members) {
  const capital = input[0].toUpperCase() + input.slice(1);
  const names = [`Next${input}`, `next${capital}`, input, 'NextToken', 'nextToken', 'NextMarker', 'NextPageToken', 'nextPageToken'];
  return names.find((name) => members[name]);
}

function resultKey({ members, memberNames }) {
  const ofType = (type) => memberNames.find((name) => members[name].type === type);
  return ofType('list') ?? ofType('map');
}

/** `A.B`, `A[-1].B`, and `A || B`: all that AWS's models use. */
function valueAt(data, paths = '') {
  for (const path of paths.split(' || ')) {
    const value = path.split('.').reduce(step, data);
    if (value) return value;
  }
  return undefined;
}

function step(value, name) {
  if (!name.endsWith('[-1]')) return value?.[name];
  return value?.[name.slice(0, -4)]?.at(-1);
}

module.exports = { paginatorOf };
