export * from './groups-at-work.ts';
export * from './kafka-access.ts';
export { openKafkaBus, type KafkaBusOptions } from './open-kafka-bus.ts';
export type { TopicOptions } from './topics.ts';
