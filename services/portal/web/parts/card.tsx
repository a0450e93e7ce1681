import type { ReactNode } from 'react';
import classes from './card.module.css';

/** A framed part of a page, with an optional heading. */
export function Card({ title, lead, actions, id, children }: { readonly title?: string; readonly lead?: string; readonly actions?: ReactNode; readonly id?: string; readonly children: ReactNode }) {
  return (
    <section className={classes['card']} id={id} aria-labelledby={title === undefined || id === undefined ? undefined : `${id}-title`}>
      {title !== undefined && (
        <header className={classes['head']}>
          <div>
            <h2 id={id === undefined ? undefined : `${id}-title`}>{title}</h2>
            {lead !== undefined && <p className="soft">{lead}</p>}
          </div>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
