/** Outgoing HTTP, passed in everywhere: the shape of `fetch`. */
export type Http = (url: string | URL, init?: RequestInit) => Promise<Response>;

export const systemHttp: Http = (url, init) => fetch(url, init);
