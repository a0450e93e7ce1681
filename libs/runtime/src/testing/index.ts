// The door for tests of services. No product file may import it.
export { captureLog } from './captured-log.ts';
export { refusesBadInput, type BadInputOptions } from './refuses-bad-input.ts';
export { openServiceWorld, type ServiceWorld, type ServiceWorldOptions } from './service-world.ts';
