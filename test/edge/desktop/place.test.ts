import { expect, it } from 'vitest';
import { placeOnScreen } from '../../../main/edge/desktop/place.ts';

const left = { workArea: { x: 0, y: 27, width: 1920, height: 1053 } };
const right = { workArea: { x: 1920, y: 0, width: 1280, height: 1024 } };
const at = (x: number, y: number) => ({ x, y, width: 440, height: 680 });

it.each([
  [at(100, 100), [left], true],
  [at(2500, 100), [left, right], true],
  // The second screen was taken away.
  [at(2500, 100), [left], false],
  [at(-300, 100), [left], true],
  [at(-420, 100), [left], false],
  [at(1900, 100), [left], false],
  // The title bar would be above the screen, or below it.
  [at(100, -200), [left], false],
  [at(100, 1060), [left], false],
  [at(100, 100), [], false],
])('%j is shown again: %#', (place, screens, expected) => {
  expect(placeOnScreen(place, () => screens)).toEqual(expected ? place : undefined);
});

it('asks for no screens where nothing is known', () => {
  const unasked = (): never => {
    throw new Error('asked for screens');
  };
  expect(placeOnScreen(null, unasked)).toBeUndefined();
});
