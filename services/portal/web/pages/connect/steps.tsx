import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './steps.module.css';

const STEPS = ['stepAsk', 'stepGoogle', 'stepChoose'] as const;

/** Where one is: what we ask, Google, choose. */
export function Steps({ now }: { readonly now: 0 | 1 | 2 }) {
  const { say } = useTexts();
  return (
    <ol className={classes['steps']} aria-label={say('connect.progress', { now: now + 1, of: STEPS.length })}>
      {STEPS.map((step, at) => (
        <li key={step} aria-current={at === now ? 'step' : undefined} data-done={at < now}>
          <span className={classes['dot']} aria-hidden>{at < now ? <IconCheck size={16} stroke={2.5} /> : at + 1}</span>
          <span>{say(`connect.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
