/** The entry of the browser's history that the page was opened or loaded again at; null once another was gone to. */
let openedAt: string | null = keyOf(window.history.state);

/** Whether the place is the one that the browser itself opened, and nobody has gone elsewhere since. */
export function isArrival(key: string): boolean {
  openedAt = key === openedAt ? openedAt : null;
  return openedAt !== null;
}

// WHY: the router keeps the key of a place in the history's state, so that it is the same after the page was loaded again.
function keyOf(state: unknown): string {
  const kept: unknown = typeof state === "object" && state !== null && "key" in state ? state.key : null;
  return typeof kept === "string" ? kept : "default";
}
