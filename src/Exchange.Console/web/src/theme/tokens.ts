import { theme, type ThemeConfig } from "antd";
import type { Palette } from "./palette";

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** Ant Design in the house's colours and at the size of type that the person chose. */
export function tokensOf(palette: Palette, isDark: boolean, scale: number): ThemeConfig {
  const rounded = (pixels: number) => Math.round(pixels * scale);
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily,
      fontSize: 14 * scale,
      controlHeight: rounded(34),
      borderRadius: 6,
      motion: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorText: palette.text,
      colorTextHeading: palette.text,
      colorTextSecondary: palette.quietText,
      colorTextTertiary: palette.quietText,
      colorTextDescription: palette.quietText,
      colorIcon: palette.quietText,
      colorBorder: palette.control,
      colorBorderSecondary: palette.line,
      colorPrimary: palette.primary,
      colorPrimaryHover: palette.primaryHover,
      colorPrimaryActive: palette.primaryHover,
      colorTextLightSolid: palette.onPrimary,
      colorLink: palette.link,
      colorLinkHover: palette.link,
      colorLinkActive: palette.link,
      colorError: palette.danger,
      colorErrorText: palette.danger,
      colorErrorHover: palette.danger,
      colorErrorActive: palette.danger,
      colorErrorBg: palette.dangerGround,
      colorErrorBorder: palette.danger,
      colorWarning: palette.warning,
      colorWarningText: palette.warning,
      colorWarningBg: palette.warningGround,
      colorWarningBorder: palette.warning,
      colorSuccess: palette.success,
      colorSuccessText: palette.success,
      colorSuccessBg: palette.successGround,
      colorSuccessBorder: palette.success,
    },
    components: {
      Button: {
        defaultHoverColor: palette.link,
        defaultHoverBorderColor: palette.link,
        defaultActiveColor: palette.link,
        defaultActiveBorderColor: palette.link,
        dangerColor: palette.onDanger,
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
      },
      Input: { hoverBorderColor: palette.link, activeBorderColor: palette.link },
    },
  };
}
