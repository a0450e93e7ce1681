// English: the source of the keys. The other languages have the same groups, checked by type and by test.
export * from './en/admin.ts';
export * from './en/appointment.ts';
export * from './en/calendar.ts';
export * from './en/connect.ts';
export * from './en/contacts.ts';
export * from './en/integrations.ts';
export * from './en/log.ts';
export * from './en/push.ts';
export * from './en/reasons.ts';
export * from './en/rules.ts';
export * from './en/settings.ts';
export * from './en/shell.ts';
