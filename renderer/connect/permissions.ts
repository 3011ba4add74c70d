import type { PermissionResource } from '../../preload/contract/provider-view.ts';

export type Level = 'none' | 'read-only' | 'full';

const words = (value: string): readonly string[] => value.split(/\s+/).filter(Boolean);
const within = (value: string, all: ReadonlySet<string>): boolean => words(value).every(word => all.has(word));

/** The level each resource has in a field's value, by the resource's full scope. */
export function levelsOf(value: string, resources: readonly PermissionResource[]): Readonly<Record<string, Level>> {
  const all = new Set(words(value));
  const level = ({ readOnly, full }: PermissionResource): Level =>
    within(full, all) ? 'full' : readOnly !== undefined && within(readOnly, all) ? 'read-only' : 'none';
  return Object.fromEntries(resources.map(resource => [resource.full, level(resource)]));
}

/** The field's value for chosen levels, in the order of the resources. */
export function scopesOf(levels: Readonly<Record<string, Level>>, resources: readonly PermissionResource[]): string {
  return resources
    .map(({ readOnly, full }) => (levels[full] === 'full' ? full : levels[full] === 'read-only' ? readOnly : ''))
    .filter(Boolean)
    .join(' ');
}

/** Same words, whatever their order. */
export const sameWords = (one: string, other: string): boolean =>
  words(one).toSorted().join(' ') === words(other).toSorted().join(' ');
