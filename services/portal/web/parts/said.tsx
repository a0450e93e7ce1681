import { Button, CloseButton } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import classes from './said.module.css';

export interface Saying {
  readonly text: string;
  readonly undo?: () => void;
  readonly bad?: boolean;
}

const SayingContext = createContext<(saying: Saying) => void>(() => undefined);

/** Says what was done, at the foot of the page, announced to screen readers. The next saying replaces it. */
export const useSaying = (): ((saying: Saying) => void) => useContext(SayingContext);

const STAYS_MS = 9_000;

export function SaidRegion({ children }: { readonly children: ReactNode }) {
  const { say } = useTexts();
  const [said, setSaid] = useState<Saying | null>(null);
  const tell = useCallback((saying: Saying) => setSaid(saying), []);
  const close = useCallback(() => setSaid(null), []);
  useEffect(() => {
    if (said === null || said.bad === true) return;
    const timer = setTimeout(close, STAYS_MS);
    return () => clearTimeout(timer);
  }, [said, close]);
  const region = useMemo(
    () => (
      <div className={classes['region']} role="status" aria-live="polite">
        {said !== null && (
          <div className={classes['said']} data-bad={said.bad === true}>
            <span>{said.text}</span>
            {said.undo !== undefined && (
              <Button variant="subtle" size="compact-sm" onClick={() => { said.undo?.(); close(); }}>{say('shell.undo')}</Button>
            )}
            <CloseButton size="sm" onClick={close} aria-label={say('shell.close')} />
          </div>
        )}
      </div>
    ),
    [said, say, close],
  );
  return (
    <SayingContext.Provider value={tell}>
      {children}
      {region}
    </SayingContext.Provider>
  );
}
