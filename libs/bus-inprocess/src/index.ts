export * from './create-inprocess-bus.ts';
