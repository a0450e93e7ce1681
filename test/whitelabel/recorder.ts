import type { Http } from '@portal-sync/kernel';

/** Something that left the product: where it was seen and its whole text. */
export interface Seen {
  readonly where: string;
  readonly text: string;
}

/** Keeps every answer that passes: address, headers, body. What a stranger at the wire could read. */
export function recording(http: Http): { readonly http: Http; readonly seen: Seen[] } {
  const seen: Seen[] = [];
  return {
    seen,
    http: async (url, init) => {
      const response = await http(url, init);
      const where = `${init?.method ?? 'GET'} ${String(url)} -> ${response.status}`;
      const streams = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      const body = streams ? '' : await response.clone().text();
      seen.push({ where, text: [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n') + `\n${body}` });
      return response;
    },
  };
}

/** Places where one of the words stands, with a little of what is around it. */
export const findWords = (seen: readonly Seen[], words: readonly RegExp[]): readonly string[] =>
  seen.flatMap(({ where, text }) =>
    words.flatMap((word) => {
      const match = word.exec(text) ?? word.exec(where);
      if (match === null) return [];
      return [`${where}: ...${match.input.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40)}...`];
    }),
  );
