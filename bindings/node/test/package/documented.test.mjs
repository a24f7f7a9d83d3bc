// What a program may import has a JSDoc comment, for editors.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

// Names of AWS's shapes, written by test/aws-sdk-types: AWS's own pages describe them.
const GENERATED = /aws-sdk[\\/](types[\\/]services|clients)[\\/]/;
const root = new URL('../../', import.meta.url);
const files = readdirSync(root, { recursive: true })
  .filter((file) => /\.d\.[cm]?ts$/.test(file) && !/^(test|node_modules)/.test(file) && !GENERATED.test(file));

const EXPORT = /^(?:export )(?:declare |abstract |default )*(interface|type|class|function|const|let|namespace|enum) (\w+)/;

test('every exported declaration is documented', () => {
  assert.ok(files.length > 2, `only ${files} found`);
  assert.deepEqual(files.flatMap(undocumented), []);
});

/** `file:line name` of each. An overload stands behind the one that is documented. */
function undocumented(file) {
  const lines = readFileSync(new URL(file, root), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, , name] = EXPORT.exec(line) ?? [];
    const before = lines[index - 1]?.trimEnd() ?? '';
    if (!name || before.endsWith('*/') || EXPORT.exec(before)?.[2] === name) return [];
    return [`${file}:${index + 1} ${name}`];
  });
}
