/** The colours of one theme. Every pair of text and ground has a contrast of at least 4.5:1, of controls 3:1. */
export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly text: string;
  readonly quietText: string;
  readonly line: string;
  readonly control: string;
  readonly primary: string;
  readonly primaryHover: string;
  readonly onPrimary: string;
  readonly link: string;
  readonly selected: string;
  readonly success: string;
  readonly successGround: string;
  readonly warning: string;
  readonly warningGround: string;
  readonly danger: string;
  readonly dangerGround: string;
  readonly onDanger: string;
}

export const light: Palette = {
  ground: "#f3f5f8",
  surface: "#ffffff",
  raised: "#f8fafc",
  text: "#1b2733",
  quietText: "#4a5968",
  line: "#d5dce3",
  control: "#768493",
  primary: "#1d5a96",
  primaryHover: "#17497a",
  onPrimary: "#ffffff",
  link: "#1d5a96",
  selected: "#e3edf7",
  success: "#17663a",
  successGround: "#e6f4ec",
  warning: "#7d4a00",
  warningGround: "#fdf2df",
  danger: "#ab221b",
  dangerGround: "#fdeceb",
  onDanger: "#ffffff",
};

export const dark: Palette = {
  ground: "#11171e",
  surface: "#19212a",
  raised: "#202a35",
  text: "#e4e9ee",
  quietText: "#aab6c2",
  line: "#34404c",
  control: "#74828f",
  primary: "#2f6cab",
  primaryHover: "#2a6199",
  onPrimary: "#ffffff",
  link: "#8fbff2",
  selected: "#22384f",
  success: "#7fd3a1",
  successGround: "#17301f",
  warning: "#f0bd6b",
  warningGround: "#352810",
  danger: "#ff9a92",
  dangerGround: "#3c1d1b",
  onDanger: "#2a0c0a",
};
