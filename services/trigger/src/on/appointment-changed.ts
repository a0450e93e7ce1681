import { appointmentChanged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { takeHappening } from '../actions/take-happening.ts';
import type { Deps } from '../deps.ts';

export const onAppointmentChanged = (deps: Deps): MessageHandler => on(appointmentChanged, (data) => takeHappening(deps, data));
