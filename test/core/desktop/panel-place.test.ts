import { expect, it } from 'vitest';
import { type Display, notePlace, placeToOpen } from '../../../main/core/desktop/panel-place.ts';

const display = (label: string, x: number, y = 0, width = 1920, height = 1080): Display => ({
  label,
  area: { x, y, width, height },
  workArea: { x, y: y + 30, width, height: height - 30 },
});
const laptop = display('Laptop', 0, 0, 1280, 800);
const desk = display('Desk', 1280);
const at = (x: number, y: number, width = 440, height = 680) => ({ x, y, width, height });

it('opens where it was on each screen, the one it was on last in front', () => {
  const onLaptop = notePlace([], at(100, 60), [laptop, desk]);
  const onBoth = notePlace(onLaptop, at(1500, 230, 500, 700), [laptop, desk]);
  expect(placeToOpen(onBoth, [laptop, desk])).toEqual(at(1500, 230, 500, 700));
  expect(placeToOpen(onBoth, [laptop])).toEqual(at(100, 60));
  const back = notePlace(onBoth, at(200, 90), [laptop]);
  expect(placeToOpen(back, [laptop, desk])).toEqual(at(200, 90));
  expect(back).toHaveLength(2);
});

it('belongs to the screen that shows most of it', () => {
  const places = notePlace([], at(1200, 100), [laptop, desk]);
  expect(placeToOpen(places, [desk])).toEqual(at(1280, 100));
  expect(placeToOpen(notePlace([], at(900, 100), [laptop, desk]), [desk])).toEqual({ width: 440, height: 680 });
});

it.each([
  ['left of it', at(-200, 60), at(0, 60)],
  ['above it', at(100, -50), at(100, 30)],
  ['beyond its right edge', at(1100, 60), at(840, 60)],
  ['larger than it', at(0, 30, 2000, 1600), at(0, 30, 1280, 770)],
])('comes back wholly onto the screen when it was %s', (_where, was, wanted) => {
  expect(placeToOpen(notePlace([], was, [laptop]), [laptop])).toEqual(wanted);
});

it('leaves the place to the system where none is known, and keeps its size on a screen that is new', () => {
  expect(placeToOpen([], [laptop])).toBeUndefined();
  expect(placeToOpen(notePlace([], at(100, 60, 500, 600), [desk, laptop]), [display('New', 0)])).toEqual({
    width: 500,
    height: 600,
  });
  const known = notePlace([], at(100, 60), [laptop]);
  expect(notePlace(known, at(9000, 9000), [laptop])).toBe(known);
  expect(notePlace(known, at(0, 0), [])).toBe(known);
});

it('remembers ten screens at most', () => {
  let places = notePlace([], at(5, 35), [laptop]);
  for (let n = 0; n < 12; n += 1) places = notePlace(places, at(5, 35), [display(`Screen ${n}`, 0)]);
  expect(places.map(place => place.display.split(' ')[1])).toEqual([
    '11',
    '10',
    '9',
    '8',
    '7',
    '6',
    '5',
    '4',
    '3',
    '2',
  ]);
});
