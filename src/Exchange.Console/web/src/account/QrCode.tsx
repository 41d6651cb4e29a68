import qrcode from "qrcode-generator";
import { useMemo } from "react";
import { qrPath } from "./qrPath";

const quietZone = 4;

/** A QR code, drawn here and never fetched: what it holds leaves this page only through a camera. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, side } = useMemo(() => {
    const code = qrcode(0, "M");
    code.addData(text);
    code.make();
    const modules = code.getModuleCount();
    return { path: qrPath(modules, (row, column) => code.isDark(row, column)), side: modules + 2 * quietZone };
  }, [text]);

  // WHY: black on white in the dark theme too, because cameras expect it.
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      width="12rem"
      shapeRendering="crispEdges"
    >
      <rect x={-quietZone} y={-quietZone} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
