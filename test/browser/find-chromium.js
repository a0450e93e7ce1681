import { existsSync } from 'node:fs';
/** Where Debian's package puts it, and other distributions. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** The Chromium of this machine (`CHROMIUM` names another); undefined when there is none. */
export const findChromium = () => [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
