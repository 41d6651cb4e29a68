declare module "monaco-editor/esm/vs/editor/browser/config/tabFocus.js" {
  /** Whether Tab leaves an editor (true) or indents in it; one switch for all editors of the page. */
  export const TabFocus: { setTabFocusMode(tabMovesFocus: boolean): void };
}
