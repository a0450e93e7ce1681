import { Person } from '@portal-sync/all-in-one/person';
import type { Http } from '@portal-sync/kernel';
import { connectMember } from './connect-member.ts';
import type { Member, Stage, StageAgency } from './stage.ts';
import type { StormProduct } from './storm-product.ts';

/** Who is in the storm: both modes that make appointments, each policy that can be chosen. */
const CAST = [
  { kind: 'steady', mode: 'two-way', conflictPolicy: 'platform-wins' },
  { kind: 'steady', mode: 'smart', conflictPolicy: 'google-wins' },
  { kind: 'steady', mode: 'two-way', conflictPolicy: 'last-modified-wins' },
  { kind: 'rover', mode: 'smart', conflictPolicy: 'platform-wins' },
  { kind: 'late', mode: 'two-way', conflictPolicy: 'platform-wins' },
  { kind: 'late', mode: 'smart', conflictPolicy: 'last-modified-wins' },
] as const;

/** Members of every kind in every agency, with Google accounts of their own; nobody is connected yet. */
export async function assembleMembers({ product, http, mark }: { product: StormProduct; http: Http; mark: string }, agencies: readonly StageAgency[]): Promise<Member[]> {
  const members: Member[] = [];
  for (const agency of agencies) {
    for (const [order, cast] of CAST.entries()) {
      const userId = `${mark}-${order}`;
      const email = `${userId}@${agency.id}.example`;
      const name = `Storm ${order} ${mark}`;
      await product.google.call('POST', 'accounts', { email, name, hd: `${agency.id}.example`, timeZone: agency.zone });
      await agency.platform.must('POST', '/v1/users', { id: userId, name, email, role: 'staff' });
      const person = new Person({ http, google: product.google, origin: agency.origin, email });
      members.push({ ...cast, agency, userId, email, person, connectionId: null });
    }
  }
  return members;
}

/** Connects all who are there from the beginning. */
export const connectFirst = (stage: Stage): Promise<unknown> => Promise.all(stage.members.filter(({ kind }) => kind !== 'late').map((member) => connectMember(stage, member)));
