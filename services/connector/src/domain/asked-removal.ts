import type { InflightWrite, LinkDoc } from '../repos/links.ts';

/** Our own request to remove the event, as long as its answer is not known. */
export const askedRemoval = ({ inflight }: Pick<LinkDoc, 'inflight'>): InflightWrite | undefined => inflight.find(({ fields }) => fields.exists === false);
