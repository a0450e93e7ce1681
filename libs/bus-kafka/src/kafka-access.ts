import type { Secret } from '@portal-sync/kernel';

/** How to reach a Kafka. */
export interface KafkaAccess {
  /** `host:port`, at least one. */
  readonly brokers: readonly string[];
  /** Talk by TLS; `ca` is a PEM certificate to trust beside the system's. */
  readonly tls?: { readonly ca?: string } | undefined;
  readonly sasl?:
    | { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly username: string; readonly password: Secret }
    | undefined;
}

export const placeOf = ({ brokers }: KafkaAccess): string => brokers.join(', ');
