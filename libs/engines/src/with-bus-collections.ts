import { busCursors, deadLetters } from '@portal-sync/bus';
import type { CollectionShape } from '@portal-sync/store';

/** The collections of a store with those that a bus keeps in it; who names them too has them once. */
export const withBusCollections = (collections: readonly CollectionShape[]): readonly CollectionShape[] => [
  ...new Map([...collections, busCursors, deadLetters].map((collection) => [collection.name, collection])).values(),
];
