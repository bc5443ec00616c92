/** The workspace's header lines with the plan's facts filled in; undefined when it has no such convention. */
export function fillFrontMatter(
  lines: readonly string[] | undefined,
  facts: { readonly name: string; readonly version: string; readonly date: string; readonly author: string },
): readonly string[] | undefined {
  if (lines === undefined) return undefined;
  const values = new Map(Object.entries(facts));
  return lines.map((line) =>
    line.replace(/\{(\w{1,20})\}/g, (whole, name: string) => {
      const value = values.get(name);
      // A value may end neither the line nor, between quotes, the text.
      // eslint-disable-next-line no-control-regex -- control characters are what is taken out
      return value === undefined ? whole : value.replace(/[\u0000-\u001f\u007f"'\\]+/g, ' ');
    }),
  );
}
