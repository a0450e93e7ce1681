import type { Mode } from '@portal-sync/contracts';
import classes from './mode-picture.module.css';

/** What stands in each mode for a Google event with a known guest, one with an unknown guest, and what is sent on. */
const SHOWN: Readonly<Record<Mode, { back: boolean; known: 'colour' | 'grey'; unknown: 'colour' | 'grey'; contact: boolean; automation: 'on' | 'off' | 'none' }>> = {
  'one-way': { back: false, known: 'grey', unknown: 'grey', contact: false, automation: 'none' },
  'two-way': { back: true, known: 'colour', unknown: 'colour', contact: true, automation: 'on' },
  'smart': { back: true, known: 'colour', unknown: 'grey', contact: false, automation: 'on' },
  'disable-trigger': { back: true, known: 'colour', unknown: 'colour', contact: true, automation: 'off' },
};

/** Two calendars side by side: ours at the left, Google's at the right, and what goes between them. The text below says the same. */
export function ModePicture({ mode }: { readonly mode: Mode }) {
  const { back, known, unknown, contact, automation } = SHOWN[mode];
  return (
    <svg viewBox="0 0 200 96" className={classes['picture']} aria-hidden focusable="false">
      <defs>
        <pattern id={`hatch-${mode}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={classes['grey']} />
          <line x1="0" y1="0" x2="0" y2="6" className={classes['stripe']} />
        </pattern>
      </defs>
      <Sheet x={4} />
      <Sheet x={132} />
      <rect x={12} y={18} width={48} height={16} rx={4} className={classes['ours']} />
      <rect x={140} y={18} width={48} height={16} rx={4} className={classes['ours']} />
      <Arrow y={26} from={70} to={128} />
      <Guest y={42} face="known" />
      <Guest y={66} face="unknown" />
      <Shown y={42} mode={mode} as={known} />
      <Shown y={66} mode={mode} as={unknown} />
      {back ? <Arrow y={50} from={128} to={70} /> : <line x1={70} y1={50} x2={128} y2={50} className={classes['dotted']} />}
      {back && unknown === 'colour' ? <Arrow y={74} from={128} to={70} /> : <line x1={70} y1={74} x2={128} y2={74} className={classes['dotted']} />}
      {contact && <text x={99} y={70} textAnchor="middle" className={classes['plus']}>+1</text>}
      {automation !== 'none' && <Bolt off={automation === 'off'} />}
    </svg>
  );
}

const Sheet = ({ x }: { readonly x: number }) => (
  <>
    <rect x={x} y={4} width={64} height={88} rx={8} className={classes['sheet']} />
    <line x1={x} y1={13} x2={x + 64} y2={13} className={classes['line']} />
  </>
);

/** A Google event with its guest: a filled head is somebody known. */
const Guest = ({ y, face }: { readonly y: number; readonly face: 'known' | 'unknown' }) => (
  <>
    <rect x={140} y={y} width={48} height={16} rx={4} className={classes['theirs']} />
    <circle cx={150} cy={y + 6} r={3} className={classes[face]} />
    <path d={`M145 ${y + 14} a5 4 0 0 1 10 0 z`} className={classes[face]} />
    {face === 'unknown' && <text x={168} y={y + 12} textAnchor="middle" className={classes['question']}>?</text>}
  </>
);

const Shown = ({ y, mode, as }: { readonly y: number; readonly mode: Mode; readonly as: 'colour' | 'grey' }) => (
  <rect x={12} y={y} width={48} height={16} rx={4} className={as === 'colour' ? classes['ours'] : classes['edge']} fill={as === 'grey' ? `url(#hatch-${mode})` : undefined} />
);

const Arrow = ({ y, from, to }: { readonly y: number; readonly from: number; readonly to: number }) => {
  const point = to > from ? -5 : 5;
  return <path d={`M${from} ${y} H${to} M${to + point} ${y - 4} L${to} ${y} L${to + point} ${y + 4}`} className={classes['arrow']} />;
};

/** Automations: a bolt, struck out where they stay silent. */
const Bolt = ({ off }: { readonly off: boolean }) => (
  <>
    <path d="M50 76 l-6 9 h5 l-2 7 8 -10 h-5 l2 -6 z" className={off ? classes['boltOff'] : classes['bolt']} />
    {off && <line x1={41} y1={91} x2={59} y2={77} className={classes['struck']} />}
  </>
);
