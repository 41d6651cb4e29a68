import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { onPreferencesChange, preferences, type Language } from "../shell/preferences";

void i18next.use(initReactI18next).init({
  lng: preferences().language,
  fallbackLng: "en",
  resources: {},
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
applyLanguage();
onPreferencesChange(applyLanguage);

/** Says a text of one area in the chosen language. */
export type Say<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of an area, complete in both languages or it does not compile. Returns the hook that says them. */
export function defineTexts<Key extends string>(
  area: string,
  texts: Record<Language, Record<Key, string>>,
): () => Say<Key> {
  for (const [language, resources] of Object.entries(texts)) {
    i18next.addResourceBundle(language, area, resources);
  }
  return function useTexts() {
    const { t } = useTranslation(area);
    return (key, values) => t(key, { ...values });
  };
}

function applyLanguage(): void {
  const { language } = preferences();
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  if (i18next.language !== language) {
    void i18next.changeLanguage(language);
  }
}
