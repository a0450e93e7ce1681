import { Button } from '@mantine/core';
import { Problem } from '../api/problem.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Notice } from './notice.tsx';
import { sentenceFor } from './sentence-for.ts';

/** Why something could not be shown, in words, with a way to try again; the reference for support is small and at the end. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: (() => void) | undefined }) {
  const texts = useTexts();
  const reference = error instanceof Problem ? error.reference : null;
  return (
    <Notice tone="bad" actions={retry === undefined ? undefined : <Button variant="default" onClick={retry}>{texts.say('shell.retry')}</Button>}>
      <p>{sentenceFor(error, texts)}</p>
      {reference !== null && <small className="soft">{texts.say('shell.reference', { reference })}</small>}
    </Notice>
  );
}
