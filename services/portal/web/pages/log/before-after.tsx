import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { FieldValue } from './field-value.tsx';
import classes from './log.module.css';

type Values = Readonly<Record<string, unknown>>;

interface FieldRow {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Values before and after, field by field; what changed is marked. Nothing to compare shows nothing. */
export function BeforeAfter({ before, after }: { readonly before: Values; readonly after: Values }) {
  const { say, sayKey } = useTexts();
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (fields.length === 0) return null;
  const rows = fields.map((field): FieldRow => ({ field, before: before[field], after: after[field] })).filter(saysSomething);
  const columns: readonly Column<FieldRow>[] = [
    { key: 'field', head: say('log.field'), main: true, cell: (row) => sayKey('fields', row.field, 'fields.other') },
    { key: 'before', head: say('log.before'), cell: (row) => <span className={classes['before']}><FieldValue field={row.field} value={row.before} /></span> },
    { key: 'after', head: say('log.after'), cell: (row) => <span className={classes['after']} data-changed={!same(row.before, row.after)}><FieldValue field={row.field} value={row.after} /></span> },
  ];
  return <Rows label={say('log.beforeAfter')} columns={columns} rows={rows} keyOf={(row) => row.field} />;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A field that was empty and is empty tells nobody anything. */
const saysSomething = ({ before, after }: FieldRow): boolean => !isEmpty(before) || !isEmpty(after);

const same = (a: unknown, b: unknown): boolean => (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
