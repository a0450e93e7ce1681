/** Who may import whom: tag of the importer to tags it may import. One table for the whole repository. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  contract: ['kernel'],
  port: ['kernel', 'contract', 'port'],
  engine: ['kernel', 'port'],
  door: ['kernel', 'contract', 'port', 'engine'],
  runtime: ['kernel', 'contract', 'port', 'runtime'],
  client: ['kernel', 'contract'],
  service: ['kernel', 'contract', 'port', 'door', 'runtime'],
  sandbox: ['kernel', 'port', 'runtime'],
  host: ['kernel', 'contract', 'port', 'door', 'runtime', 'client', 'service', 'sandbox'],
  tooling: ['kernel', 'contract', 'port', 'engine', 'door', 'runtime', 'client', 'service', 'sandbox', 'host', 'tooling'],
};

/** Packages that only some layers may import. Clients of databases and of Kafka have one engine each, which eslint.config.js names. */
const BANNED: Readonly<Record<string, readonly string[]>> = {
  kafkajs: ['engine', 'tooling'],
  mongoose: ['engine'],
  express: ['runtime', 'service', 'sandbox'],
};

/** What tests and the contract tests of ports may import beside what their layer may: engines to run on, and a local Google. */
const FOR_TESTS = ['tooling', 'engine', 'door', 'sandbox'] as const;

interface DepConstraint {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags: readonly string[];
  readonly bannedExternalImports: readonly string[];
}

const tag = (layer: string): string => `layer:${layer}`;

/** The table in the words of @nx/enforce-module-boundaries. */
export const depConstraints = (options: { tests: boolean; also?: Readonly<Record<string, readonly string[]>> }): DepConstraint[] =>
  Object.entries(LAYERS).map(([layer, may]) => ({
    sourceTag: tag(layer),
    onlyDependOnLibsWithTags: [...new Set([...may, ...(options.also?.[layer] ?? []), ...(options.tests ? FOR_TESTS : [])])].map(tag),
    bannedExternalImports: Object.entries(BANNED)
      .filter(([, allowed]) => !allowed.includes(layer))
      .map(([name]) => name),
  }));
