import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs';
import { useSession } from '../api/session.ts';
import classes from './page.module.css';

export interface PageProps {
  readonly title: string;
  /** Where this page belongs, for pages below another. */
  readonly back?: { readonly to: string; readonly label: string };
  /** What this page is for, in a sentence. */
  readonly lead?: string;
  readonly actions?: ReactNode;
  /** Takes all the width there is, as the calendar does. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A page: its heading takes the focus when it is come to, so that a screen reader begins there. */
export function Page({ title, back, lead, actions, wide, children }: PageProps) {
  const { brand } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${brand.name}`;
  }, [title, brand.name]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={classes['page']} data-wide={wide === true}>
      {back !== undefined && (
        <Link to={back.to} className={classes['back']}>
          <IconArrowLeft size={18} stroke={1.75} aria-hidden />
          {back.label}
        </Link>
      )}
      <header className={classes['head']}>
        <div>
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {lead !== undefined && <p className="soft">{lead}</p>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
