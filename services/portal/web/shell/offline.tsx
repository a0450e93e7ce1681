import { useSyncExternalStore } from 'react';
import { Notice } from '../parts/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import classes from './offline.module.css';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says that there is no line, or none for live updates. What was read stays on screen. */
export function Offline({ lost }: { readonly lost: boolean }) {
  const { say } = useTexts();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (!online) return <div className={classes['offline']}><Notice tone="warn" title={say('shell.offline')}>{say('shell.offlineWhat')}</Notice></div>;
  return lost ? <div className={classes['offline']}><Notice tone="warn" title={say('shell.lost')}>{say('shell.lostWhat')}</Notice></div> : null;
}
