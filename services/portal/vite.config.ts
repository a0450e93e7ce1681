import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Compresses once what is sent many times. */
const compressed = (): Plugin => {
  let folder = '';
  return {
    name: 'compressed',
    configResolved(config) {
      folder = join(config.build.outDir, config.build.assetsDir);
    },
    // After the files are written; a build that failed has none.
    writeBundle() {
      for (const name of readdirSync(folder)) writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }));
    },
  };
};

export default defineConfig({
  root: join(import.meta.dirname, 'web'),
  logLevel: 'error',
  // The pages' own JSX needs no plug-in: React's automatic runtime, no hot reload.
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  plugins: [compressed()],
  build: {
    target: 'es2023',
    reportCompressedSize: false,
    manifest: true,
    // Nothing as a data URI: the policy of the pages allows those for pictures only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Libraries mark their files for server components; that says nothing here.
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
