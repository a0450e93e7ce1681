/** Keeps every answer that passes: address, headers, body. What a stranger at the wire could read. */
export function recording(http) {
    const seen = [];
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
export const findWords = (seen, words) => seen.flatMap(({ where, text }) => words.flatMap((word) => {
    const match = word.exec(text) ?? word.exec(where);
    if (match === null)
        return [];
    return [`${where}: ...${match.input.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40)}...`];
}));
