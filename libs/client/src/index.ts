export { ApiFailure, type ProblemDocument } from './api-failure.ts';
export type { AppointmentEdit, AppointmentQuery, NewAppointment } from './appointments.ts';
export { clientCredentials } from './client-credentials.ts';
export { createClient, type Client } from './create-client.ts';
export type { List } from './pages.ts';
export { createSend, type ClientOptions, type Send } from './send.ts';
