export * from './caller.ts';
export * from './define-message.ts';
export * from './product.ts';
export * from './messages/broker.ts';
export * from './messages/connector.ts';
export * from './messages/matcher.ts';
export * from './messages/removal-done.ts';
export * from './messages/trigger.ts';
