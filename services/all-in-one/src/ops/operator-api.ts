import { createServiceTokens, type ServiceTokens } from '@portal-sync/auth';
import { OPERATOR_CLIENT } from '@portal-sync/contracts';
import { AppError, type Clock, type Http } from '@portal-sync/kernel';
import { StartError } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Operated, Product } from './find-product.ts';

/** The operator routes of all services. Rejects with `StartError` in one sentence for the terminal. */
export interface OperatorApi {
  /** `path` is what follows `/internal/ops`. */
  get<S extends z.ZodType>(service: Operated, path: string, schema: S): Promise<z.output<S>>;
  post<S extends z.ZodType>(service: Operated, path: string, schema: S): Promise<z.output<S>>;
}

const problem = z.object({ title: z.string(), detail: z.string().optional() });

/** Signs in at the broker with the first secret that it takes. */
export async function openOperatorApi({ product, http, clock }: { product: Product; http: Http; clock: Clock }): Promise<OperatorApi> {
  const tokens = await signIn(product, http, clock);

  async function call<S extends z.ZodType>(method: 'GET' | 'POST', service: Operated, path: string, schema: S): Promise<z.output<S>> {
    const answer = await tokens.http(`${product.urls[service]}/internal/ops${path}`, { method }).catch((cause: unknown) => {
      throw new StartError(`The ${service} at ${product.urls[service]} does not answer. Is it running?`, { cause });
    });
    const body: unknown = await answer.json().catch(() => undefined);
    if (answer.ok) {
      const parsed = schema.safeParse(body);
      if (parsed.success) return parsed.data;
      throw new StartError(`The ${service} at ${product.urls[service]} answers in a way that is not understood: it may be of another version.`);
    }
    const said = problem.safeParse(body).data;
    throw new StartError(`The ${service} answered ${answer.status}: ${said?.detail ?? said?.title ?? 'no reason given'}`);
  }

  return {
    get: (service, path, schema) => call('GET', service, path, schema),
    post: (service, path, schema) => call('POST', service, path, schema),
  };
}

async function signIn({ urls, secrets }: Product, http: Http, clock: Clock): Promise<ServiceTokens> {
  for (const clientSecret of secrets) {
    const tokens = createServiceTokens({ http, clock, tokenUrl: `${urls.broker}/oauth2/token`, clientId: OPERATOR_CLIENT, clientSecret });
    const failure = await tokens.token().then(() => undefined, (error: unknown) => error);
    if (failure === undefined) return tokens;
    const refused = failure instanceof AppError && failure.cause instanceof Error && / answered 40[013] /.test(failure.cause.message);
    if (!refused) throw new StartError(`The broker at ${urls.broker} does not answer. Start the product, or set OPS_BROKER_URL.`, { cause: failure });
  }
  throw new StartError(`The broker at ${urls.broker} does not take the operator's secret. It is the broker's setting BROKER_OPERATOR_SECRET: set OPS_OPERATOR_SECRET to the same.`);
}
