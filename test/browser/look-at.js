import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
const SIZES = [
    { name: 'wide', width: 1280, height: 800 },
    { name: 'narrow', width: 390, height: 844 },
];
const SCHEMES = ['light', 'dark'];
/** A folder for a picture of every page that is looked at; none are taken without it. */
const PICTURES = process.env['BROWSER_PICTURES'] ?? '';
/**
 * Looks at the page that stands in the browser: wide and narrow, by day and in the dark. Returns what is wrong, in lines a person can act on.
 * The dark adds nothing but colours, so there only what depends on colour is asked again. `within` (a CSS selector) leaves out what stands behind a dialog.
 */
export async function lookAt(page, name, within) {
    const wrong = [];
    for (const { name: size, width, height } of SIZES) {
        await page.setViewportSize({ width, height });
        for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme });
            await painted(page);
            await keepPicture(page, `${name}-${size}-${colorScheme}`);
            const where = `${name}, ${size}, ${colorScheme}`;
            wrong.push(...(await violations(page, colorScheme === 'dark', within)).map((line) => `${where}: ${line}`));
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (within !== undefined && !(await isWhole(page, within)))
            wrong.push(`${name}, ${size}: part of it lies beside the screen`);
        if (over > 0)
            wrong.push(`${name}, ${size}: the page is ${over} px wider than the screen`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(SIZES[0]);
    await painted(page);
    return wrong;
}
/** Whether nothing of it is cut off at the sides: what is fixed makes no page wider. */
const isWhole = (page, selector) => page.locator(selector).evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left >= 0 && right <= window.innerWidth;
});
async function violations(page, coloursOnly, within) {
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], preload: false });
    if (within !== undefined)
        axe.include(within);
    const found = await (coloursOnly ? axe.withRules(['color-contrast']) : axe).analyze();
    return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}) at ${node.target.join(' ')}: ${node.failureSummary?.replaceAll(/\s+/g, ' ') ?? ''}`));
}
/** Styles of the new size and scheme are on the screen: every transition has ended (none takes half a second), and two frames have passed. */
const painted = (page) => page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await Promise.race([Promise.allSettled(document.getAnimations().map((one) => one.finished)), new Promise((done) => setTimeout(done, 500))]);
    await frame();
});
/** Keeps what stands in the browser, where pictures are wanted. */
export async function keepPicture(page, name) {
    if (PICTURES === '')
        return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
