import { Link } from 'react-router';
import { useContact } from '../../api/contacts.ts';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './log.module.css';

/** A contact by name; one that was erased, or that one may not see, has none. */
export function ContactName({ id }: { readonly id: string }) {
  const { say } = useTexts();
  const { data, error } = useContact(id);
  if (data !== undefined) return <Link className={classes['contact'] ?? ''} to={`/contacts/${id}`}>{data.name}</Link>;
  return <span className={classes['contact']}>{error === null ? '…' : say('contacts.gone')}</span>;
}
