// node main.ts <folder> <services/{name}/src/main.ts>...: bundles those modules as {name}.js into the folder, with all they import. Called by bundle-services.ts.
import { basename, join } from 'node:path';
import { build } from 'rolldown';

/** What libraries use where it is installed; it is not, here. */
const OPTIONAL = ['@mongodb-js/zstd', '@aws-sdk/credential-providers', 'aws4', 'kerberos', 'mongodb-client-encryption', 'snappy', 'socks'];

const [folder = '', ...mains] = process.argv.slice(2);
const input = Object.fromEntries(mains.map((main) => [basename(join(main, '../..')), main]));
await build({ input, platform: 'node', external: OPTIONAL, logLevel: 'warn', output: { dir: folder, format: 'esm', entryFileNames: '[name].js' } });
