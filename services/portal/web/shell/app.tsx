import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from '../api/query-client.ts';
import { sessionQuery } from '../api/session.ts';
import { theme } from '../look/theme.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { TextsContext } from '../texts/use-texts.ts';
import { SaidRegion } from '../parts/said.tsx';
import { Routed } from './routed.tsx';
import { NotReached } from './not-reached.tsx';

/** Everything around the pages. Nothing of an agency is known before the session is read. */
export function App({ nonce }: { readonly nonce: string }) {
  const [client] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce} colorSchemeManager={SYSTEM_SCHEME}>
      <QueryClientProvider client={client}>
        <Begin />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The colour scheme is the system's; nothing is kept of it. */
const SYSTEM_SCHEME: MantineColorSchemeManager = { get: () => 'auto', set: () => undefined, subscribe: () => undefined, unsubscribe: () => undefined, clear: () => undefined };

function Begin() {
  const session = useQuery(sessionQuery);
  const locale = session.data?.locale;
  const texts = useQuery({ queryKey: ['texts', locale], queryFn: () => loadTexts(locale ?? 'en'), enabled: locale !== undefined, staleTime: Infinity });
  if (session.data === undefined && session.error !== null) return <NotReached retry={() => void session.refetch()} />;
  if (texts.error !== null) return <NotReached retry={() => void texts.refetch()} />;
  if (session.data === undefined || texts.data === undefined) return null;
  return (
    <TextsContext value={texts.data}>
      <SaidRegion>
        <BrowserRouter>
          <Routed />
        </BrowserRouter>
      </SaidRegion>
    </TextsContext>
  );
}
