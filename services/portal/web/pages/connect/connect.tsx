import type { Product } from '@portal-sync/contracts';
import { Button } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { Link, useParams, useSearchParams } from 'react-router';
import { useConnections, useOpenConnect } from '../../api/connections.ts';
import { useSession } from '../../api/session.ts';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { GoogleButton } from '../../parts/google-button.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { wishFor } from './wish-for.ts';
import { Steps } from './steps.tsx';
import classes from './connect.module.css';

/** The boxes Google will show for a product, in its order. */
const BOXES = { 'calendar-2way': ['events', 'calendarList', 'settings'], 'calendar-1way': ['eventsOwned', 'calendarList'] } as const;

/** Step one: what we ask and why. After a try that made no connection, first what happened and the way on. */
export function Connect() {
  const { product } = useParams();
  return product === 'calendar-2way' || product === 'calendar-1way' ? <ConnectProduct product={product} /> : <NotFound />;
}

function ConnectProduct({ product }: { readonly product: Exclude<Product, 'meet'> }) {
  const { say, sayKey } = useTexts();
  const { brand } = useSession();
  const connections = useConnections();
  const open = useOpenConnect();
  const [query] = useSearchParams();
  const why = query.get('why');
  return (
    <Page title={say('connect.title', { product: say(`products.${product}`) })} back={{ to: '/integrations', label: say('nav.integrations') }}>
      <Steps now={0} />
      {why !== null && <Notice tone={why === 'denied' ? 'info' : 'warn'}>{sayKey('connectFailures', why, 'connectFailures.failed', { support: brand.supportAddress })}</Notice>}
      <Card title={say('connect.askTitle')} lead={say('connect.askLead')}>
        <ul className={classes['boxes']}>
          {BOXES[product].map((box) => (
            <li key={box}>
              <IconCheck size={20} stroke={2} aria-hidden />
              <div>
                <strong>{say(`boxes.${box}`)}</strong>
                <p className="soft">{say(`boxes.${box}Why`)}</p>
              </div>
            </li>
          ))}
        </ul>
        <p>{say('connect.tickAll', { count: BOXES[product].length })}</p>
        <p className="soft">{say('connect.genericName')}</p>
        <Loaded query={connections} lines={1}>
          {(own) => {
            const wish = wishFor(product, own, why);
            return (
              <>
                {wish.note !== null && <Notice tone="info">{say(`connect.${wish.note}`)}</Notice>}
                {open.error !== null && <Failure error={open.error} />}
                <div className={classes['actions']}>
                  {wish.ask !== null && <GoogleButton label={say(`connect.${wish.label}`)} busy={open.isPending || open.isSuccess} onClick={() => open.mutate(wish.ask as NonNullable<typeof wish.ask>)} />}
                  <Button variant="default" component={Link} to="/integrations">{say('shell.cancel')}</Button>
                </div>
              </>
            );
          }}
        </Loaded>
      </Card>
    </Page>
  );
}
