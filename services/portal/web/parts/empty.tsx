import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** Nothing there yet: what will stand here, and what to do so that it does. */
export function Empty({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      <strong>{title}</strong>
      {children !== undefined && <p className="soft">{children}</p>}
      {action}
    </div>
  );
}
