/** Equal in every part. For plain data as it comes from main: objects, arrays, strings, numbers, flags, null. */
export function sameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const ones = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    ones.length === others.size && ones.every(([key, value]) => others.has(key) && sameData(value, others.get(key)))
  );
}

/**
 * The new list, with every element that says the same as before replaced by the old object, and the old list itself
 * when nothing changed. Main pushes whole snapshots; this is what lets a row that did not change be left alone.
 */
export function keepSame<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Map(before.map(item => [item.id, item]));
  const kept = after.map(item => {
    const old = known.get(item.id);
    return old !== undefined && sameData(old, item) ? old : item;
  });
  return kept.length === before.length && kept.every((item, index) => item === before[index]) ? before : kept;
}
