/** The first parts of the addresses that are pages; what stands below them the page itself knows. */
const PAGES = new Set(['', 'sign-in', 'integrations', 'connect', 'push', 'calendar', 'contacts', 'log', 'settings', 'admin']);

export const isPagePath = (path: string): boolean => PAGES.has(path.split('/')[1] ?? '');
