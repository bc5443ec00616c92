import stringWidth from 'fast-string-width';

/** How a column of text is set. */
export type Align = 'left' | 'right';

/** Pads to a width in terminal cells, so that wide and combining characters line up. */
export function padCell(text: string, width: number, align: Align = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Cuts to a width in terminal cells, with an ellipsis where something was cut. */
export function cutCell(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = stringWidth(segment);
    if (used + next > width - 1) break;
    kept += segment;
    used += next;
  }
  return `${kept}…`;
}

/**
 * Sets rows in columns, two spaces apart, each as wide as its widest cell; trailing space is left out.
 * Cells may hold colours: those have no width.
 */
export function setColumns(rows: readonly (readonly string[])[], align: readonly Align[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, index) => padCell(cell, widths[index] ?? 0, align[index]))
      .join('  ')
      .trimEnd(),
  );
}
