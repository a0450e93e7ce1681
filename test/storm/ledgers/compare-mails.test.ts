import { expect, test } from 'vitest';
import { compareMails } from './compare-mails.ts';
import type { AgencyEvidence, GoogleMail } from './evidence.ts';
import { agencyOf } from './sample.ts';

const OWED = [{ to: 'guest@x.example', eventId: 'e1' }];
const INVITATION: GoogleMail = { kind: 'invitation', to: 'guest@x.example', eventId: 'e1', subject: 'Invitation: st-1. take 1' };
const [MAIL] = agencyOf().mails;

test.each<[string, Partial<AgencyEvidence>, readonly GoogleMail[], { lost?: number; doubled?: number; wrong?: number }]>([
  ['each once', {}, [INVITATION], {}],
  ["a person's invitation never left Google", {}, [], { lost: 1 }],
  ["a person's invitation left Google twice", {}, [INVITATION, INVITATION], { doubled: 1 }],
  ['Google mailed a guest for something of ours', {}, [INVITATION, { ...INVITATION, kind: 'update' }], { wrong: 1 }],
  ['ours was never written', { mails: [] }, [INVITATION], { lost: 1 }],
  ['a mail for no firing', { mails: [MAIL!, { ...MAIL!, id: 'm2', firingId: 'f9' }] }, [INVITATION], { wrong: 1 }],
  ['ours was written twice', { mails: [MAIL!, { ...MAIL!, id: 'm2' }] }, [INVITATION], { doubled: 1 }],
])('mails: %s', (_name, agency, google, faults) => {
  expect(compareMails([agencyOf(agency)], OWED, google, 'st')).toMatchObject({ lost: 0, doubled: 0, wrong: 0, ...faults });
});
