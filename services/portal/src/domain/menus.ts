import type { Role } from '@portal-sync/contracts';

/** A place in the navigation. */
export type Menu = 'integrations' | 'calendar' | 'contacts' | 'log' | 'settings' | 'admin';

/** What stands in a person's navigation: by role, and by whom the agency lets connect. The API refuses the rest anyway. */
export function menusFor(role: Role, rolesThatConnect: readonly Role[]): readonly Menu[] {
  const connects = rolesThatConnect.includes(role);
  const works = role === 'admin' || role === 'staff';
  return [
    'calendar',
    ...(connects ? (['integrations'] as const) : []),
    ...(works ? (['contacts'] as const) : []),
    ...(connects || role === 'admin' ? (['log'] as const) : []),
    ...(connects ? (['settings'] as const) : []),
    ...(role === 'admin' ? (['admin'] as const) : []),
  ];
}
