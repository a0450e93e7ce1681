import { defineCollection, type Store } from '@portal-sync/store';
import { z } from 'zod';
import { StartError } from './process/start-error.ts';

/** Stands in a store while records are brought into it, and is taken away when all are there: one document, `import`. */
export const importMarks = defineCollection({
  name: 'importMarks',
  schema: z.object({ id: z.string(), startedAt: z.number() }),
  key: (mark) => mark.id,
});

/** Fails with a `StartError` for a store that holds only a part of its records. */
export async function refuseHalfImport(name: string, store: Store): Promise<void> {
  if ((await store.get(importMarks, 'import')) === undefined) return;
  throw new StartError(`The store of the ${name} holds a part of an import that did not end. Begin it anew: npm run ops -- import <file>`);
}
