/** The dark modules of a code of `modules` by `modules`, each run of a row as one rectangle of an SVG path. */
export function qrPath(modules: number, isDark: (row: number, column: number) => boolean): string {
  const rectangles: string[] = [];
  for (let row = 0; row < modules; row++) {
    for (let column = 0; column < modules; column++) {
      const start = column;
      while (column < modules && isDark(row, column)) {
        column++;
      }
      if (column > start) {
        rectangles.push(`M${start} ${row}h${column - start}v1H${start}z`);
      }
    }
  }
  return rectangles.join("");
}
