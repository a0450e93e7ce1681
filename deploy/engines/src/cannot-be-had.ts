/** An engine that this machine cannot have, with what would help as its message. */
export class CannotBeHad extends Error {
  override readonly name = 'CannotBeHad';
}
