/** More stops than any page of the main path has before its button. */
const MOST_STOPS = 60;
/** Goes to a control with the Tab key alone. Fails when it is not among the stops of the page. */
export async function tabTo(page, control) {
    await control.waitFor();
    for (let stop = 0; stop <= MOST_STOPS; stop++) {
        if (await control.evaluate((element) => element === document.activeElement))
            return;
        await page.keyboard.press('Tab');
    }
    throw new Error(`${String(control)} is not reached with the Tab key on ${page.url()}`);
}
/** Tabs to a control and presses it with Enter. */
export async function pressByKeyboard(page, control) {
    await tabTo(page, control);
    await page.keyboard.press('Enter');
}
