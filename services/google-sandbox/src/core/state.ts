import type { Account } from './accounts.ts';
import type { Calendar } from './calendar/calendar.ts';
import type { ListEntry } from './calendar/list-entry.ts';
import type { Call } from './ledger/calls.ts';
import type { Fault } from './ledger/faults.ts';
import type { Mail } from './ledger/mails.ts';
import type { Limits, QuotaWindow } from './ledger/quota.ts';
import type { Client } from './oauth/clients.ts';
import type { Code, Grant, Token } from './oauth/records.ts';
import type { TrackedMap } from './tracked-map.ts';
import type { Channel } from './watch/channel.ts';
import type { Delivery } from './watch/delivery.ts';
import type { NotificationFault } from './watch/notification-faults.ts';

/** Everything the sandbox knows. The last group is about the present moment only and is not kept over a restart. */
export interface State {
  clockOffset: number;
  lastMicros: number;
  lastId: number;
  accounts: TrackedMap<Account>;
  subByEmail: TrackedMap<string>;
  clients: TrackedMap<Client>;
  grants: TrackedMap<Grant>;
  codes: TrackedMap<Code>;
  tokens: TrackedMap<Token>;
  calendars: Map<string, Calendar>;
  /** Calendar list entries by `sub`, then by calendar id. */
  lists: TrackedMap<Map<string, ListEntry>>;
  channels: TrackedMap<Channel>;
  deliveries: Delivery[];
  mails: Mail[];
  limits: Limits;

  calls: Call[];
  faults: Fault[];
  notificationFaults: NotificationFault[];
  quota: Map<string, QuotaWindow>;
}
