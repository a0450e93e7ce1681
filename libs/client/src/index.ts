export { ApiFailure, type ProblemDocument } from './api-failure.ts';
export type { AppointmentEdit, AppointmentQuery, NewAppointment } from './appointments.ts';
export type { ClientOptions } from './call-api.ts';
export { clientCredentials } from './client-credentials.ts';
export { createClient, type Client } from './create-client.ts';
export type { List } from './pages.ts';
