/** Signs a person in at Google's own pages, from the sign-in page of an agency's portal. */
export async function signInAt(page, origin, email) {
    await page.goto(`${origin}/sign-in`);
    await page.locator('a[href^="/sign-in/start"]').click();
    await page.getByRole('button', { name: new RegExp(email) }).click();
    const next = page.getByRole('button', { name: 'Continue' });
    await next.or(page.locator('#content')).first().waitFor();
    if (await next.isVisible())
        await next.click();
    await page.locator('#content h1').waitFor();
}
