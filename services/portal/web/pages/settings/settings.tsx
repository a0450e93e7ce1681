import { SegmentedControl } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useConnections, useSyncStatuses } from '../../api/connections.ts';
import { useSyncSettings } from '../../api/settings.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { SettingsForm } from './settings-form.tsx';

/** How a connection syncs: every choice, what it does now, and what changes if saved. */
export function Settings() {
  const { say } = useTexts();
  const connections = useConnections();
  const [query, setQuery] = useSearchParams();
  return (
    <Page title={say('nav.settings')} lead={say('settings.lead')}>
      <Loaded query={connections} lines={6}>
        {(all) => {
          const own = all.filter((connection) => connection.product !== 'meet' && connection.state !== 'removing');
          const shown = own.find((connection) => connection.id === query.get('connection')) ?? own[0];
          if (shown === undefined) return <Empty title={say('settings.empty')} action={<Link to="/integrations">{say('settings.toIntegrations')}</Link>}>{say('settings.emptyWhat')}</Empty>;
          return (
            <>
              {own.length > 1 && (
                <SegmentedControl
                  aria-label={say('settings.which')}
                  value={shown.id}
                  onChange={(connection) => setQuery({ connection }, { replace: true })}
                  data={own.map((connection) => ({ value: connection.id, label: say(`products.${connection.product}`) }))}
                />
              )}
              <Of key={shown.id} connection={shown} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Of({ connection }: { readonly connection: Parameters<typeof SettingsForm>[0]['connection'] }) {
  const settings = useSyncSettings(connection.id);
  const statuses = useSyncStatuses();
  return (
    <Loaded query={settings} lines={8}>
      {(found) => <SettingsForm connection={connection} settings={found} linked={statuses.data?.find((status) => status.connectionId === connection.id)?.counts.linked ?? 0} />}
    </Loaded>
  );
}
