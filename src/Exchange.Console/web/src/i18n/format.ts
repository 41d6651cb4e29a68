import { usePreferences, type Language } from "../shell/preferences";

/** A text that the hub holds in both languages. */
export interface Title {
  readonly en: string;
  readonly zh: string;
}

const locales: Record<Language, string> = { en: "en-GB", zh: "zh-CN" };

export interface Formats {
  readonly title: (title: Title) => string;
  readonly time: (iso: string) => string;
  readonly day: (iso: string) => string;
  readonly minute: (iso: string) => string;
  readonly count: (value: number) => string;
  readonly list: (values: readonly string[]) => string;
}

/** How titles, times and numbers are written in the chosen language; times in the city's time of the browser. */
export function useFormats(): Formats {
  return formatsOf(usePreferences().language);
}

export function formatsOf(language: Language): Formats {
  const locale = locales[language];
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const minute = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
  const count = new Intl.NumberFormat(locale);
  const separator = language === "zh" ? "、" : ", ";
  return {
    title: (title) => title[language],
    time: (iso) => time.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    minute: (iso) => minute.format(new Date(iso)),
    count: (value) => count.format(value),
    list: (values) => values.join(separator),
  };
}
