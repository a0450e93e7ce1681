import { useSession } from '../../api/session.ts';
import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { showValue } from './show-value.ts';
import classes from './log.module.css';

type Values = Readonly<Record<string, unknown>>;

interface FieldRow {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Values before and after, field by field; what changed is marked. Nothing to compare shows nothing. */
export function BeforeAfter({ before, after }: { readonly before: Values; readonly after: Values }) {
  const texts = useTexts();
  const { zone } = useSession();
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (fields.length === 0) return null;
  const rows = fields.map((field): FieldRow => ({ field, before: showValue(field, before[field], texts, zone), after: showValue(field, after[field], texts, zone) }));
  const columns: readonly Column<FieldRow>[] = [
    { key: 'field', head: texts.say('log.field'), main: true, cell: (row) => texts.sayKey('fields', row.field, 'fields.other') },
    { key: 'before', head: texts.say('log.before'), cell: (row) => <span className={classes['before']}>{row.before}</span> },
    { key: 'after', head: texts.say('log.after'), cell: (row) => <span className={classes['after']} data-changed={row.before !== row.after}>{row.after}</span> },
  ];
  return <Rows label={texts.say('log.beforeAfter')} columns={columns} rows={rows} keyOf={(row) => row.field} />;
}
