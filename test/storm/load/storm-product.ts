import type { Addresses } from '@portal-sync/all-in-one/addresses';
import type { SandboxControl } from '@portal-sync/all-in-one/sandbox-control';
import type { Http } from '@portal-sync/kernel';

/** The running product as the load and the ledgers reach it: by its doors, and Google by its control. */
export interface StormProduct {
  readonly addresses: Addresses;
  readonly secrets: {
    /** Agency id to the secret of its own system. */
    readonly agencies: Readonly<Record<string, { readonly platform: string }>>;
    readonly operator: string;
  };
  /** Reaches agencies by their `*.localhost` names. */
  readonly http: Http;
  readonly google: SandboxControl;
}

/** What the load is thrown with: 0 <= x < 1. */
export interface Dice {
  unit(): number;
}

export type Say = (line: string) => void;
