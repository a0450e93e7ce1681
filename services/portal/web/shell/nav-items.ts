import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import IconPlugConnected from '@tabler/icons-react/dist/esm/icons/IconPlugConnected.mjs';
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs';
import IconShieldCog from '@tabler/icons-react/dist/esm/icons/IconShieldCog.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import type { Menu } from '../api/session.ts';

/** The navigation, in its order. What a person sees of it the server says. */
export const NAV_ITEMS = [
  { menu: 'calendar', to: '/calendar', Icon: IconCalendar },
  { menu: 'integrations', to: '/integrations', Icon: IconPlugConnected },
  { menu: 'contacts', to: '/contacts', Icon: IconUsers },
  { menu: 'log', to: '/log', Icon: IconHistory },
  { menu: 'settings', to: '/settings', Icon: IconSettings },
  { menu: 'admin', to: '/admin', Icon: IconShieldCog },
] as const satisfies ReadonlyArray<{ menu: Menu; to: string; Icon: unknown }>;
