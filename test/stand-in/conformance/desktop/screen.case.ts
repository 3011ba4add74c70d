import { type Rectangle, screen } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';

const liesWithin = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

export const cases: readonly ConformanceCase[] = [
  {
    name: 'screen: the display nearest to the pointer is one of all, and its work area lies within it',
    source: 'docs/api/screen.md; docs/api/structures/display.md',
    run() {
      const nearest = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
      const all = screen.getAllDisplays();
      same(
        all.some(({ id }) => id === nearest.id),
        true,
      );
      same(
        all.map(({ bounds, workArea, label }) => [liesWithin(workArea, bounds), typeof label]),
        all.map(() => [true, 'string']),
      );
    },
  },
];
