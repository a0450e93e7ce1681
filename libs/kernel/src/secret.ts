import { inspect } from 'node:util';

const values = new WeakMap<Secret, string>();

/** A value that must not be printed. Text, JSON and inspection all show `[redacted]`; `reveal` is the only way to it. */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
  }

  reveal(): string {
    return values.get(this) ?? '';
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }

  [inspect.custom](): string {
    return '[redacted]';
  }
}
