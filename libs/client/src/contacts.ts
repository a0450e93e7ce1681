import { contact, contactErasure, decision, type Contact, type ContactErasure, type contactUpsert, type Decision, type newContact } from '@portal-sync/contracts';
import type { z } from 'zod';
import { path, type CallApi } from './call-api.ts';
import { listOf } from './pages.ts';

export const contactsApi = (call: CallApi) => ({
  list: (query: { search?: string; address?: string; limit?: number } = {}) => listOf(call, '/v1/contacts', contact, query),
  get: (contactId: string): Promise<Contact> => call('GET', path`/v1/contacts/${contactId}`, { answer: contact }),
  getByExternalId: (externalId: string): Promise<Contact> => call('GET', path`/v1/contacts/by-external-id/${externalId}`, { answer: contact }),
  create: (body: z.input<typeof newContact>, options: { idempotencyKey?: string } = {}): Promise<Contact> =>
    call('POST', '/v1/contacts', { body, ...options, answer: contact }),
  /** By the platform's own id: makes it or changes what is named. */
  put: (externalId: string, body: z.input<typeof contactUpsert>, options: { version?: number } = {}): Promise<Contact> =>
    call('PUT', path`/v1/contacts/by-external-id/${externalId}`, { body, ...options, answer: contact }),
  change: (contactId: string, body: z.input<typeof contactUpsert>, options: { version?: number } = {}): Promise<Contact> =>
    call('PATCH', path`/v1/contacts/${contactId}`, { body, ...options, answer: contact }),
  /** Erases a person and their traces everywhere. Goes on behind the answer: look at `erasure`. */
  erase: (contactId: string): Promise<ContactErasure> => call('DELETE', path`/v1/contacts/${contactId}`, { answer: contactErasure }),
  erasure: (contactId: string): Promise<ContactErasure> => call('GET', path`/v1/contacts/${contactId}/erasure`, { answer: contactErasure }),
  /** What the guests of Google events turned out to be, and why. */
  decisions: (query: { eventId?: string; connectionId?: string } = {}) => listOf(call, '/v1/decisions', decision, query),
  decision: (decisionId: string): Promise<Decision> => call('GET', path`/v1/decisions/${decisionId}`, { answer: decision }),
});
