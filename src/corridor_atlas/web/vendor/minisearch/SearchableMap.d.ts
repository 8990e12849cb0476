/** The radix tree of MiniSearch, as far as it is used. */
export default class SearchableMap<T> {
  static from<T>(entries: Iterable<[string, T]>): SearchableMap<T>;
  get(key: string): T;
  atPrefix(prefix: string): Iterable<[string, T]>;
  /** Keys within so many edits, with their value and distance. */
  fuzzyGet(key: string, edits: number): Iterable<[string, [T, number]]>;
}
