// Swedish.
export * from './sv/admin.ts';
export * from './sv/appointment.ts';
export * from './sv/calendar.ts';
export * from './sv/connect.ts';
export * from './sv/contacts.ts';
export * from './sv/integrations.ts';
export * from './sv/log.ts';
export * from './sv/push.ts';
export * from './sv/reasons.ts';
export * from './sv/rules.ts';
export * from './sv/settings.ts';
export * from './sv/shell.ts';
