import { GoogleError } from './google-error.ts';

/** The refusals of Calendar v3, each with the words Google uses. */
export const notFound = () => new GoogleError(404, 'notFound', 'Not Found');
export const duplicate = () => new GoogleError(409, 'duplicate', 'The requested identifier already exists.');
export const alreadyDeleted = () => new GoogleError(410, 'deleted', 'Resource has been deleted');
export const timeRangeEmpty = () => new GoogleError(400, 'timeRangeEmpty', 'The specified time range is empty.', { domain: 'calendar' });
export const forbidden = () => new GoogleError(403, 'forbidden', 'Forbidden');
export const invalidId = () => new GoogleError(400, 'invalid', 'Invalid resource id value.');
export const parseError = () => new GoogleError(400, 'parseError', 'Parse Error');

export const conditionNotMet = () =>
  new GoogleError(412, 'conditionNotMet', 'Precondition Failed', { locationType: 'header', location: 'If-Match' });

export const fullSyncRequired = () =>
  new GoogleError(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', {
    domain: 'calendar',
    locationType: 'parameter',
    location: 'syncToken',
  });

export const updatedMinTooLongAgo = () =>
  new GoogleError(410, 'updatedMinTooLongAgo', 'The requested minimum modification time lies too far in the past.', {
    domain: 'calendar',
    locationType: 'parameter',
    location: 'updatedMin',
  });

export const requiredAccessLevel = () =>
  new GoogleError(403, 'requiredAccessLevel', 'You need to have writer access to this calendar.', { domain: 'calendar' });

export const forbiddenForNonOrganizer = () =>
  new GoogleError(403, 'forbiddenForNonOrganizer', 'Shared properties can only be changed by the organizer of the event.', {
    domain: 'calendar',
  });

export const eventTypeRestriction = (message: string) =>
  new GoogleError(400, 'eventTypeRestriction', message, { domain: 'calendar' });

export const invalidValue = (location: string, message = 'Invalid Value') =>
  new GoogleError(400, 'invalid', message, { locationType: 'parameter', location });

export const badField = (message: string) => new GoogleError(400, 'invalid', message);

export const required = (message: string, location?: string) =>
  new GoogleError(400, 'required', message, location ? { locationType: 'parameter', location } : {});

export const badRequest = (message = 'Bad Request') => new GoogleError(400, 'badRequest', message);

export const invalidCredentials = () =>
  new GoogleError(401, 'authError', 'Invalid Credentials', {
    locationType: 'header',
    location: 'Authorization',
    extra: { status: 'UNAUTHENTICATED' },
    headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  });

export const loginRequired = () =>
  new GoogleError(401, 'required', 'Login Required', {
    locationType: 'header',
    location: 'Authorization',
    extra: { status: 'UNAUTHENTICATED' },
    headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/"' },
  });

export const insufficientScope = (operation: string) =>
  new GoogleError(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.', {
    extra: {
      status: 'PERMISSION_DENIED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
          metadata: { service: 'calendar-json.googleapis.com', method: operation },
        },
      ],
    },
    headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="insufficient_scope"' },
  });
