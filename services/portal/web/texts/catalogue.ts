import type * as english from './en.ts';

/** A text, or its forms by number. `{name}` is filled in. */
export type Sentence = string | { readonly one: string; readonly other: string };
export type Group = Readonly<Record<string, Sentence>>;

/** All texts of the pages. English is where the keys come from. */
export type Catalogue = { readonly [G in keyof typeof english]: { readonly [K in keyof (typeof english)[G]]: Sentence } };

/** `integrations.connect` */
export type TextKey = { [G in keyof Catalogue & string]: `${G}.${keyof Catalogue[G] & string}` }[keyof Catalogue & string];

export type Values = Readonly<Record<string, string | number>>;

/** Puts a text together. Numbers are written as the language does; `count` chooses the form. Pure. */
export function sayIn(locale: string, catalogue: Catalogue) {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const shown = (value: string | number): string => (typeof value === 'number' ? numbers.format(value) : value);
  const find = (key: string): Sentence | undefined => {
    const [group = '', name = ''] = key.split('.');
    const sentences = Object.hasOwn(catalogue, group) ? (catalogue as unknown as Record<string, Group>)[group] : undefined;
    return sentences !== undefined && Object.hasOwn(sentences, name) ? sentences[name] : undefined;
  };
  const say = (key: TextKey, values: Values = {}): string => {
    const sentence = find(key) ?? key;
    const count = values['count'];
    const form = typeof sentence === 'string' ? sentence : sentence[typeof count === 'number' && plurals.select(count) === 'one' ? 'one' : 'other'];
    return form.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in values ? shown(values[name] as string | number) : whole));
  };
  return {
    say,
    number: (value: number): string => numbers.format(value),
    /** The text of a key that the API sent, or that of `otherwise` when there is none yet. */
    sayKey: (group: keyof Catalogue, key: string, otherwise: TextKey, values?: Values): string =>
      find(`${group}.${key}`) === undefined ? say(otherwise, values) : say(`${group}.${key}` as TextKey, values),
  };
}
