/** What a test needs that a machine may lack. */
export type Need = 'chromium' | 'mongo' | 'kafka';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Says whether a suite must be skipped because something was not found, and prints why:
 * `describe.skipIf(skipUnless('chromium', path, 'install the package chromium'))`.
 * Where the environment demands it (`CI`, `REQUIRE_ENGINES=mongo,kafka`, `REQUIRE_CHROMIUM=1`) it throws instead: a skip is a failure there.
 */
export function skipUnless(need: Need, found: unknown, hint: string, env: Env = process.env): boolean {
  if (found !== undefined && found !== null && found !== false && found !== '') return false;
  if (isDemanded(need, env)) throw new Error(`${need} was not found, and here it must be: ${hint}`);
  console.warn(`skipped, ${need} was not found: ${hint}`);
  return true;
}

const isOn = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());

function isDemanded(need: Need, env: Env): boolean {
  const engines = (env['REQUIRE_ENGINES'] ?? '').split(',').map((name) => name.trim());
  return isOn(env['CI']) || engines.includes(need) || isOn(env[`REQUIRE_${need.toUpperCase()}`]);
}
