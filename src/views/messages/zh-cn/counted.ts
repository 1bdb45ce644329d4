/** Numbers as Chinese text: no plurals, but a measure word. */

export const number = (count: number): string => count.toLocaleString("zh-CN");

/** "12 个 span", "3 处断点". */
export const counted = (count: number, unit: string): string => `${number(count)} ${unit}`;
