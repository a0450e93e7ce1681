import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';

interface AssetFile {
  readonly plain: Buffer;
  readonly gzip: Buffer | undefined;
}

/**
 * The files of a build, held in memory from the start (about 2 MB): somebody who clears the build's folder, or builds the pages of another
 * version beside us, takes nothing from a server that runs. Under their content's hash they never change, so they are kept for ever.
 */
export function serveAssets(folder: string): RequestHandler {
  const files = readFiles(folder);
  return (request, response, next) => {
    const name = request.path.slice(1);
    const file = files.get(name);
    if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    response.set('cache-control', 'public,max-age=31536000,immutable').vary('accept-encoding').type(name.slice(name.lastIndexOf('.')));
    if (file.gzip === undefined || request.acceptsEncodings('gzip') === false) return void response.send(file.plain);
    response.set('content-encoding', 'gzip').send(file.gzip);
  };
}

function readFiles(folder: string): ReadonlyMap<string, AssetFile> {
  const names = readdirSync(folder);
  return new Map(
    names.filter((name) => !name.endsWith('.gz')).map((name) => {
      const gzip = names.includes(`${name}.gz`) ? readFileSync(join(folder, `${name}.gz`)) : undefined;
      return [name, { plain: readFileSync(join(folder, name)), gzip }];
    }),
  );
}
