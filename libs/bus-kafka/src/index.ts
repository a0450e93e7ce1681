export * from './kafka-access.ts';
export * from './open-kafka-bus.ts';
export type { TopicOptions } from './topics.ts';
