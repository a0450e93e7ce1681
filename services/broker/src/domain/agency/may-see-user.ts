import type { AgencyCaller, Role } from '@portal-sync/contracts';

const COLLEAGUES: readonly Role[] = ['admin', 'staff'];

/** Admins and the agency's own system see everybody, staff their colleagues, everybody themselves. */
export function maySeeUser(caller: AgencyCaller, user: { readonly id: string; readonly role: Role }): boolean {
  if (caller.kind === 'platform' || caller.role === 'admin' || caller.userId === user.id) return true;
  return caller.role === 'staff' && COLLEAGUES.includes(user.role);
}
