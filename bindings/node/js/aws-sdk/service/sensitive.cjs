'use strict';

const HIDDEN = '***SensitiveInformation***';

/** The value as a log may show it. */
function filterSensitive(shape, value) {
  if (value === null || value === undefined || !shape) return value;
  if (shape.isSensitive) return HIDDEN;
  if (shape.type === 'structure') return entries(value, (name) => shape.members[name]);
  if (shape.type === 'list') return Array.isArray(value) ? value.map((one) => filterSensitive(shape.member, one)) : value;
  if (shape.type === 'map') return entries(value, () => shape.value);
  return value;
}

function entries(value, shapeOf) {
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filterSensitive(shapeOf(name), one)]));
}

module.exports = { filterSensitive };
