/** One replacement in a source file: `find` must stand there exactly once. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** Something broken on purpose, to see that the storm catches it. Nothing of it is in the product: the source is replaced while a process loads it. */
export interface Mutant {
  readonly name: string;
  /** What is broken, in one sentence. */
  readonly says: string;
  readonly edits: readonly Edit[];
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no-compare-and-swap',
    says: 'A write replaces what stands there, whatever was seen before.',
    edits: [
      {
        file: 'libs/store-mongo/src/stored-document.ts',
        find: 'export const asSeen = ({ key, born, version }: Row) => ({ _id: key, born, version });',
        put: 'export const asSeen = ({ key }: Row) => ({ _id: key });',
      },
    ],
  },
  {
    name: 'publish-outside-transaction',
    says: 'Messages are sent a second after what they tell of was committed and answered, in a transaction of their own.',
    edits: [
      {
        file: 'libs/store-mongo/src/mongo-store.ts',
        find: '        await this.outbox.add(messages, session);\n      });\n',
        put: `      });
      if (messages.length > 0) void new Promise((resolve) => setTimeout(resolve, 1_000)).then(() => runInTransaction((session) => this.outbox.add(messages, session))).catch(() => undefined);
`,
      },
    ],
  },
  {
    name: 'commit-before-recording',
    says: 'A message counts as taken, by the bus and by catching up, fifteen seconds before its effect is recorded.',
    edits: [
      {
        file: 'libs/runtime/src/messages/consume.ts',
        find: '    await handler.handle(message, delivery);\n',
        put: '    void new Promise((resolve) => setTimeout(resolve, 15_000)).then(() => handler.handle(message, delivery)).catch(() => undefined);\n',
      },
    ],
  },
];

/** The source with an edit made. Throws where the text is not found exactly once: the mutant would be none. Pure. */
export function applyEdit(source: string, { file, find, put }: Edit): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`The mutant finds its text ${parts.length - 1} times in ${file}, not once.`);
  return parts.join(put);
}
