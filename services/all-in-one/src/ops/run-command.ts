import { listLetters, settleLetters, showLetter, type CommandDeps } from './dead-letter-commands.ts';
import { showLag } from './lag-command.ts';
import type { Command } from './read-command.ts';
import { listItems, listWork, redrive } from './work-commands.ts';

/** A command that asks running services. */
export type LiveCommand = Exclude<Command, { kind: 'move' }>;

/** Does it; answers the exit code. */
export function runCommand(command: LiveCommand, deps: CommandDeps): Promise<number> {
  switch (command.kind) {
    case 'list-letters':
      return listLetters(command, deps);
    case 'show-letter':
      return showLetter(command, deps);
    case 'settle-letters':
      return settleLetters(command, deps);
    case 'list-work':
      return listWork(command, deps);
    case 'list-items':
      return listItems(command, deps);
    case 'redrive':
      return redrive(command, deps);
    case 'lag':
      return showLag(command, deps);
  }
}
