/** Types a day and a time as a person does. `time` is `13:30`. */
export async function fillMoment(form, label, day, time) {
    const [hour = '', minutes = ''] = time.split(':');
    await form.getByRole('textbox', { name: label, exact: true }).fill(day);
    await form.getByLabel(`${label}: hour`).fill(hour);
    await form.getByLabel(`${label}: minutes`).fill(minutes);
}
