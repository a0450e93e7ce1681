import type { House } from '../app.ts';
import type { DemoAgency } from '../demo/agencies.ts';

/** What the terminal says when everything is ready: where to go and as whom. */
export function welcome(house: House, agencies: readonly DemoAgency[], tookMs: number, folder: string): string {
  const lines = [`Ready in ${(tookMs / 1000).toFixed(1)} s. Data stands in ${folder}.`, ''];
  for (const agency of agencies) {
    lines.push(`${agency.brand.name}: ${house.addresses.agency(agency.host)}`);
    const invitation = house.invitations[agency.id];
    if (invitation !== undefined) lines.push(`  first sign-in of its admin, once: ${invitation}`);
    else for (const person of agency.people) lines.push(`  ${person.role.padEnd(8)} ${person.name.padEnd(15)} ${person.email}`);
    lines.push('');
  }
  if (house.sandbox) {
    lines.push(`Google, on this machine: ${house.addresses.sandboxOrigin}  (the calendars of the people above; nothing leaves this machine)`, '');
  }
  lines.push('Ctrl-C stops. npm start -- --fresh begins anew. npm run tour shows the main job step by step.', '');
  return lines.join('\n');
}
