export interface KafkaNode {
  readonly id: number;
  /** The plain listener. */
  readonly port: number;
  /** The port by which clients reach it. */
  readonly knownAs: number;
  readonly securePort: number;
  readonly controllerPort: number;
}

/** Who may come in by the secured listener. A local engine's password is no secret. */
export const KAFKA_USER = { username: 'portal', password: 'portal-password' } as const;

export const KEY_STORE_PASSWORD = 'portal-sync';

/** The settings of one broker, which is its own controller too. Pure. */
export function kafkaProperties(node: KafkaNode, nodes: readonly KafkaNode[], folders: { data: string; keyStore: string }): string {
  const replicas = Math.min(3, nodes.length);
  const login = `username="${KAFKA_USER.username}" password="${KAFKA_USER.password}"`;
  const settings: Readonly<Record<string, string | number>> = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(','),
    'listeners': `PLAIN://127.0.0.1:${node.port},SECURED://127.0.0.1:${node.securePort},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `PLAIN://127.0.0.1:${node.knownAs},SECURED://127.0.0.1:${node.securePort}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAIN',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAIN:PLAINTEXT,SECURED:SASL_SSL',
    'listener.name.secured.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.secured.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${login} user_${KAFKA_USER.username}="${KAFKA_USER.password}";`,
    'listener.name.secured.scram-sha-256.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.secured.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.secured.ssl.keystore.type': 'PKCS12',
    'listener.name.secured.ssl.keystore.location': folders.keyStore,
    'listener.name.secured.ssl.keystore.password': KEY_STORE_PASSWORD,
    'log.dirs': folders.data,
    'num.partitions': 1,
    'default.replication.factor': replicas,
    'min.insync.replicas': replicas === 3 ? 2 : 1,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': 'false',
    'message.max.bytes': 2_000_000,
    // A broker that was killed comes back once its old session is over: 9 s by default.
    'broker.session.timeout.ms': 2_000,
    'broker.heartbeat.interval.ms': 300,
    // A deleted record is really gone soon, so that retention can be tried.
    'log.retention.check.interval.ms': 1_000,
    'log.cleaner.enable': 'true',
    'controlled.shutdown.enable': nodes.length > 1 ? 'true' : 'false',
  };
  return `${Object.entries(settings).map(([name, value]) => `${name}=${value}`).join('\n')}\n`;
}
