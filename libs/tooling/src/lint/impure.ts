/** What reaches out of a function's arguments, as selectors and globals of ESLint. Two lists: nowhere but in adapters, and not even that in pure folders. */
interface Restriction {
  readonly selector: string;
  readonly message: string;
}

const CLOCK = 'Take the time from the clock that was passed in.';
const RANDOM = 'Take randomness from the random that was passed in.';
const TIMERS = 'Use the timers that were passed in.';

/** Allowed in main.ts and in the kernel's system adapters only. */
export const AMBIENT: readonly Restriction[] = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: CLOCK },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK },
  { selector: "MemberExpression[object.name='performance'][property.name='now']", message: CLOCK },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: CLOCK },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: RANDOM },
  { selector: "MemberExpression[object.name='crypto'][property.name=/^(randomUUID|getRandomValues)$/]", message: RANDOM },
];

export const AMBIENT_GLOBALS = [
  { name: 'fetch', message: 'Use the http that was passed in.' },
  { name: 'setTimeout', message: TIMERS },
  { name: 'setInterval', message: TIMERS },
  { name: 'process', message: 'Only main.ts knows the process.' },
] as const;

/** Not in pure folders: decisions take values and give values. */
export const EFFECTS: readonly Restriction[] = [
  { selector: 'AwaitExpression', message: 'Decisions do not wait: read before, act after.' },
  { selector: 'ForOfStatement[await=true]', message: 'Decisions do not wait: read before, act after.' },
  { selector: ':function[async=true]', message: 'Decisions do not wait: read before, act after.' },
  { selector: "NewExpression[callee.name='Promise']", message: 'Decisions do not wait: read before, act after.' },
  { selector: 'ImportExpression', message: 'Decisions load nothing.' },
];

export const EFFECT_GLOBALS = [
  ...AMBIENT_GLOBALS,
  { name: 'setImmediate', message: TIMERS },
  { name: 'queueMicrotask', message: TIMERS },
  { name: 'crypto', message: RANDOM },
  { name: 'console', message: 'Decisions tell nobody.' },
] as const;

/** The shape of our files, everywhere. */
export const SHAPE: readonly Restriction[] = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
  { selector: 'TSEnumDeclaration', message: 'Node strips types only: use a union or z.enum.' },
  { selector: 'TSModuleDeclaration[kind=namespace]', message: 'Node strips types only: use a module.' },
  { selector: 'TSParameterProperty', message: 'Node strips types only: declare the field.' },
  { selector: 'Decorator', message: 'Node strips types only.' },
  {
    selector: ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^\\.{1,2}\\/(?!.*\\.(ts|tsx|json|css|svg)$)/]',
    message: 'Relative imports end in .ts.',
  },
];
