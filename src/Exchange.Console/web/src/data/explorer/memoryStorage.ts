/**
 * A storage that ends with the page. WHY: GraphiQL keeps queries, variables and headers in `localStorage`, and a query can hold a
 * citizen number; nothing of it may stay on the machine.
 */
export function createMemoryStorage() {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    clear: () => {
      entries.clear();
    },
  };
}
