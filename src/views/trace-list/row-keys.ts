/**
 * Where a key leads in the list.
 * @param row where the keyboard is, -1 = nowhere yet
 * @returns the new row; undefined where the key means nothing here
 */
export function rowAfterKey(key: string, row: number, rowCount: number, rowsPerPage: number): number | undefined {
  if (rowCount === 0) return undefined;
  const within = (wanted: number) => Math.min(rowCount - 1, Math.max(0, wanted));
  switch (key) {
    case "ArrowDown":
      return within(row + 1);
    case "ArrowUp":
      return within(row === -1 ? 0 : row - 1);
    case "PageDown":
      return within(row + Math.max(1, rowsPerPage - 1));
    case "PageUp":
      return within(row - Math.max(1, rowsPerPage - 1));
    case "Home":
      return 0;
    case "End":
      return rowCount - 1;
    default:
      return undefined;
  }
}
