'use strict';

// Between SDK v2's values and SDK v3's. In: times may be text or numbers, numbers and bytes may be text. Out: bytes are Buffers, and
// where AWS answers in XML, lists that it left out are empty.

/** The parameters as the official client wants them; what needs no change is not copied. */
function toClient(shape, value) {
  if (value === null || value === undefined) return value;
  return IN[shape.type]?.(shape, value) ?? value;
}

const IN = {
  structure: (shape, value) => mapped(value, (name) => shape.members[name]),
  map: (shape, value) => mapped(value, () => shape.value),
  list: (shape, value) => (Array.isArray(value) ? listed(shape.member, value) : value),
  timestamp: (_shape, value) => toDate(value),
  float: (_shape, value) => (typeof value === 'string' ? Number(value) : value),
  integer: (_shape, value) => (typeof value === 'string' ? Number(value) : value),
  binary: ({ isStreaming }, value) => (typeof value === 'string' && !isStreaming ? Buffer.from(value) : toBytes(value)),
};

function mapped(value, shapeOf) {
  let copy;
  for (const name in value) {
    const shape = shapeOf(name);
    const one = value[name];
    if (!shape || shape.type === 'string' || shape.type === 'boolean') continue;
    const made = toClient(shape, one);
    if (made !== one) (copy ??= { ...value })[name] = made;
  }
  return copy ?? value;
}

function listed(shape, value) {
  const made = value.map((one) => toClient(shape, one));
  return made.some((one, at) => one !== value[at]) ? made : value;
}

function toDate(value) {
  if (value instanceof Date) return value;
  return new Date(typeof value === 'number' ? value * 1000 : value);
}

function toBytes(value) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  // A view of another kind of numbers is its bytes.
  if (ArrayBuffer.isView(value) && !(value instanceof Uint8Array)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  return value;
}

/** Changes the official client's answer, which nobody else holds, into SDK v2's form. */
function fromClient(shape, value, emptyLists) {
  if (value === null || value === undefined) return value;
  return OUT[shape.type]?.(shape, value, emptyLists) ?? value;
}

const OUT = {
  structure: structureOut,
  list: (shape, value, emptyLists) => {
    if (!isLeaf(shape.member)) value.forEach((one, at) => (value[at] = fromClient(shape.member, one, emptyLists)));
    return value;
  },
  map: (shape, value, emptyLists) => {
    if (!isLeaf(shape.value)) for (const name in value) value[name] = fromClient(shape.value, value[name], emptyLists);
    return value;
  },
  binary: (_shape, value) => toBuffer(value),
};

function toBuffer(value) {
  if (Buffer.isBuffer(value) || !(value instanceof Uint8Array)) return value;
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

const LEAVES = new Set(['string', 'boolean', 'float', 'integer', 'timestamp', 'document']);
const isLeaf = (shape) => LEAVES.has(shape.type);

// Members that may have to change, by structure.
const branches = new WeakMap();

function structureOut(shape, value, emptyLists) {
  for (const [name, member] of branchesOf(shape)) {
    const one = value[name];
    if (one !== undefined && one !== null) value[name] = fromClient(member, one, emptyLists);
    else if (emptyLists && member.type === 'list') value[name] = [];
  }
  return value;
}

function branchesOf(shape) {
  if (!Array.isArray(shape.schema)) return [];
  if (!branches.has(shape.schema)) branches.set(shape.schema, Object.entries(shape.members).filter(([, member]) => !isLeaf(member)));
  return branches.get(shape.schema);
}

module.exports = { fromClient, toClient };
