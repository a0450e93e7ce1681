import type { Run } from '@portal-sync/contracts';
import { Mark } from '../../parts/mark.tsx';
import { useTexts } from '../../texts/use-texts.ts';

const TONES = { running: 'accent', done: 'good', partial: 'warn', failed: 'bad', stopped: 'soft' } as const;

export function RunState({ run }: { readonly run: Pick<Run, 'state'> }) {
  const { say } = useTexts();
  return <Mark tone={TONES[run.state]}>{say(`runStates.${run.state}`)}</Mark>;
}
