// Writes the types of services: the names that SDK v2 has for shapes, each said in a type of SDK v3's client.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The services whose shapes are named one by one; every other one has them in its client's package. */
const NAMED = {
  S3: {
    package: 'client-s3',
    methods: 'S3Methods',
    own: ['Body', 'ManagedUpload', 'PresignedPost'],
    lines: ['export type Body = AnyBody;', 'export import ManagedUpload = more.ManagedUpload;', 'export import PresignedPost = more.PresignedPost;'],
  },
  SNS: { package: 'client-sns' },
  EC2: { package: 'client-ec2' },
  STS: { package: 'client-sts', methods: 'STSMethods' },
  IAM: { package: 'client-iam' },
};

/** Every name that a package of SDK v3 exports as a type. */
function exported(folder) {
  const names = new Set();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.name.endsWith('.d.ts') || entry.parentPath.includes('ts3.4')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    for (const [, name] of text.matchAll(/^export (?:declare )?(?:interface|type|class) (\w+)/gm)) names.add(name);
  }
  return names;
}

/** What a name of SDK v2 stands for: a shape of SDK v3, a list of one, or a plain value. */
function meaning(name, alias, has) {
  const shape = [name, `_${name}`].find((name) => has.has(name));
  if (shape) return as(name, `v3.${shape}`);
  if (alias === undefined) return undefined;
  if (/^\w+\[\]$|^(string|number|boolean|Date)$/.test(alias)) return alias;
  return /"/.test(alias) ? 'string' : undefined;
}

/** Parameters and answers are SDK v2's: other bodies, texts instead of closed lists of values. */
function as(name, shape) {
  if (/(Request|Input)$/.test(name)) return `Input<${shape}>`;
  return /(Output|Result|Response)$/.test(name) ? `Output<${shape}>` : shape;
}

/** One line for each name, without lists of what is not there. */
function names(declared, has, own) {
  const found = new Map();
  for (const [, plain, named, alias] of declared.matchAll(/^  export (?:interface (\w+)|type (\w+) = (.*);$)/gm)) {
    const name = plain ?? named;
    const means = own.includes(name) ? undefined : meaning(name, alias, has);
    if (means) found.set(name, means);
  }
  const lists = [...found].filter(([, means]) => means.endsWith('[]'));
  for (const [name, means] of lists) if (!found.has(means.slice(0, -2))) found.delete(name);
  return [...found].map(([name, means]) => `export type ${name} = ${means};`);
}

/** The text of `types/services/NAME.d.ts`. */
function service(name, modules) {
  const { package: client, methods, own = [], lines = [] } = NAMED[name];
  const declared = readFileSync(join(modules, `aws-sdk/clients/${name.toLowerCase()}.d.ts`), 'utf8');
  const has = exported(join(modules, '@aws-sdk', client, 'dist-types'));
  const all = [
    `export import Types = ${name};`,
    'export type ClientConfiguration = ServiceConfigurationOptions;',
    ...lines,
    ...names(declared, has, ['ClientApiVersions', 'ClientConfiguration', 'Types', ...own]),
  ];
  const more = methods ? `import * as more from './${name.toLowerCase()}-methods';\n` : '';
  return `// Written by test/aws-sdk-types: the names of SDK v2's shapes, for programs that import them.
// @ts-ignore: where it is not installed, its operations take and give anything.
import type * as v3 from '@aws-sdk/${client}';
import type { ${own.includes('Body') ? 'Body as AnyBody, ' : ''}Input, Output, ServiceClass, ServiceConfigurationOptions } from '../service';
${more}
declare const Base: ServiceClass<typeof v3${methods ? `, more.${methods}` : ''}>;

export class ${name} extends Base {}

export namespace ${name} {
${all.map((line) => `  ${line}`).join('\n')}
}

export {};
`;
}

/** Every file that is written here: its path in the package, its text. */
export function files(modules) {
  const named = Object.keys(NAMED).map((name) => [name.toLowerCase(), service(name, modules)]);
  const shapes = [...named, ['others', others(modules)]].map(([name, text]) => [`types/services/${name}`, text]);
  const clients = packages(modules).map(({ id, name }) => [`clients/${id}`, `import { ${name} } from '../index';\n\nexport = ${name};\n`]);
  return [...shapes, ...clients].map(([path, text]) => [`js/aws-sdk/${path}.d.ts`, text]);
}

/** Every service of SDK v2 and the package of SDK v3 that has it: `CloudWatchLogs` is in `@aws-sdk/client-cloudwatch-logs`. */
function packages(modules) {
  const sdk = join(modules, 'aws-sdk');
  const metadata = JSON.parse(readFileSync(join(sdk, 'apis/metadata.json'), 'utf8'));
  const files = readdirSync(join(sdk, 'apis')).filter((file) => file.endsWith('.min.json'));
  return Object.entries(metadata).map(([id, { prefix = id, name }]) => {
    const newest = files.filter((file) => file.replace(/-\d{4}-\d\d-\d\d\.min\.json$/, '') === prefix).sort().at(-1);
    const { serviceId } = JSON.parse(readFileSync(join(sdk, 'apis', newest), 'utf8')).metadata;
    return { id, name, client: `client-${serviceId.toLowerCase().replaceAll(' ', '-')}` };
  });
}

/** The text of `types/services/others.d.ts`. */
function others(modules) {
  const rest = packages(modules).filter(({ name }) => !Object.hasOwn(NAMED, name));
  rest.sort((one, other) => (one.name < other.name ? -1 : 1));
  const each = rest.map(
    ({ id, name, client }) => `
// @ts-ignore
import * as ${id} from '@aws-sdk/${client}';
declare const ${name}Base: ServiceClass<typeof ${id}>;
export class ${name} extends ${name}Base {}
export namespace ${name} {
  export import Types = ${id};
  export type ClientConfiguration = ServiceConfigurationOptions;
}
`,
  );
  return `// Written by test/aws-sdk-types: every service of SDK v2, with the shapes of SDK v3's client, where that is installed.
import type { ServiceClass, ServiceConfigurationOptions } from '../service';
${each.join('')}
export {};
`;
}
