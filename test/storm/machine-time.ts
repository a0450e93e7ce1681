import { readFile } from 'node:fs/promises';

/** Ticks since the machine started, of all its processors together. */
export interface MachineTime {
  readonly idle: number;
  /** Wanted by this machine, given to others by its host. */
  readonly stolen: number;
  readonly all: number;
}

/** The first line of `/proc/stat` (proc_stat(5)): user, nice, system, idle, iowait, irq, softirq, steal. Pure. */
export function parseMachineTime(stat: string): MachineTime | undefined {
  const ticks = /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number).slice(0, 8);
  if (ticks === undefined || ticks.length < 8 || ticks.some(Number.isNaN)) return undefined;
  const [, , , idle = 0, iowait = 0, , , stolen = 0] = ticks;
  return { idle: idle + iowait, stolen, all: ticks.reduce((sum, each) => sum + each, 0) };
}

/** The times of now; undefined where the system does not tell them. */
export async function readMachineTime(): Promise<MachineTime | undefined> {
  return parseMachineTime(await readFile('/proc/stat', 'utf8').catch(() => ''));
}

/** How busy the machine was, in words: whoever reads that something was slow sees whether the machine was the reason. Pure. */
export function machineLine(before: MachineTime | undefined, after: MachineTime | undefined): string | undefined {
  if (before === undefined || after === undefined || after.all <= before.all) return undefined;
  const percent = (share: number) => `${Math.round((share / (after.all - before.all)) * 100)} %`;
  return `Of the processors' time ${percent(after.idle - before.idle)} was idle and ${percent(after.stolen - before.stolen)} taken by the machine's host.`;
}
