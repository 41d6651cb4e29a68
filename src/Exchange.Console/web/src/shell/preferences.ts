import { useSyncExternalStore } from "react";

export const languages = ["zh", "en"] as const;
export const themes = ["system", "light", "dark"] as const;
export const typeSizes = [100, 112.5, 125] as const;

export type Language = (typeof languages)[number];
export type Theme = (typeof themes)[number];
export type TypeSize = (typeof typeSizes)[number];

/** How a person wants to see the console; kept in this browser only. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly typeSize: TypeSize;
}

const storageKey = "exchange.preferences";
const listeners = new Set<() => void>();
let current = readPreferences(stored(), navigatorLanguage());

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // WHY: a browser that keeps nothing still shows what was chosen, until the page is left.
  }
  listeners.forEach((listener) => {
    listener();
  });
}

export function onPreferencesChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferencesChange, preferences);
}

/** What was kept, as far as it makes sense; the browser's language where nothing was. */
export function readPreferences(kept: string | null, browserLanguage: string): Preferences {
  let said: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    said = Object(JSON.parse(kept ?? "{}")) as typeof said;
  } catch {
    // WHY: whatever else wrote under this name is not a preference.
  }
  return {
    language:
      languages.find((language) => language === said.language) ?? (/^zh\b/i.test(browserLanguage) ? "zh" : "en"),
    theme: themes.find((theme) => theme === said.theme) ?? "system",
    typeSize: typeSizes.find((size) => size === said.typeSize) ?? 100,
  };
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function navigatorLanguage(): string {
  return typeof navigator === "undefined" ? "zh" : navigator.language;
}
