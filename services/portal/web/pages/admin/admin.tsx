import { NavLink, Navigate, useParams } from 'react-router';
import { useAgency } from '../../api/agency.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { BrandPart } from './brand-part.tsx';
import { ConnectingPart } from './connecting-part.tsx';
import { DefaultsPart } from './defaults-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { RulesPart } from './rules-part.tsx';
import classes from './admin.module.css';

const PARTS = ['brand', 'connecting', 'people', 'defaults', 'rules'] as const;

/** What an admin sees to: one agency, their own. */
export function Admin() {
  const { say } = useTexts();
  const { part } = useParams();
  const agency = useAgency();
  if (part === undefined) return <Navigate to="/admin/brand" replace />;
  const shown = PARTS.find((one) => one === part);
  if (shown === undefined) return <NotFound />;
  return (
    <Page title={say('nav.admin')}>
      <nav className={classes['parts']} aria-label={say('nav.admin')}>
        {PARTS.map((one) => <NavLink key={one} to={`/admin/${one}`}>{say(`admin.${one}`)}</NavLink>)}
      </nav>
      {shown === 'people' && <PeoplePart />}
      {shown === 'rules' && <RulesPart />}
      {(shown === 'brand' || shown === 'connecting' || shown === 'defaults') && (
        <Loaded query={agency} lines={6}>
          {(found) => {
            if (shown === 'brand') return <BrandPart key={found.version} agency={found} />;
            return shown === 'connecting' ? <ConnectingPart key={found.version} agency={found} /> : <DefaultsPart key={found.version} agency={found} />;
          }}
        </Loaded>
      )}
    </Page>
  );
}
