import { authPages } from './auth.ts';
import type { FaceRoute } from '../route.ts';

/** Pages for a person. */
export const pageRoutes: readonly FaceRoute[] = [...authPages];
