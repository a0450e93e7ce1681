import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '@portal-sync/portal/build-pages';
import { createLog } from '@portal-sync/runtime';
import { localTime } from '@portal-sync/kernel';
import { skipUnless } from '@portal-sync/tooling';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { liveConnection } from '../house/connected.ts';
import { googleEvent } from '../house/look.ts';
import { openTestHouse, PEOPLE, type TestHouse } from '../house/open-test-house.ts';
import { pressByKeyboard, tabTo } from './by-keyboard.ts';
import { fillMoment } from './fill-moment.ts';
import { findChromium } from './find-chromium.ts';
import { keepPicture, lookAt } from './look-at.ts';
import { openBrowser, type WatchedBrowser } from './open-browser.ts';

const ZONE = 'Europe/Amsterdam';
const DIALOG = '[role="dialog"]';
const chromium = findChromium();

/** Today in the agency's zone: always in the week that the calendar opens with. */
const today = localTime(Date.now(), ZONE).slice(0, 10);
const on = (day: string, from: string, to: string) => ({ start: { dateTime: `${day}T${from}:00`, timeZone: ZONE }, end: { dateTime: `${day}T${to}:00`, timeZone: ZONE } });
/** A day of this week: 0 is Monday. */
const weekday = (at: number): string => {
  const noon = new Date(`${today}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - ((noon.getUTCDay() + 6) % 7) + at);
  return noon.toISOString().slice(0, 10);
};
/** What Ada had in Google before she connected it: nobody of hers is a guest. */
const OWN_EVENTS = [
  { summary: 'Rowing', ...on(weekday(0), '12:00', '13:30') },
  { summary: 'Lunch with the printers', ...on(weekday(1), '13:00', '14:30') },
  { summary: 'School visit', ...on(weekday(2), '09:00', '10:30') },
  { summary: 'Train to Utrecht', ...on(weekday(3), '10:15', '12:00') },
  { summary: 'Pick up the frames', ...on(weekday(4), '12:30', '14:00') },
];

describe.skipIf(skipUnless('chromium', chromium, 'install the package chromium, or set CHROMIUM to its path'))('the portal in a browser', () => {
  let house: TestHouse;
  let browser: WatchedBrowser;
  let page: Page;
  const pages = mkdtempSync(join(tmpdir(), 'portal-pages-'));
  beforeAll(async () => {
    const built = await buildPages({ log: createLog({ service: 'test', level: 'error', write: () => undefined }) });
    // A copy of one's own: only the last builds are kept, and somebody else may be building.
    cpSync(built, pages, { recursive: true });
    house = await openTestHouse({ demoAppointments: true, pages });
    for (const event of OWN_EVENTS) await inGoogle(event);
    browser = await openBrowser(chromium as string);
    page = await browser.newPage();
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') return keepPicture(page, 'failed');
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    rmSync(pages, { recursive: true, force: true });
  });

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' });
  const link = (name: string | RegExp): Locator => page.getByRole('link', { name, exact: typeof name === 'string' });
  const heading = (name: string | RegExp): Locator => page.getByRole('heading', { name });
  const portal = (path: string): string => `${house.origin('northlight')}${path}`;
  const inGoogle = (event: object) => house.google.act({ account: PEOPLE.ada.email, action: 'insert', calendarId: 'primary', event });

  /** The words of the boxes that Google will show: what, and what for. */
  const boxesOf = async (items: string): Promise<string[]> => (await page.locator(items).filter({ has: page.locator('strong') }).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());

  /** Google's own pages: the account, then the boxes; `without` is left out. */
  const consent = async (without?: RegExp): Promise<void> => {
    await button(new RegExp(PEOPLE.ada.email)).click();
    await heading(/^Sign in to|wants access/).waitFor();
    if (await heading(/^Sign in to/).isVisible()) await button('Continue').click();
    await heading(/wants access/).waitFor();
    await page.getByLabel('Select all').check();
    if (without !== undefined) await page.getByLabel(without).uncheck();
    await button('Continue').click();
  };

  describe('the main path', () => {
    test('the sign-in page wears the brand of the agency and has nothing that axe minds', async () => {
      await page.goto(portal('/'));
      await heading('Northlight Studio').waitFor();
      expect(await page.title()).toContain('Northlight Studio');
      expect(await lookAt(page, 'sign-in')).toEqual([]);
    });

    test('signing in goes through the account chooser of Google and its consent, back to the integrations', async () => {
      await pressByKeyboard(page, link('Sign in with Google'));
      await heading('Choose an account').waitFor();
      expect(await page.locator('body').innerText()).toContain('My Portal App');
      await button(new RegExp(PEOPLE.ada.email)).click();
      await button('Continue').click();
      await heading('Integrations').waitFor();
      await expect.poll(() => page.locator('body').innerText()).toContain('Ada Lindqvist');
      expect(await lookAt(page, 'integrations-empty')).toEqual([]);
    });

    test('connecting says first what is asked and why, then names the person and the agency in the generic brand', async () => {
      const card = page.getByRole('region', { name: 'Google Calendar (2‑way)' });
      await pressByKeyboard(page, card.getByRole('link', { name: 'Sign in with Google' }));
      await heading('What Google will ask you').waitFor();
      await button('Continue with Google').waitFor();
      expect(await lookAt(page, 'connect')).toEqual([]);
      const asked = await boxesOf('main li');
      expect(asked).toHaveLength(3);
      await pressByKeyboard(page, button('Continue with Google'));
      await button('Continue to Google').waitFor();
      const said = await page.locator('body').innerText();
      for (const words of ['Ada Lindqvist', 'Northlight Studio', 'My Portal App']) expect(said).toContain(words);
      expect(new URL(page.url()).hostname).toBe('localhost');
      expect(await boxesOf('article li')).toEqual(asked);
      expect(await lookAt(page, 'generic-brand')).toEqual([]);
    });

    test('a box left out at Google is named in plain words, connects nothing, and can be tried again', async () => {
      await pressByKeyboard(page, button('Continue to Google'));
      await consent(/list of Google calendars/);
      await heading('A box was not ticked').waitFor();
      const said = await page.locator('article').innerText();
      expect(said).toContain('See the list of your calendars');
      expect(said).not.toContain('calendarlist');
      expect(await lookAt(page, 'box-missing')).toEqual([]);
      await pressByKeyboard(page, button('Try again'));
      await consent();
      await heading('Choose a calendar').waitFor();
    });

    test('a calendar and a mode are chosen', async () => {
      const select = page.getByRole('combobox', { name: 'Google calendar' });
      await select.waitFor();
      await expect.poll(() => select.getAttribute('placeholder')).not.toContain('Reading');
      expect(await lookAt(page, 'choose')).toEqual([]);
      await tabTo(page, select);
      await page.keyboard.press('Enter');
      const option = page.getByRole('option', { name: /your main calendar/ });
      await option.waitFor();
      await option.click();
      const smart = page.getByRole('radio', { name: /Smart/ });
      await smart.click();
      expect(await smart.isChecked()).toBe(true);
      await pressByKeyboard(page, button('Save and go on'));
      await heading('Push existing data').waitFor();
    });

    test('existing appointments are pushed: the preview says how many, the closing message says that all are there', async () => {
      const start = button(/^Push \d+ appointments$/);
      await start.waitFor();
      const count = Number(/\d+/.exec(await start.innerText())?.[0]);
      expect(count).toBeGreaterThan(10);
      const preview = await page.locator('main').innerText();
      expect(preview).toContain(`${count} events will be made`);
      expect(preview).toContain('0 mails');
      expect(await lookAt(page, 'push-preview')).toEqual([]);
      await pressByKeyboard(page, start);
      await page.getByText(/appointments are in Google\./).waitFor();
      expect(await page.locator('main').innerText()).toContain(`${count} appointments stand in`);
      expect(await lookAt(page, 'push-done')).toEqual([]);
      const pushed = (await house.google.events(PEOPLE.ada.email)).filter((event) => event.extendedProperties?.private !== undefined);
      expect(pushed).toHaveLength(count);
    });

    test('the calendar shows appointments in the colours of their types, and what stood in Google before in grey', async () => {
      await pressByKeyboard(page, link('To the calendar'));
      await heading('Calendar').waitFor();
      const shown = page.locator('main').getByRole('link').or(page.locator('main').getByRole('button')).filter({ hasText: /Photo session|Monthly review|Portfolio review|Kick-off|Brand workshop|Paper and print samples|Call about the quote/ });
      await expect.poll(() => shown.count()).toBeGreaterThan(3);
      const colours = await shown.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
      expect(new Set(colours).size).toBeGreaterThan(1);
      for (const { summary } of OWN_EVENTS) await page.locator('main').getByText(summary).first().waitFor();
    });

    test('an appointment made in the page stands in Google', async () => {
      await pressByKeyboard(page, button('New appointment'));
      const form = page.getByRole('dialog', { name: 'New appointment' });
      await form.getByLabel('Title or service').fill('Fitting in the studio');
      await fillMoment(form, 'Begins', today, '12:45');
      await fillMoment(form, 'Ends', today, '13:30');
      expect(await lookAt(page, 'new-appointment', DIALOG)).toEqual([]);
      await pressByKeyboard(page, form.getByRole('button', { name: 'Make the appointment' }));
      await form.waitFor({ state: 'hidden' });
      await page.locator('main').getByText('Fitting in the studio').first().waitFor();
      const event = await googleEvent(house, PEOPLE.ada.email, 'Fitting in the studio');
      expect(Date.parse(event.start?.dateTime ?? '')).toBe(Date.parse(localInstant('12:45')));
    });

    test('an event made in Google appears while one looks: in colour with a known guest, in grey without, and the page is not loaded anew', async () => {
      await page.evaluate(() => void Object.assign(window, { loadedOnce: true }));
      await inGoogle({ summary: 'Choosing paint', ...on(today, '17:00', '18:00'), attendees: [{ email: 'lena.fischer@kiln.example' }] });
      await inGoogle({ summary: 'Dentist', ...on(today, '18:15', '19:00') });
      const main = page.locator('main');
      await main.getByText('Choosing paint').first().waitFor();
      await main.getByText('Dentist').first().waitFor();
      expect(await page.evaluate(() => 'loadedOnce' in window)).toBe(true);
      await expect.poll(() => main.getByText(/Lena Fischer.*Choosing paint/).count()).toBeGreaterThan(0);
    });
  });

  describe('every page', () => {
    const go = async (path: string, ready: () => Locator): Promise<void> => {
      await page.goto(portal(path));
      await ready().first().waitFor();
      await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' });
    };
    const row = (): Locator => page.getByRole('rowheader').getByRole('link').first();

    test.each([
      ['integrations', '/integrations', () => page.getByText('Last synced')],
      ['calendar', '/calendar', () => page.locator('main').getByText('Choosing paint')],
      ['contacts', '/contacts', row],
      ['log', '/log', row],
      ['settings', '/settings', () => page.getByText('Direction and meaning')],
      ['admin-brand', '/admin/brand', () => page.getByText('Preview')],
      ['admin-connecting', '/admin/connecting', () => page.getByText('These may connect their Google calendar')],
      ['admin-people', '/admin/people', () => page.getByText('Mira Novak')],
      ['admin-defaults', '/admin/defaults', () => page.getByText('Types of appointment')],
      ['admin-rules', '/admin/rules', () => page.locator('main h2')],
      ['not-found', '/calendar/nowhere', () => page.getByText('There is nothing at this address.')],
    ] as const)('%s has nothing that axe minds, wide and narrow, by day and in the dark', async (name, path, ready) => {
      await go(path, ready);
      expect(await lookAt(page, name)).toEqual([]);
    });

    test('a contact says where it came from', async () => {
      await go('/contacts', row);
      await row().click();
      await page.getByText('Came from your own system').first().waitFor();
      expect(await lookAt(page, 'contact')).toEqual([]);
    });

    test('the number of a run opens its records, and a record its explanation', async () => {
      await go('/log', row);
      await link(/Push existing data/).or(page.getByRole('row', { name: /Push existing data/ }).getByRole('link')).first().click();
      // What a page shows is in sight until the next one is, and their rows are alike: headings tell them apart.
      await heading(/Push existing data/).waitFor();
      await row().waitFor();
      expect(await lookAt(page, 'run')).toEqual([]);
      await page.goBack();
      await page.getByRole('row', { name: /Push existing data/ }).getByRole('link', { name: /^\d+ created$/ }).click();
      await heading(/Push existing data/).waitFor();
      await row().waitFor();
      expect(new URL(page.url()).search).toBe('?act=created');
      const title = (await row().textContent()) ?? '';
      await row().click();
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      await page.getByText('It was pushed to Google.').first().waitFor();
      expect(await lookAt(page, 'record')).toEqual([]);
    });

    test('an appointment opens beside the calendar with both sides and its history', async () => {
      await go('/calendar', () => page.locator('main').getByText('Choosing paint'));
      await page.locator('main').getByText('Choosing paint').first().click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('In Google Calendar').waitFor();
      await button('Show what happened').click();
      expect(await lookAt(page, 'appointment', DIALOG)).toEqual([]);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
    });

    test('grey time says why it is grey', async () => {
      await page.locator('main').getByText('Dentist').first().click();
      await page.getByRole('dialog').getByText('It has no guests who could be contacts.').waitFor();
      expect(await lookAt(page, 'busy', DIALOG)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    test('before disconnecting its effect is said', async () => {
      await go('/integrations', () => button('Disconnect'));
      await button('Disconnect').click();
      await page.getByRole('dialog').getByText('0 mails').waitFor();
      expect(await lookAt(page, 'disconnect', DIALOG)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    test('a browser in another zone is told whose time it sees', async () => {
      const other = await browser.newPage({ timezoneId: 'America/New_York', storageState: await page.context().storageState() });
      await other.goto(portal('/calendar'));
      await other.getByText(/Times are those of Amsterdam.*New York/).waitFor();
      await other.context().close();
    });
  });

  test('no page asked a foreign host for anything, and the console stayed clean', async () => {
    const ada = await house.signedIn('ada');
    expect(await liveConnection(ada)).toBeTruthy();
    expect(browser.foreign).toEqual([]);
    expect(browser.errors).toEqual([]);
  });
});

/** A clock time of today in the agency's zone, with its offset. */
function localInstant(time: string): string {
  const noon = localTime(Date.parse(`${today}T11:00:00Z`), ZONE);
  return `${today}T${time}:00${noon.slice(19)}`;
}
