import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localTime } from '@portal-sync/kernel';
import { buildPages } from '@portal-sync/portal/build-pages';
import { createLog } from '@portal-sync/runtime';
import { skipUnless } from '@portal-sync/tooling';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connected } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { appointmentShows, synced } from '../house/look.ts';
import { openTestHouse, PEOPLE } from '../house/open-test-house.ts';
import { pressByKeyboard, tabTo } from './by-keyboard.ts';
import { findChromium } from './find-chromium.ts';
import { keepPicture, lookAt } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { signInAt } from './sign-in-at.ts';
const ZONE = 'Europe/Amsterdam';
const DIALOG = '[role="dialog"]';
const ADA = PEOPLE.ada.email;
const chromium = findChromium();
const today = localTime(Date.now(), ZONE).slice(0, 10);
const BOOKED = 10;
describe.skipIf(skipUnless('chromium', chromium, 'install the package chromium, or set CHROMIUM to its path'))('the portal when something is wrong', () => {
    let house;
    let browser;
    let page;
    let ada;
    const ids = [];
    const pages = mkdtempSync(join(tmpdir(), 'portal-pages-'));
    beforeAll(async () => {
        cpSync(await buildPages({ log: createLog({ service: 'test', level: 'error', write: () => undefined }) }), pages, { recursive: true });
        house = await openTestHouse({ pages });
        ada = await connected(house, 'ada');
        for (let hour = 8; hour < 8 + BOOKED; hour++) {
            const when = { start: offset(`${today}T${String(hour).padStart(2, '0')}:00`), end: offset(`${today}T${String(hour).padStart(2, '0')}:45`), zone: ZONE };
            ids.push((await ada.person.must('POST', '/v1/appointments', { title: `Fitting ${hour}`, when })).id);
        }
        for (const id of ids)
            await synced(ada.person, id);
        browser = await openBrowser(chromium);
        page = await browser.newPage();
        await signInAt(page, house.origin('northlight'), ADA);
    });
    afterEach(({ task }) => {
        if (task.result?.state === 'fail')
            return keepPicture(page, 'failed-when-wrong');
    });
    afterAll(async () => {
        await browser?.close();
        await house?.close();
        rmSync(pages, { recursive: true, force: true });
    });
    const button = (name) => page.getByRole('button', { name, exact: typeof name === 'string' });
    const go = (path) => page.goto(`${house.origin('northlight')}${path}`);
    const liveEvents = async () => (await house.google.events(ADA)).filter((event) => event.summary?.startsWith('Fitting'));
    test('an appointment is moved by the keyboard alone', async () => {
        await go('/calendar');
        const event = page.locator('main').getByRole('link', { name: /Fitting 9/ }).or(page.locator('main').getByRole('button', { name: /Fitting 9/ })).first();
        await event.waitFor();
        await pressByKeyboard(page, event);
        const drawer = page.getByRole('dialog');
        await pressByKeyboard(page, drawer.getByRole('button', { name: 'Edit' }));
        await tabTo(page, drawer.getByLabel('Begins: hour'));
        await page.keyboard.type('19');
        await page.keyboard.type('15');
        await pressByKeyboard(page, drawer.getByRole('button', { name: 'Save' }));
        await page.getByText('“Fitting 9” was saved.').waitFor();
        const moved = await synced(ada.person, ids[1]);
        expect(moved.when).toMatchObject({ start: offset(`${today}T19:15`), end: offset(`${today}T20:00`) });
    });
    test('E06 when much vanishes from Google at once, the card says what was seen; a person chooses, with the effect of both in view', async () => {
        const gone = (await liveEvents()).slice(0, 6);
        await house.google.call('POST', 'notifications', { drop: true, count: 50 });
        for (const { id } of gone)
            await house.google.act({ account: ADA, action: 'delete', eventId: id });
        await house.google.call('DELETE', 'faults');
        await go('/integrations');
        await button('Sync now').click();
        await pressByKeyboard(page, button('Look and decide'));
        const dialog = page.getByRole('dialog');
        await dialog.getByText(`6 of ${BOOKED} events in ${ADA} are gone.`).waitFor();
        expect(await lookAt(page, 'much-vanished', DIALOG)).toEqual([]);
        await dialog.getByRole('radio', { name: /It was meant so/ }).check();
        await dialog.getByText('Rules of your agency for cancelled and changed appointments run').waitFor();
        await dialog.getByRole('radio', { name: /It was a mistake/ }).check();
        await dialog.getByText('0 mails').waitFor();
        await pressByKeyboard(page, dialog.getByRole('button', { name: 'Put back in Google' }));
        await dialog.waitFor({ state: 'hidden' });
        await eventually(async () => expect(await liveEvents()).toHaveLength(BOOKED));
        for (const id of ids)
            await appointmentShows(ada.person, id, { status: 'confirmed' });
        await page.getByText('Connected', { exact: true }).waitFor();
    });
    test('and what was meant is taken over', async () => {
        const gone = (await liveEvents()).slice(0, 5);
        await house.google.call('POST', 'notifications', { drop: true, count: 50 });
        for (const { id } of gone)
            await house.google.act({ account: ADA, action: 'delete', eventId: id });
        await house.google.call('DELETE', 'faults');
        await go('/integrations');
        await button('Sync now').click();
        await button('Look and decide').click();
        await page.getByRole('radio', { name: /It was meant so/ }).check();
        await button('Take over here').click();
        await eventually(async () => {
            const now = await Promise.all(ids.map((id) => ada.person.must('GET', `/v1/appointments/${id}`)));
            expect(now.filter(({ status }) => status === 'cancelled')).toHaveLength(5);
        });
    });
    test('what cannot be reached says so, with a way to try again', async () => {
        const away = '**/v1/contacts**';
        await page.route(away, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'https://x.example/problems/unavailable', title: 'x', status: 503, requestId: 'r-1' }) }));
        await go('/contacts');
        await page.getByText('This cannot be reached at the moment. Nothing was lost.').waitFor();
        await page.getByText('Reference for support: r-1').waitFor();
        expect(await page.locator('main').innerText()).not.toContain('503');
        expect(await lookAt(page, 'not-reached')).toEqual([]);
        await page.unroute(away);
        await pressByKeyboard(page, button('Try again'));
        await page.getByRole('rowheader').first().waitFor();
    });
    test('when the line for live updates breaks it is said, and unsaid when it is back', async () => {
        await page.route('**/portal/live', (route) => route.abort());
        await go('/integrations');
        await page.getByText('Live updates are interrupted.').waitFor();
        expect(await lookAt(page, 'live-lost')).toEqual([]);
        await page.unroute('**/portal/live');
        await page.getByText('Live updates are interrupted.').waitFor({ state: 'hidden' });
    });
    test('access revoked at Google: since when, that nothing was deleted, and one button', async () => {
        await go('/integrations');
        await house.google.revoke(ADA);
        await button('Sync now').click();
        const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: ZONE }).format(Date.now());
        await page.getByText(`Google says our access was removed on ${weekday}. Nothing was deleted. Connect again to go on.`).waitFor();
        await button('Connect again').waitFor();
        expect(await lookAt(page, 'revoked')).toEqual([]);
    });
    test('on a narrow screen every part of the admin pages is in sight', async () => {
        await page.setViewportSize({ width: 390, height: 844 });
        await go('/admin/rules');
        const parts = page.getByRole('navigation', { name: 'Admin' }).getByRole('link');
        await parts.first().waitFor();
        const places = await parts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => left >= 0 && right <= window.innerWidth));
        expect(places).toEqual([true, true, true, true, true]);
        await page.setViewportSize({ width: 1280, height: 800 });
    });
    test('a day and a time are written in the language of the portal, whatever the browser speaks', async () => {
        const elin = await browser.newPage({ locale: 'en-US' });
        await signInAt(elin, house.origin('harbour'), PEOPLE.elin.email);
        await elin.goto(`${house.origin('harbour')}/calendar`);
        await elin.getByRole('button', { name: 'Ny bokning' }).click();
        const day = elin.getByRole('dialog').getByRole('textbox', { name: 'Börjar', exact: true });
        await day.fill('2027-05-04');
        await day.blur();
        expect(await day.inputValue()).toMatch(/^tis 4 maj 2027$/);
        await elin.goto(`${house.origin('harbour')}/contacts`);
        await elin.getByRole('button', { name: 'Lägg till en kontakt' }).click();
        const name = elin.getByRole('dialog').getByRole('textbox', { name: 'Namn' });
        await name.press('Enter');
        expect(await name.evaluate((field) => field.validationMessage)).toBe('Fyll i det här.');
        await name.fill('Åsa');
        expect(await name.evaluate((field) => field.validity.valid)).toBe(true);
        await elin.context().close();
    });
    test('a session that ended says so, and signing in goes on where one was', async () => {
        await go('/log');
        await page.getByRole('rowheader').first().waitFor();
        await page.context().clearCookies();
        await page.getByRole('link', { name: 'Contacts' }).click();
        await page.getByText('You were signed out').waitFor();
        expect(new URL(page.url()).searchParams.get('to')).toBe('/contacts');
        expect(await lookAt(page, 'signed-out')).toEqual([]);
    });
});
/** A clock time in the agency's zone, with its offset on that day. */
function offset(wall) {
    return `${wall}:00${localTime(Date.parse(`${wall}:00Z`), ZONE).slice(19)}`;
}
