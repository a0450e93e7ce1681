import { Fragment, type ReactNode } from 'react';
import classes from './facts.module.css';

/** Names and values, one under the other. What has no value is left out. */
export const Facts = ({ facts }: { readonly facts: ReadonlyArray<readonly [name: string, value: ReactNode]> }) => (
  <dl className={classes['facts']}>
    {facts.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => (
      <Fragment key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </Fragment>
    ))}
  </dl>
);
