import { lagReport, type LagReport } from '@portal-sync/contracts';
import { say, type CommandDeps } from './dead-letter-commands.ts';
import { asFarAsKnown, askEach, tellMissing } from './each-service.ts';
import type { Command } from './read-command.ts';
import { age, table } from './table.ts';

export async function showLag({ services }: Extract<Command, { kind: 'lag' }>, { api, terminal, clock, json }: CommandDeps): Promise<number> {
  const { found: reports, missing } = await askEach(services, (service) => api.get(service, '/lag', lagReport));
  const code = tellMissing(missing, terminal);
  if (json) return say(terminal, JSON.stringify(reports, null, 2), code);
  terminal.say(table(['service', 'bus', 'progress', 'not handled', 'not sent', 'oldest'], reports.map(summary)));
  const places = reports.flatMap(({ service, consumers }) => consumers.flatMap((group) => group.places.map((place) => [service, place.source, place.partition, place.lag])));
  if (places.length > 0) terminal.say(`\nWhere messages wait\n${table(['service', 'from', 'partition', 'messages'], places)}`);
  const leases = reports.flatMap(({ service, leases: held }) => held.map((lease) => [service, lease.what, lease.key, lease.holder ?? 'not said', lease.claim, age(lease.until - clock.now())]));
  terminal.say(leases.length === 0 ? `\nNobody holds a lease${asFarAsKnown(missing)}.` : `\nLeases\n${table(['service', 'on', 'key', 'held by', 'claim', 'ends in'], leases)}`);
  return code;
}

const summary = (report: LagReport): (string | number)[] => {
  const { service, bus, outbox } = report;
  return [
    service,
    bus.reason ?? bus.state,
    `${age(bus.lastProgressAgeMs)} ago`,
    notHandled(report),
    outbox.carriedBy === 'readers' ? 'read in place' : outbox.waiting,
    outbox.waiting === 0 ? '' : age(outbox.oldestAgeMs),
  ];
};

/** On a bus that is shared, one process alone knows of its own part only, and of none before that bus was there. */
function notHandled({ bus, consumers, outbox }: LagReport): string {
  if (bus.state === 'away' && consumers.length === 0) return 'not known';
  const here = outbox.carriedBy === 'relay' && consumers.some(({ of }) => of === 'process') ? ' (by this process)' : '';
  return `${consumers.reduce((sum, group) => sum + group.lag, 0)}${here}`;
}
