import type { Run } from '@portal-sync/contracts';
import { Link } from 'react-router';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './log.module.css';

const COUNTS = ['created', 'updated', 'cancelled', 'linked', 'unchanged', 'conflicts', 'errors'] as const;
const ACT = { created: 'created', updated: 'updated', cancelled: 'cancelled', linked: 'linked', unchanged: 'unchanged', conflicts: 'conflict', errors: 'failed' } as const;

/** The counts of a run; every number opens its records. */
export function RunNumbers({ run }: { readonly run: Run }) {
  const { say, number } = useTexts();
  return (
    <ul className={classes['numbers']}>
      <li><span className={classes['number']}>{number(run.processed)}</span> {say('log.processed')}</li>
      {COUNTS.filter((name) => run[name] > 0).map((name) => (
        <li key={name} data-bad={name === 'errors'}>
          <Link to={`/log/${run.id}?act=${ACT[name]}`}><span className={classes['number']}>{number(run[name])}</span> {say(`log.${name}`)}</Link>
        </li>
      ))}
    </ul>
  );
}
