const counts = new Map<string, number>();

/** Counts one call of a member whose rate tests bound, such as `Tray.setContextMenu`. */
export function countCall(name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** How often each counted member was called since the start. */
export function callCounts(): Record<string, number> {
  return Object.fromEntries(counts);
}
