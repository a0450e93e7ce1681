import type { Run } from '@portal-sync/contracts';
import { Link } from 'react-router';
import { useTexts } from '../../texts/use-texts.ts';

const RECORDS = { processed: '', created: '?act=created', updated: '?act=updated', cancelled: '?act=cancelled', conflicts: '?act=conflict', errors: '?act=failed' } as const;

/** A count of a run, which opens the records it counts; nought opens nothing. */
export function RunNumber({ run, count }: { readonly run: Run; readonly count: keyof typeof RECORDS }) {
  const { say, number } = useTexts();
  const shown = number(run[count]);
  return run[count] === 0 ? <>{shown}</> : <Link to={`/log/${run.id}${RECORDS[count]}`} aria-label={`${shown} ${say(`log.${count}`)}`}>{shown}</Link>;
}
