import { Button } from "antd";
import { useEffect, useId, useRef } from "react";
import styles from "./DisplayChoices.module.css";
import { prefer, themes, typeSizes, usePreferences } from "./preferences";
import { useShellTexts } from "./texts";

/** The other language at one press, and theme and size of type in a small panel. */
export function DisplayChoices() {
  const say = useShellTexts();
  const { language, theme, typeSize } = usePreferences();
  const panel = useRef<HTMLDetailsElement>(null);
  const id = useId();
  useEffect(() => closeWhenLeft(panel), []);
  return (
    <>
      <Button
        type="text"
        lang={language === "zh" ? "en" : "zh-CN"}
        onClick={() => {
          prefer({ language: language === "zh" ? "en" : "zh" });
        }}
      >
        {say("language")}
      </Button>
      <details ref={panel} className={styles["choices"]}>
        <summary>{say("display")}</summary>
        <div className={styles["panel"]}>
          <label htmlFor={`${id}-theme`}>{say("theme")}</label>
          <select
            id={`${id}-theme`}
            value={theme}
            onChange={(event) => {
              prefer({ theme: themes.find((one) => one === event.target.value) ?? "system" });
            }}
          >
            {themes.map((one) => (
              <option key={one} value={one}>
                {say(`theme.${one}`)}
              </option>
            ))}
          </select>
          <label htmlFor={`${id}-type`}>{say("typeSize")}</label>
          <select
            id={`${id}-type`}
            value={typeSize}
            onChange={(event) => {
              prefer({ typeSize: typeSizes.find((size) => size === Number(event.target.value)) ?? 100 });
            }}
          >
            {typeSizes.map((size) => (
              <option key={size} value={size}>
                {say(`typeSize.${size}`)}
              </option>
            ))}
          </select>
        </div>
      </details>
    </>
  );
}

/** The panel shuts by Escape, or when the pointer or the focus goes elsewhere. */
function closeWhenLeft(panel: { readonly current: HTMLDetailsElement | null }): () => void {
  const leaving = new AbortController();
  const { signal } = leaving;
  const closeUnlessInside = (event: Event) => {
    if (panel.current && !(event.target instanceof Node && panel.current.contains(event.target))) {
      panel.current.open = false;
    }
  };
  const closeByEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && panel.current?.open) {
      panel.current.open = false;
      panel.current.querySelector("summary")?.focus();
    }
  };
  document.addEventListener("pointerdown", closeUnlessInside, { signal });
  document.addEventListener("focusin", closeUnlessInside, { signal });
  document.addEventListener("keydown", closeByEscape, { signal });
  return () => {
    leaving.abort();
  };
}
