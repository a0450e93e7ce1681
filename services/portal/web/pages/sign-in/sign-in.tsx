import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../api/session.ts';
import { BrandMark } from '../../parts/brand-mark.tsx';
import { GoogleButton } from '../../parts/google-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './sign-in.module.css';

/** The agency, one button, and after a failed try what happened and whom to ask. */
export function SignIn() {
  const { brand } = useSession();
  const { say, sayKey } = useTexts();
  const [query] = useSearchParams();
  const why = query.get('why');
  const to = new URLSearchParams({
    ...(query.get('to') === null ? {} : { to: query.get('to') as string }),
    ...(query.get('invitation') === null ? {} : { invitation: query.get('invitation') as string }),
  });
  useEffect(() => {
    document.title = `${say('signIn.title')} · ${brand.name}`;
  }, [say, brand.name]);
  const values = { agency: brand.name, support: brand.supportAddress };
  return (
    <main className={classes['page']}>
      <div className={classes['panel']}>
        <BrandMark name={brand.name} logo={brand.logo} size={56} />
        <h1>{brand.name}</h1>
        <p className="soft">{query.get('invitation') === null ? say('signIn.lead') : say('signIn.invited', values)}</p>
        {why !== null && <Notice tone={why === 'denied' ? 'info' : 'warn'}>{sayKey('signInFailures', why, 'signInFailures.failed', values)}</Notice>}
        <GoogleButton href={`/sign-in/start${to.size === 0 ? '' : `?${to}`}`} label={say('signIn.button')} />
        {brand.supportAddress !== '' && (
          <p className={classes['help']}>
            {say('signIn.help')} <a href={`mailto:${brand.supportAddress}`}>{brand.supportAddress}</a>
          </p>
        )}
      </div>
    </main>
  );
}
