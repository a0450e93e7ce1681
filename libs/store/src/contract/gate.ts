/** A promise with its handle outside: lets a test hold one party until another has come to its point. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Opens when `count` parties have arrived. */
export function meeting(count: number): () => Promise<void> {
  const all = gate();
  let arrived = 0;
  return () => {
    arrived++;
    if (arrived >= count) all.open();
    return all.opened;
  };
}
