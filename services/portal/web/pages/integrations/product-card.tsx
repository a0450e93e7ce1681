import type { Product } from '@portal-sync/contracts';
import { Link } from 'react-router';
import { Button } from '@mantine/core';
import { useOpenConnect } from '../../api/connections.ts';
import { Failure } from '../../parts/failure.tsx';
import { GoogleButton } from '../../parts/google-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import type { CardState } from './card-state.ts';
import { ConnectionBody } from './connection-body.tsx';
import { ProductIcon } from './product-icon.tsx';
import classes from './product-card.module.css';

/** One product: what it does, how it stands, one thing to do. */
export function ProductCard({ product, state }: { readonly product: Exclude<Product, 'meet'>; readonly state: CardState }) {
  const { say } = useTexts();
  const shown = state.kind === 'made' ? state.status.state : 'off';
  return (
    <section className={classes['card']} aria-labelledby={`card-${product}`}>
      <header className={classes['head']}>
        <ProductIcon product={product} />
        <h2 id={`card-${product}`}>{say(`products.${product}`)}</h2>
        <StateMark state={shown} />
      </header>
      {state.kind !== 'made' && <p className="soft">{say(`products.${product}What`)}</p>}
      {state.kind === 'free' && <Free product={product} />}
      {state.kind === 'blocked' && <Blocked product={product} by={state.by} />}
      {state.kind === 'made' && <ConnectionBody connection={state.connection} status={state.status} />}
    </section>
  );
}

function Free({ product }: { readonly product: Product }) {
  const { say } = useTexts();
  return (
    <div className={classes['foot']}>
      <GoogleButton to={`/connect/${product}`} label={say('integrations.signInToConnect')} />
    </div>
  );
}

function Blocked({ product, by }: { readonly product: Product; readonly by: Extract<CardState, { kind: 'blocked' }>['by'] }) {
  const { say } = useTexts();
  const upgrade = useOpenConnect();
  if (product === 'calendar-1way') return <Notice tone="info">{say('integrations.blockedByTwoWay')}</Notice>;
  return (
    <>
      <Notice tone="warn" title={say('integrations.blockedByOneWay')}>{say('integrations.blockedWayOut')}</Notice>
      {upgrade.error !== null && <Failure error={upgrade.error} />}
      <div className={classes['foot']}>
        <Button loading={upgrade.isPending} disabled={by.state === 'removing'} onClick={() => upgrade.mutate({ product, intent: 'upgrade', connectionId: by.id })}>{say('integrations.upgrade')}</Button>
        <Button variant="default" component={Link} to="/integrations#card-calendar-1way">{say('integrations.seeOneWay')}</Button>
      </div>
    </>
  );
}
