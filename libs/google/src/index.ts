export * from './event.ts';
export * from './google-calendar.ts';
export * from './google-failure.ts';
export * from './judge-failure.ts';
export * from './open-google-calendar.ts';
