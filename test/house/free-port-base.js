import { isFree } from '@portal-sync/local-engines';
/** The first of six ports in a row that nobody listens on, below those that outgoing connections are given. Each test process begins its search elsewhere. */
export async function freePortBase() {
    for (let at = 0; at < 200; at++) {
        const base = 20_000 + ((process.pid * 8 + at * 1_009) % 1_500) * 8;
        const ports = Array.from({ length: 6 }, (_, more) => base + more);
        if ((await Promise.all(ports.map(isFree))).every(Boolean))
            return base;
    }
    throw new Error('no six free ports in a row');
}
