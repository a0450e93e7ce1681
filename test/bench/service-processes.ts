import { readdirSync, readFileSync } from 'node:fs';

/** A process that a started product consists of. */
export interface ServiceProcess {
  /** `connector`; `mongod` and `kafka` for the engines, `supervisor` for the process that was started. */
  readonly name: string;
  readonly pid: number;
}

/** All processes below `root`, by what they are. Linux only, where the engines are, too. */
export function serviceProcesses(root: number): readonly ServiceProcess[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? parentOf(Number(entry)) : undefined;
    if (parent !== undefined) parents.set(Number(entry), parent);
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow).flatMap((pid) => {
    const name = pid === root ? 'supervisor' : nameOf(commandOf(pid));
    return name === undefined ? [] : [{ name, pid }];
  });
}

/** Resident memory, MB; NaN when the process has ended or the system does not tell. */
export function residentMb(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1];
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024;
}

/** Processor time used so far, s; in ticks of 10 ms, as Linux counts everywhere. */
export function processorSeconds(pid: number): number {
  const [user, system] = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) / 100;
}

/** The environment that a process was started with. */
export const environmentOf = (pid: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    read(`/proc/${pid}/environ`)
      .split('\0')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** The module that a process of Node was started with. */
export const moduleOf = (pid: number): string => read(`/proc/${pid}/cmdline`).split('\0')[1] ?? '';

const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
const parentOf = (pid: number): number | undefined => Number(read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')[1]) || undefined;

function nameOf(command: string): string | undefined {
  if (command.includes('kafka.Kafka ')) return 'kafka';
  if (/\/mongod /.test(command)) return 'mongod';
  return /\/services\/[0-9a-f]+\/([a-z-]+)\.js /.exec(command)?.[1];
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
