import { ConfigProvider } from "antd";
import en from "antd/locale/en_GB";
import zh from "antd/locale/zh_CN";
import { useLayoutEffect, useMemo, type ReactNode } from "react";
import { usePreferences } from "../shell/preferences";
import { dark, light, type Palette } from "./palette";
import { tokensOf } from "./tokens";
import { useIsDark } from "./useIsDark";
import "./theme.css";

const browserTypeSize = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** Dresses the page: colours, size of type and Ant Design's own words, as preferred. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const { language, typeSize } = usePreferences();
  const isDark = useIsDark();
  const palette = isDark ? dark : light;

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset["theme"] = isDark ? "dark" : "light";
    root.style.fontSize = `${typeSize}%`;
    for (const [name, colour] of Object.entries(palette)) {
      root.style.setProperty(cssName(name), colour as Palette[keyof Palette]);
    }
  }, [isDark, palette, typeSize]);

  // WHY: Ant Design counts in pixels, so the size that the browser was set to is carried over by hand.
  const scale = (browserTypeSize * typeSize) / 100;
  const tokens = useMemo(() => tokensOf(palette, isDark, scale), [palette, isDark, scale]);
  return (
    <ConfigProvider theme={tokens} locale={language === "zh" ? zh : en} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}

/** `quietText` is `--quiet-text`. */
function cssName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
