/** Where one wanted to go before signing in. Only an address of the console itself is believed. */
export function nextAddress(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "";
  const isOwn = /^\/(?![/\\])[\w\-/.]*$/.test(next) && !next.startsWith("/sign-in");
  return isOwn ? next : "/today";
}
