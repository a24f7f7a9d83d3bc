// The Node door of what `keyward explain` tells: one JSON line.
import { explain } from 'keyward';

const profile = process.argv[2];
console.log(JSON.stringify(await explain(profile === undefined ? undefined : { profile })));
