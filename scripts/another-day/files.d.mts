/** Paths, from the root, of the tests in `rooms` that touch time. */
export function testsThatTouchTime(root: string, rooms: readonly string[]): string[];
