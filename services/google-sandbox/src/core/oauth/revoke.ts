import type { World } from '../world.ts';
import { grantKey } from './records.ts';

/** Ends everything a person gave a project: the grant, and every token of every client of that project. */
export function revokeProject(world: World, project: string, sub: string): void {
  const { state } = world;
  state.grants.delete(grantKey(project, sub));
  for (const [key, token] of state.tokens) {
    if (token.project !== project || token.sub !== sub) continue;
    if (token.kind === 'refresh') state.tokens.set(key, { ...token, dead: token.dead ?? 'revoked' });
    else state.tokens.delete(key);
  }
  for (const [key, code] of state.codes) {
    if (code.sub === sub && state.clients.get(code.clientId)?.projectNumber === project) state.codes.delete(key);
  }
}
