import { Link, Outlet, useLocation } from 'react-router';
import { useLiveUpdates } from '../api/live.ts';
import { useSession } from '../api/session.ts';
import { BrandMark } from '../parts/brand-mark.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Navigation } from './navigation.tsx';
import { Offline } from './offline.tsx';
import { PageErrors } from './page-errors.tsx';
import { PersonMenu } from './person-menu.tsx';
import classes from './shell.module.css';

/** The frame of every page: the agency at the top, navigation at the left (below on narrow screens), the page. */
export function Shell() {
  const lost = useLiveUpdates();
  const { brand } = useSession();
  const { say } = useTexts();
  const { pathname } = useLocation();
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">{say('shell.skip')}</a>
      <div className={classes['side']}>
        <section className={classes['brand']} aria-label={brand.name}>
          <Link to="/" className={classes['home']}>
            <BrandMark name={brand.name} logo={brand.logo} />
            <span className={classes['name']}>{brand.name}</span>
          </Link>
          <PersonMenu />
        </section>
        <Navigation />
      </div>
      <main id="content" tabIndex={-1} className={classes['main']}>
        <Offline lost={lost} />
        <PageErrors key={pathname}>
          <Outlet />
        </PageErrors>
      </main>
    </div>
  );
}
