import { useSyncExternalStore } from "react";
import { usePreferences } from "../shell/preferences";

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is shown dark: as preferred, and where nothing is, as the system. */
export function useIsDark(): boolean {
  const { theme } = usePreferences();
  const isSystemDark = useSyncExternalStore(onSystemChange, () => systemDark.matches);
  return theme === "dark" || (theme === "system" && isSystemDark);
}

function onSystemChange(listener: () => void): () => void {
  systemDark.addEventListener("change", listener);
  return () => {
    systemDark.removeEventListener("change", listener);
  };
}
