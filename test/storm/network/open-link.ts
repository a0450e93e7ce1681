import { connect, createServer, type Server, type Socket } from 'node:net';

/** What stands between a port that others dial and the processes behind it: a load balancer that can be told to fail. */
export interface Link {
  readonly port: number;
  /** Cuts every open connection with a reset, whatever is under way; how many there were. */
  reset(): number;
  /** The next `count` answers never arrive: what was asked was done, and its connection is reset. */
  loseAnswers(count: number): void;
  /** For this long nothing passes, in either direction, and nobody is told. */
  hole(forMs: number): void;
  /** How often a connection was cut, or an answer lost. */
  cut(): number;
  close(): Promise<void>;
}

/** Listens on `port` and passes each connection on to one of the ports behind it in turn, passing over those where nobody listens. */
export async function openLink(port: number, behind: readonly number[]): Promise<Link> {
  const pairs = new Set<Pair>();
  let turn = 0;
  let toLose = 0;
  let cuts = 0;
  let holeEnds: NodeJS.Timeout | undefined;

  const losesAnswer = (pair: Pair): boolean => {
    if (toLose === 0) return false;
    toLose--;
    cuts++;
    pair.cut();
    return true;
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const first = turn++;
    const order = behind.map((_, at) => behind[(first + at) % behind.length] as number);
    void dial(order, client).then((target) => {
      if (target === undefined) return void client.resetAndDestroy();
      if (client.destroyed) return void target.destroy();
      const pair = joinPair(client, target, losesAnswer, () => pairs.delete(pair));
      pairs.add(pair);
      if (holeEnds === undefined) pair.resume();
    });
  });
  await listenOn(server, port);

  return {
    port,
    reset() {
      const open = pairs.size;
      cuts += open;
      for (const pair of [...pairs]) pair.cut();
      return open;
    },
    loseAnswers: (count) => void (toLose += count),
    hole(forMs) {
      clearTimeout(holeEnds);
      for (const pair of pairs) pair.pause();
      holeEnds = setTimeout(() => {
        holeEnds = undefined;
        for (const pair of pairs) pair.resume();
      }, forMs);
    },
    cut: () => cuts,
    async close() {
      clearTimeout(holeEnds);
      for (const pair of [...pairs]) pair.cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Pair {
  cut(): void;
  pause(): void;
  resume(): void;
}

/** Two sockets whose bytes pass to each other, once `resume` was called. */
function joinPair(client: Socket, target: Socket, losesAnswer: (pair: Pair) => boolean, ended: () => void): Pair {
  const cut = (): void => {
    ended();
    client.resetAndDestroy();
    target.resetAndDestroy();
  };
  let held = true;
  const pair: Pair = {
    cut,
    pause() {
      held = true;
      for (const socket of [client, target]) socket.pause();
    },
    resume() {
      held = false;
      for (const socket of [client, target]) socket.resume();
    },
  };
  const pass = (from: Socket, to: Socket, lost: () => boolean): void => {
    from.on('data', (bytes) => {
      if (!lost() && !to.write(bytes)) from.pause();
    });
    to.on('drain', () => held || from.resume());
    from.on('end', () => to.end());
    from.on('error', cut);
    from.on('close', () => {
      ended();
      to.destroySoon();
    });
  };
  pair.pause();
  pass(client, target, () => false);
  pass(target, client, () => losesAnswer(pair));
  pair.pause();
  return pair;
}

/** The first of these ports that takes a connection. */
async function dial(ports: readonly number[], client: Socket): Promise<Socket | undefined> {
  client.on('error', () => undefined);
  for (const port of ports) {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (open) return socket;
  }
  return undefined;
}

const listenOn = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
