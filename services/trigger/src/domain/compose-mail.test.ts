import { expect, it } from 'vitest';
import { composeMail, type MailFacts } from './compose-mail.ts';
import { whenText } from './when-text.ts';

const facts: MailFacts = {
  client: 'Kim', title: 'Massage', agency: 'Northlight', locale: 'en',
  when: { start: '2026-05-04T10:00:00+02:00', end: '2026-05-04T11:30:00+02:00', zone: 'Europe/Stockholm' },
};

it('fills in what the rule names, and leaves other braces', () => {
  const mail = composeMail({ subject: '{title}: {when}', text: 'Dear {client},\n{agency} {sum} {{title}}' }, facts);
  expect(mail.subject).toMatch(/^Massage: Monday,? 4 May 2026.*10:00.*11:30 \(Europe\/Stockholm\)$/);
  expect(mail.text).toBe('Dear Kim,\nNorthlight {sum} {Massage}');
});

it('what is filled in is not filled in again', () => {
  expect(composeMail({ subject: '{client}', text: '{client}' }, { ...facts, client: '{agency}' }).text).toBe('{agency}');
});

it('a subject stays one line, so that no name can add a header', () => {
  expect(composeMail({ subject: 'Hi {client}', text: '' }, { ...facts, client: 'Kim\r\nBcc: all@x.example' }).subject).toBe('Hi Kim Bcc: all@x.example');
});

it('says when in the appointment’s own zone and the agency’s language', () => {
  expect(whenText(facts.when, 'sv')).toContain('måndag');
  expect(whenText(facts.when, 'nl')).toContain('maandag 4 mei 2026');
  expect(whenText({ allDay: true, from: '2026-05-04', toExclusive: '2026-05-05' }, 'en')).toMatch(/^Monday,? 4 May 2026$/);
  expect(whenText({ allDay: true, from: '2026-05-04', toExclusive: '2026-05-06' }, 'en')).toContain('5 May');
});
