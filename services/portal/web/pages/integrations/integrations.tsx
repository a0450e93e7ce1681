import { useSearchParams } from 'react-router';
import { useConnections, useSyncStatuses } from '../../api/connections.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { cardState } from './card-state.ts';
import { LaterCard } from './later-card.tsx';
import { ProductCard } from './product-card.tsx';
import classes from './integrations.module.css';

const PRODUCTS = ['calendar-2way', 'calendar-1way'] as const;

/** What can be connected, how it stands, and what to do about it. */
export function Integrations() {
  const { say } = useTexts();
  const connections = useConnections();
  const statuses = useSyncStatuses();
  const [query] = useSearchParams();
  return (
    <Page title={say('nav.integrations')} lead={say('integrations.lead')}>
      {query.get('connected') !== null && <Notice tone="good">{say('integrations.connectedAgain')}</Notice>}
      <Loaded query={connections}>
        {(own) => (
          <Loaded query={statuses}>
            {(states) => (
              <div className={classes['cards']}>
                {PRODUCTS.map((product) => <ProductCard key={product} product={product} state={cardState(product, own, states)} />)}
                <LaterCard product="meet" />
                <LaterCard product="feeds" />
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
