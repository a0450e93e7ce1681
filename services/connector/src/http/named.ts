type Named<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** A body without the fields that were not sent, so that "only what is named changes" holds. */
export const named = <T extends object>(body: T): Named<T> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Named<T>;
