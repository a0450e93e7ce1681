import { connect } from 'node:net';

/** ApiVersions, version 0, correlation 1, no client id: the one request that every broker answers. https://kafka.apache.org/protocol */
const API_VERSIONS = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

/** True when a broker answers on this port of this machine. */
export function kafkaAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 5_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => socket.write(API_VERSIONS));
    // Size, correlation id, error code.
    socket.on('data', (data) => end(data.length >= 10 && data.readInt16BE(8) === 0));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
    socket.on('close', () => end(false));
  });
}
