import { matchTemplate, segmentsOf } from '../core/api/match.ts';
import type { Google } from '../core/google.ts';
import type { PlainRequest, PlainResponse } from './plain.ts';

/** What a page or control route works with. */
export interface Face {
  readonly google: Google;
  readonly log: (line: string) => void;
  /** Seeds the demo again, if the host gave any. */
  readonly seedDemo: () => void;
}

export interface FaceRoute {
  readonly method: string;
  /** `{name}` takes one segment. */
  readonly template: string;
  readonly handle: (face: Face, request: PlainRequest, args: Readonly<Record<string, string>>) => PlainResponse;
}

export const faceRoute = (method: string, template: string, handle: FaceRoute['handle']): FaceRoute => ({ method, template, handle });

/** The route of a request and the parameters in its path. */
export function findFaceRoute(routes: readonly FaceRoute[], request: PlainRequest): { route: FaceRoute; args: Record<string, string> } | undefined {
  const segments = segmentsOf(request.path.slice(1));
  if (!segments) return undefined;
  for (const route of routes) {
    const args = route.method === request.method ? matchTemplate(route.template.slice(1), segments) : undefined;
    if (args) return { route, args };
  }
  return undefined;
}
