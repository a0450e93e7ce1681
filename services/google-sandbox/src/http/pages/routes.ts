import type { FaceRoute } from '../route.ts';
import { authPages } from './auth.ts';
import { eventPages } from './event.ts';
import { homePages } from './home.ts';
import { mailPages } from './mail.ts';
import { permissionPages } from './permissions.ts';
import { weekPages } from './week.ts';

/** Pages for a person. */
export const pageRoutes: readonly FaceRoute[] = [...authPages, ...homePages, ...weekPages, ...eventPages, ...mailPages, ...permissionPages];
