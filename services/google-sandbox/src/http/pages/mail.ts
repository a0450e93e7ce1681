import { html } from '../plain.ts';
import { faceRoute } from '../route.ts';
import { markup, page } from './html.ts';
import { personOf } from './person.ts';

/** The mails Google would have sent to this person. */
export const mailPages = [
  faceRoute('GET', '/u/{account}/mail', (face, _, args) => {
    const person = personOf(face, args);
    const mine = face.google.world.state.mails.filter((mail) => mail.to.toLowerCase() === person.account.email).reverse().slice(0, 200);
    const rows = mine.map((mail) => markup`<li class="box"><div><strong>${mail.subject}</strong><br><span class="dim">from ${mail.from}, ${new Date(mail.at).toUTCString()}</span></div></li>`);
    return html(200, page('Mail', markup`<p><a href="${person.home}">Calendar</a></p><h1>Mail to ${person.account.email}</h1>${rows.length > 0 ? markup`<ul>${rows}</ul>` : markup`<p>Nothing was sent.</p>`}`));
  }),
];
