import { writeAgencies } from './write-agencies.ts';

export type FileParts = Parameters<typeof writeAgencies>[0] & {
  /** Folder of the built pages. */
  readonly pages: string;
};

/** What services that run as processes are told by files, as further environment of each. */
export const serviceFiles = ({ pages, ...parts }: FileParts): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  broker: { BROKER_AGENCIES_FILE: writeAgencies(parts) },
  portal: { PORTAL_PAGES: pages },
});
