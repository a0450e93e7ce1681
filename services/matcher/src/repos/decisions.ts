import { decision, type Decision } from '@portal-sync/contracts';
import { sha256 } from '@portal-sync/kernel';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** A decision on one state of one Google event under one version of the settings. Made once: the key says what it was judged for. */
export const decisions = defineCollection({
  name: 'decisions',
  schema: decision.extend({ agencyId: z.string() }),
  key: (doc) => decisionKey(doc.agencyId, doc.id),
  indexes: {
    byTime: { fields: ['agencyId', 'at'] },
    byEvent: { fields: ['agencyId', 'eventId', 'at'] },
    byConnection: { fields: ['agencyId', 'connectionId', 'at'] },
    byUser: { fields: ['agencyId', 'userId', 'at'] },
  },
});

export type StoredDecision = z.infer<typeof decisions.schema>;

export const decisionKey = (agencyId: string, decisionId: string): string => `${agencyId}/${decisionId}`;

/** The id of the decision for exactly this state of an event. */
export const decisionIdFor = (agencyId: string, eventId: string, judgedFor: Decision['judgedFor']): string =>
  sha256([agencyId, eventId, judgedFor.etag, judgedFor.settingsVersion].join('\0'));

export const decisionOf = ({ agencyId: _agency, ...shown }: StoredDecision): Decision => shown;
