/**
 * What travels between services: CloudEvents 1.0 in structured JSON (https://github.com/cloudevents/spec).
 * `data` carries ids, never personal data. Extension attributes are lower case without separators, as the spec asks.
 */
export interface CloudEvent<D = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  /** The service that owns the record spoken of, as a path: `/connector`. */
  readonly source: string;
  /** The message's name, e.g. `appointment.changed`. */
  readonly type: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Version of the payload's shape. */
  readonly dataversion: number;
  /** Order is kept per key. */
  readonly partitionkey: string;
  readonly agency: string;
  /** W3C trace context of the cause, where there is one. */
  readonly traceparent?: string;
  readonly data: D;
}
