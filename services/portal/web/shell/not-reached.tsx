import { Button } from '@mantine/core';
import classes from './not-reached.module.css';

/** Shown when not even the texts could be loaded: in the three languages, because it is not known which. */
export const NotReached = ({ retry }: { readonly retry: () => void }) => (
  <main className={classes['page']}>
    {SENTENCES.map(({ lang, text }) => <p key={lang} lang={lang}>{text}</p>)}
    <Button onClick={retry}>{RETRY}</Button>
  </main>
);

const SENTENCES = [
  { lang: 'en', text: 'The portal cannot be reached at the moment. Check your connection and try again.' },
  { lang: 'nl', text: 'Het portaal is op dit moment niet bereikbaar. Controleer je verbinding en probeer het opnieuw.' },
  { lang: 'sv', text: 'Portalen kan inte nås just nu. Kontrollera din anslutning och försök igen.' },
];
const RETRY = 'Try again · Opnieuw · Försök igen';
