import type { ReactNode } from 'react';
import classes from './mark.module.css';

/** A small word in a colour of meaning. */
export const Mark = ({ tone, children }: { readonly tone: 'good' | 'warn' | 'bad' | 'accent' | 'soft'; readonly children: ReactNode }) => (
  <span className={classes['mark']} data-tone={tone}>{children}</span>
);
