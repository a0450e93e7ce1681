import type { ReactNode } from 'react';
import classes from './rows.module.css';

export interface Column<T> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand at the right. */
  readonly number?: boolean;
  /** The column that names the row. */
  readonly main?: boolean;
}

/** A table on wide screens, a card per row on narrow ones; for a screen reader a table always. */
export function Rows<T>({ label, columns, rows, keyOf }: { readonly label: string; readonly columns: readonly Column<T>[]; readonly rows: readonly T[]; readonly keyOf: (row: T) => string }) {
  return (
    <table className={classes['rows']} role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => <th key={column.key} role="columnheader" scope="col" data-number={column.number === true}>{column.head}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) =>
              column.main === true ? (
                <th key={column.key} role="rowheader" scope="row" className={classes['main']}>{column.cell(row)}</th>
              ) : (
                <td key={column.key} role="cell" data-number={column.number === true}>
                  <span className={classes['label']} aria-hidden>{column.head}</span>
                  <span className={classes['value']}>{column.cell(row)}</span>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
