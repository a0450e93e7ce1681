/** Why a process cannot start, in one clear message for the person at the terminal: shown without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
