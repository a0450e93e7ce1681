/** The terminal as a command sees it. */
export interface Terminal {
  /** Prints a text and a line break. */
  say(text: string): void;
  /** The same beside what programs read. */
  warn(text: string): void;
  /** Asks for `yes`; undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
}

/** Whether what cannot be undone is wanted: asked on a terminal, taken from `--yes`, else refused with what to type. Rejects never. */
export async function isWanted(question: string, { yes, terminal }: { yes: boolean; terminal: Terminal }): Promise<boolean> {
  if (yes) return true;
  if (terminal.ask === undefined) {
    terminal.warn(`${question} Say so with --yes: there is nobody to ask here.`);
    return false;
  }
  return terminal.ask(`${question} Type yes:`);
}
