export * from './cannot-be-had.ts';
export type { EngineMember } from './engine-member.ts';
export * from './engines-of-run.ts';
export { isFree } from './free-ports.ts';
export * from './start-kafka.ts';
export * from './start-mongo.ts';
