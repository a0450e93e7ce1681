import {
  connectionBroken, connectionChanged, connectionMade, connectionRemoved, connectionRemoving,
} from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { beginRelease } from '../actions/begin-release.ts';
import { lookAtConnection } from '../actions/find-connection.ts';
import { forgetConnection } from '../actions/forget-connection.ts';
import type { Deps } from '../deps.ts';

/** Made, changed, broken: the broker is asked how the connection stands now, whatever the message said when it was written. */
export const onConnection = (deps: Deps): readonly MessageHandler[] => [
  on(connectionMade, (data) => lookAtConnection(deps, data)),
  on(connectionChanged, (data) => lookAtConnection(deps, data)),
  on(connectionBroken, (data) => lookAtConnection(deps, data)),
  on(connectionRemoving, (data) => beginRelease(deps, data)),
  on(connectionRemoved, (data) => forgetConnection(deps, data)),
];
