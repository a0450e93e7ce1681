// Dutch.
export * from './nl/admin.ts';
export * from './nl/appointment.ts';
export * from './nl/calendar.ts';
export * from './nl/connect.ts';
export * from './nl/contacts.ts';
export * from './nl/integrations.ts';
export * from './nl/log.ts';
export * from './nl/push.ts';
export * from './nl/reasons.ts';
export * from './nl/rules.ts';
export * from './nl/settings.ts';
export * from './nl/shell.ts';
