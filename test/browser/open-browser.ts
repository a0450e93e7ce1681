import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP *.localhost 127.0.0.1',
];

export interface WatchedBrowser {
  /** A person's own browser: no cookies of others. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Addresses asked on hosts other than this machine's names. */
  readonly foreign: readonly string[];
  /** Errors on the console of any page, and exceptions nobody caught, each with the page it stood on. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Headless Chromium that writes down what no page may do: ask a foreign host, or leave an error on the console. */
export async function openBrowser(executablePath: string): Promise<WatchedBrowser> {
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS });
  const foreign: string[] = [];
  const errors: string[] = [];
  return {
    foreign,
    errors,
    async newPage(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', timezoneId: 'Europe/Amsterdam', locale: 'en-GB', ...options });
      context.setDefaultTimeout(180_000);
      context.on('request', (request) => {
        if (!isOurs(new URL(request.url()))) foreign.push(request.url());
      });
      context.on('weberror', (error) => void errors.push(`${error.page()?.url()}: ${error.error().stack ?? error.error().message}`));
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.page()?.url()}: ${message.text()} (${message.location().url})`);
      });
      return context.newPage();
    },
    close: () => browser.close(),
  };
}

/** This machine by the names the demo uses; `data:` and `blob:` leave nothing. */
const isOurs = ({ protocol, hostname }: URL): boolean =>
  ['data:', 'blob:', 'about:'].includes(protocol) || hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.localhost');
