import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import classes from './waiting.module.css';

/** Lines where content will be, shown only when it takes longer than 200 ms. */
export function Waiting({ lines = 4 }: { readonly lines?: number }) {
  const { say } = useTexts();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <div className={classes['waiting']} aria-busy />;
  return (
    <div className={classes['waiting']} aria-busy role="status">
      <span className="only-spoken">{say('shell.loading')}</span>
      {Array.from({ length: lines }, (_, at) => <Skeleton key={at} height={20} width={`${92 - at * 14}%`} radius="sm" />)}
    </div>
  );
}
